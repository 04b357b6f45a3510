package io.lanewise.bench;

/**
 * What a call has to do, at least: the arithmetic of a dense layer, two operations per multiply-add, or elsewhere the
 * bytes, each input read once and each output written once.
 *
 * @param amount operations or bytes per call
 * @param unit of {@link #rate}
 */
public record Work(double amount, String unit) {
    /** The operation of {@link RoofBenchmark}. */
    public static final String ROOF = "Roof.peak";

    private static final String OPERATIONS = "GFLOP/s";

    /** Of an operation such as {@code Softmax.forward} at a shape such as {@code 256x10}. */
    public static Work of(String operation, String shape) {
        return switch (operation) {
            case ROOF ->
                shape.equals(RoofMeasurement.MULTIPLY_ADD)
                        ? operations(RoofMeasurement.amount(shape))
                        : bytes(RoofMeasurement.amount(shape));
            case "Dense.forward",
                    "DenseLayer.forward",
                    "DenseGradient.inputs",
                    "DenseGradient.weights",
                    "DensePeers.forward",
                    "SigmoidPeers.forward",
                    "TanhPeers.forward",
                    "GeluPeers.forward" -> {
                int[] s = Shape.sizes(shape, "batch", "inputs", "neurons");
                yield operations(2.0 * s[0] * s[1] * s[2]);
            }
            case "Network.probabilities",
                    "Network.meanLoss",
                    "Parallel.oneThread",
                    "Parallel.twoThreads",
                    "ParallelPeers.forward",
                    "NetworkPeers.forward",
                    "Model.outputs",
                    "ModelPeers.forward" -> network(shape);
            case "Training.step", "TrainingPeers.forward" -> training(shape);
            case "Relu.forward", "Activation.sigmoid", "Activation.tanh", "Activation.gelu", "Copy.relu", "Copy.copy" ->
                bytes(8.0 * Shape.sizes(shape, "length")[0]);
            case "Softmax.forward",
                    "SoftmaxPeers.forward",
                    "Softmax.logForward",
                    "CrossEntropy.meanOneHot",
                    "ExpOperator.lanewise",
                    "ExpOperator.operator" -> bytes(8 * elements(shape));
            case "ArgMax.forward" -> bytes(4 * elements(shape) + 4.0 * rows(shape));
            case "TopK.forward" -> {
                int[] s = Shape.sizes(shape, "rows", "columns", "k");
                yield bytes(4.0 * s[0] * s[1] + 8.0 * s[0] * s[2]);
            }
            case "CrossEntropy.mean", "MathLog.lanewise", "MathLog.loop" -> bytes(8.0 * rows(shape));
            case "CrossEntropy.meanFromLogits" -> bytes(4 * elements(shape) + 4.0 * rows(shape));
            default -> throw new IllegalArgumentException("no arithmetic is known for " + operation);
        };
    }

    /** Bytes of the weights of a dense layer such as {@code 32x784x128}. */
    public static double weightBytes(String shape) {
        int[] s = Shape.sizes(shape, "batch", "inputs", "neurons");
        return (double) Float.BYTES * s[1] * s[2];
    }

    /** Whether operations are counted, not bytes. */
    public boolean isArithmetic() {
        return unit.equals(OPERATIONS);
    }

    /** 10⁹ operations or bytes per second, of a call that takes so long. */
    public double rate(double micros) {
        return amount / micros / 1e3;
    }

    private static Work network(String shape) {
        String[] parts = shape.split("x", 2);
        int[] sizes = SampleNetwork.sizes(parts[1]);
        double multiplies = 0;
        for (int i = 1; i < sizes.length; i++) {
            multiplies += (double) sizes[i - 1] * sizes[i];
        }
        return operations(2 * multiplies * Integer.parseInt(parts[0]));
    }

    /** Forward, and as much each for the gradients of weights and of inputs, which the first layer does not need. */
    private static Work training(String shape) {
        String[] parts = shape.split("x", 2);
        int[] sizes = SampleNetwork.sizes(parts[1]);
        double first = 2.0 * Integer.parseInt(parts[0]) * sizes[0] * sizes[1];
        return operations(3 * network(shape).amount() - first);
    }

    private static double elements(String shape) {
        int[] s = Shape.sizes(shape, "rows", "columns");
        return (double) s[0] * s[1];
    }

    private static int rows(String shape) {
        return Shape.sizes(shape, "rows", "columns")[0];
    }

    private static Work operations(double amount) {
        return new Work(amount, OPERATIONS);
    }

    private static Work bytes(double amount) {
        return new Work(amount, "GB/s");
    }
}
