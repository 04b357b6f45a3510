package io.lanewise.model;

import java.util.Arrays;

/** What changes no number: shapes, types, names. Rows stay rows; anything else is refused. */
final class OnnxShapes {
    private static final int FLOAT = 1;
    private static final int FLOAT16 = 10;
    private static final int DOUBLE = 11;
    private static final int BFLOAT16 = 16;

    private OnnxShapes() {}

    /** The value in another shape; a branch keeps being one where the shape stays. */
    private static OnnxValue shaped(OnnxOperands in, int[] row) {
        return Arrays.equals(in.chain(0).row(), row) ? in.value(0) : in.chain(0).shaped(row);
    }

    /**
     * Lanewise computes in float32 whatever floating-point type a graph names, so a cast between them changes nothing
     * here: a graph in float16 is answered more exactly than it says, one in double as float32 does.
     */
    static OnnxValue cast(OnnxOperands in) {
        long to = in.node().integer("to", -1);
        boolean floatingPoint = to == FLOAT || to == FLOAT16 || to == DOUBLE || to == BFLOAT16;
        boolean rounds = in.isConstant(0) && (to == FLOAT16 || to == BFLOAT16);
        if (!in.isSizes(0) && (!floatingPoint || rounds)) {
            String name = in.node().text("to", "type " + to);
            throw in.node()
                    .refuse("it casts to " + OnnxRefusal.quote(name) + "; Lanewise takes casts to float and double");
        }
        return in.value(0);
    }

    static OnnxValue castLike(OnnxOperands in) {
        if (in.isConstant(1) && !in.constant(1).tensor().isFloatingPoint() || in.isSizes(1)) {
            throw in.node().refuse("it casts to integers");
        }
        return in.value(0);
    }

    static OnnxValue dropout(OnnxOperands in) {
        if (in.has(2) && in.scalar(2) != 0) {
            throw in.node().refuse("it is in training mode: export the model for inference (model.eval())");
        }
        return in.value(0);
    }

    static OnnxValue constant(OnnxNode node) {
        OnnxTensor tensor = node.tensor("value");
        OnnxBytes floats = node.floats("value_floats");
        long[] integers = node.integers("value_ints");
        if (tensor != null) {
            return new OnnxValue.Constant(tensor);
        }
        if (floats != null) {
            return new OnnxValue.Constant(OnnxTensor.ofFloats(floats, floats.length() / 4));
        }
        if (integers != null) {
            return new OnnxValue.Constant(OnnxTensor.ofIntegers(integers, integers.length));
        }
        if (node.has("value_int")) {
            return new OnnxValue.Constant(OnnxTensor.ofIntegers(new long[] {node.integer("value_int", 0)}));
        }
        if (node.has("value_float")) {
            int bits = Float.floatToRawIntBits(node.number("value_float", 0));
            byte[] bytes = {(byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24)};
            return new OnnxValue.Constant(OnnxTensor.ofFloats(new OnnxBytes(bytes, 0, 4)));
        }
        throw node.refuse("it has no value that Lanewise reads: a tensor, floats or integers");
    }

    static OnnxValue transpose(OnnxOperands in) {
        OnnxValue.Constant constant = in.constant(0);
        long[] order = in.node().integers("perm");
        if (constant.shape().length != 2 || order != null && !Arrays.equals(order, new long[] {1, 0})) {
            throw in.node().refuse("Lanewise transposes matrices of weights only");
        }
        int[] shape = {constant.shape()[1], constant.shape()[0]};
        return new OnnxValue.Constant(constant.tensor(), shape, !constant.transposed());
    }

    static OnnxValue flatten(OnnxOperands in) {
        OnnxChain x = in.chain(0);
        long axis = in.node().integer("axis", 1);
        boolean rowsStay = axis == 1 || x.row() != null && axis == -x.row().length;
        if (!rowsStay) {
            throw in.node().refuse("it flattens from axis " + axis + ", which does not keep the rows");
        }
        return x.row() == null ? in.value(0) : shaped(in, columns(in, x));
    }

    private static int[] columns(OnnxOperands in, OnnxChain x) {
        if (x.columns() > Integer.MAX_VALUE) {
            throw in.node().refuse("rows of shape " + OnnxOperands.rowShape(x) + " are longer than an array");
        }
        return new int[] {(int) x.columns()};
    }

    static OnnxValue reshape(OnnxOperands in) {
        long[] target = in.has(1) ? in.sizes(1) : in.node().integers("shape");
        if (target == null) {
            throw in.node().refuse("it has no shape");
        }
        if (in.isConstant(0)) {
            OnnxValue.Constant constant = in.constant(0);
            int[] old = constant.shape();
            return reshaped(
                    in, constant, resolve(in, target, 0, old, constant.tensor().elements()));
        }
        OnnxChain x = in.chain(0);
        boolean rowsStay = target.length > 0
                && (target[0] == OnnxValue.Sizes.ROWS || target[0] == 0 || target[0] == -1 || target[0] == x.rows());
        if (!rowsStay) {
            throw in.node().refuse("it reshapes to " + describe(target) + ", which does not keep the rows");
        }
        if (x.row() == null) {
            boolean isMatrix = target.length == 2 && target[1] != 0;
            if (!isMatrix || target[1] < 0 && target[0] == -1 || target[1] > Integer.MAX_VALUE) {
                throw in.node().refuse("it reshapes an input of unknown shape to " + describe(target));
            }
            return target[1] < 0 ? in.value(0) : x.shaped((int) target[1]);
        }
        if (target[0] == -1 && Arrays.stream(target).skip(1).anyMatch(size -> size == -1)) {
            throw in.node().refuse("it reshapes to " + describe(target) + ", with two sizes open");
        }
        return shaped(in, resolve(in, target, 1, x.row(), x.columns()));
    }

