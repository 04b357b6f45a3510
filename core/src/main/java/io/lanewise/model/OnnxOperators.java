package io.lanewise.model;

import io.lanewise.Activation;
import io.lanewise.Output;
import java.util.Arrays;

/** What a node makes of its inputs. */
final class OnnxOperators {
    private OnnxOperators() {}

    static OnnxValue apply(OnnxOperands in) {
        OnnxNode node = in.node();
        return switch (node.operator()) {
            case "Constant" -> OnnxShapes.constant(node);
            case "Gemm" -> gemm(in);
            case "MatMul" -> dense(in, false, 1);
            case "Add", "Sub", "Mul", "Div", "Pow" -> OnnxArithmetic.apply(in);
            case "BatchNormalization" -> OnnxArithmetic.batchNormalization(in);
            case "ai.onnx.ml.Scaler" -> OnnxArithmetic.scaler(in);
            case "Relu" -> activate(in, Activation.RELU);
            case "LeakyRelu" -> activate(in, Activation.leakyRelu(parameter(node, 0.01f)));
            case "Elu" -> activate(in, Activation.elu(parameter(node, 1)));
            case "Sigmoid", "Tanh", "Erf" -> ofBranch(in);
            case "Swish" -> swish(in);
            case "Gelu" -> gelu(in);
            case "Clip" -> clip(in, bound(in, 1, "min", -Float.MAX_VALUE), bound(in, 2, "max", Float.MAX_VALUE));
            case "Max", "Min" -> limit(in);
            case "Softmax" -> softmax(in, Output.SOFTMAX);
            case "LogSoftmax" -> softmax(in, Output.LOG_SOFTMAX);
            case "Log" -> log(in);
            case "Identity", "ai.onnx.ml.ZipMap" -> in.value(0);
            case "Dropout" -> OnnxShapes.dropout(in);
            case "Cast" -> OnnxShapes.cast(in);
            case "CastLike" -> OnnxShapes.castLike(in);
            case "Flatten" -> OnnxShapes.flatten(in);
            case "Reshape" -> OnnxShapes.reshape(in);
            case "Squeeze" -> OnnxShapes.squeeze(in);
            case "Unsqueeze" -> OnnxShapes.unsqueeze(in);
            case "Transpose" -> OnnxShapes.transpose(in);
            case "Shape" -> OnnxSizes.shapeOf(in);
            case "Gather" -> OnnxSizes.gather(in);
            case "Concat" -> OnnxSizes.concat(in);
            case "ArgMax", "ai.onnx.ml.Binarizer" -> OnnxValue.LABEL;
            default ->
                throw node.refuse("Lanewise has no such operation: it runs chains of dense layers with Relu,"
                        + " LeakyRelu, Elu, Sigmoid, Tanh, SiLU, Gelu or ReLU6 between them; run this model with ONNX"
                        + " Runtime, or change the layer and export again");
        };
    }

    private static OnnxValue gemm(OnnxOperands in) {
        OnnxNode node = in.node();
        if (node.integer("transA", 0) != 0) {
            throw node.refuse("it transposes its input (transA is 1), so rows are not samples");
        }
        OnnxChain product = dense(in, node.integer("transB", 0) != 0, node.number("alpha", 1));
        double beta = node.number("beta", 1);
        if (!in.has(2) || beta == 0) {
            return product;
        }
        OnnxValue.Constant bias = in.constant(2);
        in.checkColumns(product, bias);
        return product.scaled(node, () -> {
            double[] shift = in.row(bias);
            for (int i = 0; beta != 1 && i < shift.length; i++) {
                shift[i] *= beta;
            }
            return new double[][] {null, shift};
        });
    }

    private static OnnxChain dense(OnnxOperands in, boolean transB, double factor) {
        OnnxChain x = in.chain(0);
        OnnxValue.Constant weights = in.constant(1);
        int[] shape = weights.shape();
        if (shape.length != 2 || shape[0] < 1 || shape[1] < 1) {
            throw in.node().refuse("its weights have the shape " + Arrays.toString(shape) + ", not inputs by neurons");
        }
        int inputs = shape[transB ? 1 : 0];
        int neurons = shape[transB ? 0 : 1];
        if (!x.isMatrix() || x.row() != null && x.row()[0] != inputs) {
            throw in.node()
                    .refuse("its weights have " + inputs + " inputs, but its rows have the shape "
                            + OnnxOperands.rowShape(x)
                            + (x.row().length == 0 ? ": the input has no axis of rows" : "; flatten them first"));
        }
        boolean byNeuron = transB != weights.transposed();
        OnnxChain.Dense dense = new OnnxChain.Dense(weights.tensor(), byNeuron, inputs, neurons, factor);
        return x.then(in.node(), dense, neurons);
    }

