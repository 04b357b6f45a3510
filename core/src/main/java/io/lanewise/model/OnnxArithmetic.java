package io.lanewise.model;

/** Add, Sub, Mul, Div and Pow, and what scales columns: of constants, or of branches that make an activation. */
final class OnnxArithmetic {
    private OnnxArithmetic() {}

    static OnnxValue apply(OnnxOperands in) {
        boolean firstIsData = in.isData(0);
        boolean secondIsData = in.isData(1);
        if (firstIsData && secondIsData) {
            return ofBranches(in);
        }
        if (!firstIsData && !secondIsData) {
            throw in.node().refuse("it computes with constants only: export with constant folding");
        }
        int data = firstIsData ? 0 : 1;
        OnnxValue.Constant constant = in.constant(1 - data);
        String operator = in.node().operator();
        if (!firstIsData && (operator.equals("Div") || operator.equals("Pow"))) {
            throw in.node().refuse("it has the constant first; Lanewise takes x / constant and x to a constant power");
        }
        if (in.value(data) instanceof OnnxBranch branch && constant.isScalar()) {
            in.checkColumns(branch.x(), constant);
            return ofBranch(in, operator, branch, in.scalar(1 - data), firstIsData);
        }
        if (operator.equals("Pow")) {
            throw in.node().refuse("powers are known as part of Gelu only");
        }
        OnnxChain x = in.chain(data);
        in.checkColumns(x, constant);
        return x.scaled(in.node(), () -> terms(operator, in.row(constant), firstIsData));
    }

    private static OnnxValue ofBranches(OnnxOperands in) {
        OnnxBranch result = null;
        if (in.value(0) instanceof OnnxBranch a && in.value(1) instanceof OnnxBranch b) {
            result = switch (in.node().operator()) {
                case "Mul" -> a.times(b);
                case "Add" -> a.plus(b);
                default -> null;
            };
        }
        if (result == null) {
            throw in.node()
                    .refuse("it joins two branches of the graph, as a skip connection or a gate does; "
                            + OnnxOperands.CHAINS_ONLY);
        }
        return result;
    }

    private static OnnxValue ofBranch(
            OnnxOperands in, String operator, OnnxBranch x, double constant, boolean dataIsFirst) {
        OnnxValue result = switch (operator) {
            case "Add" -> x.plus(constant);
            case "Sub" -> dataIsFirst ? x.plus(-constant) : x.times(-1).plus(constant);
            case "Mul" -> x.times(constant);
            case "Div" -> x.times(1 / constant);
            default -> x.power(constant);
        };
        if (result == null) {
            throw in.node().refuse("powers are known as part of Gelu only");
        }
        return result;
    }

    /** Scale and shift of an operation with a constant; the array becomes one of them. */
    private static double[][] terms(String operator, double[] constant, boolean dataIsFirst) {
        switch (operator) {
            case "Add":
                return new double[][] {null, constant};
            case "Mul":
                return new double[][] {constant, null};
            case "Sub":
                if (!dataIsFirst) {
                    return new double[][] {{-1}, constant};
                }
                for (int i = 0; i < constant.length; i++) {
                    constant[i] = -constant[i];
                }
                return new double[][] {null, constant};
            default:
                for (int i = 0; i < constant.length; i++) {
                    constant[i] = 1 / constant[i];
                }
                return new double[][] {constant, null};
        }
    }

    /** {@code (x − mean) / √(variance + epsilon) · scale + shift}, with the statistics of the training. */
    static OnnxValue batchNormalization(OnnxOperands in) {
        if (in.node().integer("training_mode", 0) != 0) {
            throw in.node().refuse("it is in training mode: export the model for inference (model.eval())");
        }
        OnnxChain x = in.chain(0);
        int columns = in.constant(1).tensor().elements();
        for (int i = 1; i <= 4; i++) {
            in.checkColumns(x, in.constant(i));
            if (in.constant(i).shape().length != 1 || in.constant(i).tensor().elements() != columns) {
                throw in.node().refuse("scale, shift, mean and variance are not lists of one length");
            }
        }
        double epsilon = in.node().number("epsilon", 1e-5f);
        return x.scaled(in.node(), () -> {
            double[] scale = in.row(in.constant(1));
            double[] shift = in.row(in.constant(2));
            OnnxTensor mean = in.constant(3).tensor();
            OnnxTensor variance = in.constant(4).tensor();
            OnnxBytes means = mean.floats(in.files());
            OnnxBytes variances = variance.floats(in.files());
            for (int i = 0; i < columns; i++) {
                scale[i] /= Math.sqrt(variance.element(variances, i) + epsilon);
                shift[i] -= mean.element(means, i) * scale[i];
            }
            return new double[][] {scale, shift};
        });
    }

    /** scikit-learn's scalers: {@code (x − offset) · scale}. */
    static OnnxValue scaler(OnnxOperands in) {
        OnnxChain x = in.chain(0);
        OnnxValue.Constant offset = list(in, "offset");
        OnnxValue.Constant scale = list(in, "scale");
        in.checkColumns(x, offset);
        in.checkColumns(x, scale);
        return x.scaled(in.node(), () -> {
            double[] shifts = in.row(offset);
            double[] scales = in.row(scale);
            for (int i = 0; i < shifts.length; i++) {
                shifts[i] = -shifts[i];
            }
            return new double[][] {scales, OnnxFolding.combine(in.node(), in.files(), shifts, scales, false)};
        });
    }

    private static OnnxValue.Constant list(OnnxOperands in, String attribute) {
        OnnxBytes floats = in.node().floats(attribute);
        if (floats == null) {
            throw in.node().refuse("it has no " + attribute);
        }
        return new OnnxValue.Constant(OnnxTensor.ofFloats(floats, floats.length() / 4));
    }
}