    /** The sizes of target from an index on, with 0 as in the old shape and −1 as what is left. */
    private static int[] resolve(OnnxOperands in, long[] target, int from, int[] old, long elements) {
        int[] sizes = new int[target.length - from];
        long product = 1;
        int open = -1;
        for (int i = 0; i < sizes.length; i++) {
            long size = target[from + i];
            if (size == -1 && open < 0) {
                open = i;
                continue;
            }
            if (size == 0 && i < old.length && in.node().integer("allowzero", 0) == 0) {
                size = old[i];
            }
            if (size < 1 || size > elements || size > elements / product) {
                product = -1;
                break;
            }
            sizes[i] = (int) Math.min(size, Integer.MAX_VALUE);
            product *= size;
        }
        if (open >= 0 && product > 0 && elements % product == 0 && elements / product <= Integer.MAX_VALUE) {
            sizes[open] = (int) (elements / product);
            product = elements;
        }
        if (product != elements) {
            throw in.node()
                    .refuse("it reshapes " + Arrays.toString(old) + " to " + describe(target)
                            + ", which does not keep the rows");
        }
        return sizes;
    }

    private static String describe(long[] sizes) {
        return Arrays.toString(sizes).replace(Long.toString(OnnxValue.Sizes.ROWS), "rows");
    }

    static OnnxValue squeeze(OnnxOperands in) {
        if (in.isSizes(0)) {
            return in.value(0);
        }
        int[] shape = shape(in);
        long[] axes = axes(in);
        boolean[] gone = new boolean[shape.length];
        for (int i = 0; axes == null && i < shape.length; i++) {
            gone[i] = shape[i] == 1;
        }
        for (int i = 0; axes != null && i < axes.length; i++) {
            long axis = axes[i] < 0 ? axes[i] + shape.length : axes[i];
            if (axis < 0 || axis >= shape.length || shape[(int) axis] != 1) {
                throw in.node()
                        .refuse("it removes the axes " + Arrays.toString(axes) + ", which does not keep the rows");
            }
            gone[(int) axis] = true;
        }
        int[] kept = new int[shape.length];
        int count = 0;
        for (int i = 0; i < shape.length; i++) {
            if (!gone[i]) {
                kept[count++] = shape[i];
            }
        }
        return withShape(in, gone.length > 0 && gone[0], Arrays.copyOf(kept, count));
    }

    static OnnxValue unsqueeze(OnnxOperands in) {
        if (in.isSizes(0)) {
            return in.value(0);
        }
        int[] shape = shape(in);
        long[] axes = axes(in);
        int rank = shape.length + (axes == null ? 0 : axes.length);
        boolean[] added = new boolean[rank];
        for (int i = 0; axes != null && i < axes.length; i++) {
            long axis = axes[i] < 0 ? axes[i] + rank : axes[i];
            if (axis < 0 || axis >= rank || added[(int) axis]) {
                throw in.node().refuse("it adds the axes " + Arrays.toString(axes));
            }
            added[(int) axis] = true;
        }
        int[] wider = new int[rank];
        int from = 0;
        for (int i = 0; i < rank; i++) {
            wider[i] = added[i] ? 1 : shape[from++];
        }
        return withShape(in, rank > 0 && added[0], wider);
    }

    private static long[] axes(OnnxOperands in) {
        return in.has(1) ? in.sizes(1) : in.node().integers("axes");
    }

    /** The whole shape; of computed values with a 1 for the rows if the file fixes that, else with a 0. */
    private static int[] shape(OnnxOperands in) {
        if (in.isConstant(0)) {
            return in.constant(0).shape();
        }
        OnnxChain x = in.chain(0);
        if (x.row() == null) {
            throw in.node().refuse("the graph does not say the shape of its input");
        }
        int[] shape = new int[1 + x.row().length];
        shape[0] = x.rows() == 1 ? 1 : 0;
        System.arraycopy(x.row(), 0, shape, 1, x.row().length);
        return shape;
    }

    private static OnnxValue withShape(OnnxOperands in, boolean firstChanged, int[] shape) {
        if (in.isConstant(0)) {
            return reshaped(in, in.constant(0), shape);
        }
        if (firstChanged) {
            throw in.node().refuse("it does not keep the rows");
        }
        return shaped(in, Arrays.copyOfRange(shape, 1, shape.length));
    }

    private static OnnxValue reshaped(OnnxOperands in, OnnxValue.Constant constant, int[] shape) {
        if (constant.transposed()) {
            throw in.node().refuse("it reshapes transposed weights: export with constant folding");
        }
        return new OnnxValue.Constant(constant.tensor(), shape, false);
    }
}
