package io.lanewise.model;

import java.util.Arrays;

/** A node with what its inputs are. */
record OnnxOperands(OnnxNode node, OnnxValue[] values, OnnxExternalData files) {
    static final String CHAINS_ONLY = "Lanewise runs chains of dense layers from one input to one output";

    boolean has(int i) {
        return i < values.length && values[i] != null;
    }

    OnnxValue value(int i) {
        if (!has(i)) {
            throw node.refuse("its input " + i + " is missing");
        }
        return values[i];
    }

    boolean isConstant(int i) {
        return value(i) instanceof OnnxValue.Constant;
    }

    boolean isSizes(int i) {
        return value(i) instanceof OnnxValue.Sizes;
    }

    /** {@return whether an input is computed from the graph's input} */
    boolean isData(int i) {
        return value(i) instanceof OnnxChain || value(i) instanceof OnnxBranch;
    }

    OnnxValue.Constant constant(int i) {
        if (value(i) instanceof OnnxValue.Constant constant) {
            return constant;
        }
        throw node.refuse(
                "its input " + OnnxRefusal.quote(node.input(i)) + " is computed, not a constant; " + CHAINS_ONLY);
    }

    OnnxChain chain(int i) {
        if (!isData(i)) {
            throw node.refuse("its input " + OnnxRefusal.quote(node.input(i))
                    + " is not computed from the graph's input; " + CHAINS_ONLY);
        }
        return chain(node, value(i));
    }

    static OnnxChain chain(OnnxNode node, OnnxValue value) {
        if (value instanceof OnnxChain chain) {
            return chain;
        }
        OnnxChain joined = ((OnnxBranch) value).join(node);
        if (joined == null) {
            throw node.refuse("the nodes before it are no activation that Lanewise has; export one of Relu, LeakyRelu,"
                    + " Elu, Sigmoid, Tanh, SiLU, Gelu or ReLU6");
        }
        return joined;
    }

    /** {@return the one number of a constant} */
    double scalar(int i) {
        OnnxValue.Constant constant = constant(i);
        if (!constant.isScalar()) {
            throw node.refuse("its input " + OnnxRefusal.quote(node.input(i)) + " has "
                    + constant.tensor().elements() + " numbers where one is needed");
        }
        OnnxTensor tensor = constant.tensor();
        return tensor.isFloatingPoint() ? tensor.element(tensor.floats(files), 0) : tensor.integers(files)[0];
    }

    /** {@return the numbers of a constant that is one row} */
    double[] row(OnnxValue.Constant constant) {
        OnnxTensor tensor = constant.tensor();
        OnnxBytes floats = tensor.floats(files);
        files.memory().take(node, (long) Double.BYTES * tensor.elements());
        double[] row = new double[tensor.elements()];
        for (int i = 0; i < row.length; i++) {
            row[i] = tensor.element(floats, i);
        }
        return row;
    }

    /** {@return a list of integers or sizes} */
    long[] sizes(int i) {
        return value(i) instanceof OnnxValue.Sizes sizes
                ? sizes.sizes()
                : constant(i).tensor().integers(files);
    }

    /** Refuses a constant that is not one number for all columns or one for each, or that adds a dimension. */
    void checkColumns(OnnxChain x, OnnxValue.Constant constant) {
        int[] shape = constant.shape();
        int rank = x.row() == null ? 2 : 1 + x.row().length;
        long elements = constant.tensor().elements();
        boolean fits = constant.isScalar()
                || constant.isRow() && x.isMatrix() && elements > 0 && (x.row() == null || x.row()[0] == elements);
        if (!fits || shape.length > rank) {
            throw node.refuse("a constant of shape " + Arrays.toString(shape) + " does not fit rows of shape "
                    + rowShape(x) + "; it needs one number, or one for each column");
        }
    }

    static String rowShape(OnnxChain x) {
        return x.row() == null ? "unknown" : Arrays.toString(x.row());
    }
}