    private static OnnxValue activate(OnnxOperands in, Activation activation) {
        return in.chain(0).then(in.node(), activation);
    }

    private static float parameter(OnnxNode node, float otherwise) {
        float alpha = node.number("alpha", otherwise);
        if (!Float.isFinite(alpha)) {
            throw node.refuse("its alpha is " + alpha + ", not finite");
        }
        return alpha;
    }

    /** Functions that are activations alone, and parts of others where more than one node reads their input. */
    private static OnnxValue ofBranch(OnnxOperands in) {
        String operator = in.node().operator();
        OnnxBranch part = null;
        if (in.value(0) instanceof OnnxBranch x) {
            part = operator.equals("Erf") ? x.erf() : operator.equals("Tanh") ? x.tanh() : x.sigmoid();
        }
        if (part != null) {
            return part;
        }
        if (operator.equals("Erf")) {
            throw in.node().refuse("erf is known as part of Gelu only, x · (1 + erf(x / √2)) / 2");
        }
        return activate(in, operator.equals("Tanh") ? Activation.TANH : Activation.SIGMOID);
    }

    private static OnnxValue swish(OnnxOperands in) {
        if (in.node().number("alpha", 1) != 1) {
            throw in.node().refuse("its alpha is " + in.node().number("alpha", 1) + "; Lanewise has SiLU, of alpha 1");
        }
        return activate(in, Activation.SILU);
    }

    private static OnnxValue gelu(OnnxOperands in) {
        String approximate = in.node().text("approximate", "none");
        return switch (approximate) {
            case "none" -> activate(in, Activation.GELU);
            case "tanh" -> activate(in, Activation.GELU_TANH);
            default ->
                throw in.node()
                        .refuse("its approximation is " + OnnxRefusal.quote(approximate)
                                + ", neither 'none' nor 'tanh'");
        };
    }

    private static double bound(OnnxOperands in, int input, String attribute, float otherwise) {
        return in.has(input) ? in.scalar(input) : in.node().number(attribute, otherwise);
    }

    /** Max and Min of a value and one number. */
    private static OnnxValue limit(OnnxOperands in) {
        if (in.values().length != 2) {
            throw in.node().refuse("it compares more than a value and a number; " + OnnxOperands.CHAINS_ONLY);
        }
        int data = in.isData(0) ? 0 : 1;
        OnnxOperands swapped = new OnnxOperands(in.node(), new OnnxValue[] {in.value(data)}, in.files());
        in.checkColumns(in.chain(data), in.constant(1 - data));
        double number = in.scalar(1 - data);
        return in.node().operator().equals("Max")
                ? clip(swapped, number, Float.MAX_VALUE)
                : clip(swapped, -Float.MAX_VALUE, number);
    }

    private static OnnxValue clip(OnnxOperands in, double low, double high) {
        OnnxChain x = in.chain(0);
        boolean noLow = low <= -Float.MAX_VALUE;
        boolean noHigh = high >= Float.MAX_VALUE;
        boolean afterRelu = x.step() == Activation.RELU;
        if (noLow && noHigh) {
            return in.value(0);
        }
        if (low == 0 && noHigh) {
            return afterRelu ? x : activate(in, Activation.RELU);
        }
        if (high == 6 && afterRelu && (low == 0 || noLow)) {
            return new OnnxChain(x.before(), in.node(), Activation.RELU6, x.rows(), x.row());
        }
        if (low == 0 && high == 6) {
            return activate(in, Activation.RELU6);
        }
        throw in.node()
                .refuse("it limits to [" + (noLow ? "−∞" : low) + ", " + (noHigh ? "∞" : high)
                        + "]; Lanewise has Relu, [0, ∞], and ReLU6, [0, 6]");
    }

    private static OnnxValue softmax(OnnxOperands in, Output output) {
        OnnxChain x = in.chain(0);
        // The default was 1 up to opset 12 and is −1 since: in a matrix they are the same.
        long axis = in.node().integer("axis", -1);
        if (!x.isMatrix() || axis != 1 && axis != -1) {
            throw in.node()
                    .refuse("it works along axis " + axis + " of rows of shape " + OnnxOperands.rowShape(x)
                            + ", not along the columns");
        }
        return x.then(in.node(), output);
    }

    private static OnnxValue log(OnnxOperands in) {
        OnnxChain x = in.chain(0);
        if (x.step() == Output.SOFTMAX) {
            return new OnnxChain(x.before(), in.node(), Output.LOG_SOFTMAX, x.rows(), x.row());
        }
        throw in.node().refuse("a logarithm is known after Softmax only");
    }
}
