package io.lanewise.kernel.choice;

import io.lanewise.kernel.dense.DenseKernel;
import io.lanewise.kernel.dense.GradientKernel;
import io.lanewise.kernel.rows.ActivationKernel;
import io.lanewise.kernel.rows.ActivationKind;
import io.lanewise.kernel.rows.ArgMaxKernel;
import io.lanewise.kernel.rows.CrossEntropyKernel;
import io.lanewise.kernel.rows.LossOptions;
import io.lanewise.kernel.rows.ReluKernel;
import io.lanewise.kernel.rows.SoftmaxKernel;
import io.lanewise.kernel.rows.TopKKernel;
import java.util.Arrays;

/**
 * Whether the vector kernels give the scalar ones' bits, asked before they answer anybody: on a machine or a JVM that
 * no test has seen, a mistake costs speed, or a refusal, and no wrong answer.
 *
 * <p>It takes a few hundred values, in shapes that lead through each kernel's remainders on every width. They run in
 * the interpreter, where an operation on vectors takes a microsecond and more, so what takes thousands of values is
 * left to the tests: layers of more than 1,000 inputs, rows of more than 527 columns.
 *
 * <p>Most of its time in a new JVM is the Vector API's, which makes its species and lambdas then. {@code FirstCalls} in
 * bench times it with the rest of a start.
 */
final class SelfCheck {
    private static final String[] OPERATIONS = {
        "dense",
        "packed dense",
        "gradient",
        "relu",
        "activation",
        "softmax",
        "log-softmax",
        "cross-entropy",
        "cross-entropy from logits",
        "argmax",
        "top-k"
    };

    /** In [-2, 2), of 24 bits: nearly every product and sum is rounded. */
    private static final float[] VALUES = values(560);

    /** From 1, columns of eight rows. */
    static final int[] LABELS = {9, 2, 1, 1, 0, 2, 0, 1, 2};

    /** From 1, of columns of two rows: 0 at a third of them, and where the wide row has −∞. */
    private static final float[] WEIGHTS = weights(1 + 2 * 19);

    private SelfCheck() {}

    /** The first operation whose vector kernel differs from its scalar one, in words for people, or null. */
    static String difference(KernelSet scalar, KernelSet vector) {
        for (String operation : OPERATIONS) {
            Object[] specified = answers(operation, scalar);
            try {
                // By bits, but one NaN is as good as another: as it is promised.
                if (!Arrays.deepEquals(specified, answers(operation, vector))) {
                    return "the vector kernel of " + operation + " gives other bits than the scalar one";
                }
            } catch (StackOverflowError | OutOfMemoryError e) {
                throw e; // says nothing of the kernel
            } catch (RuntimeException | Error e) {
                return "the vector kernel of " + operation + " throws " + e;
            }
        }
        return null;
    }

    private static Object[] answers(String operation, KernelSet kernels) {
        return switch (operation) {
            case "dense" -> dense(kernels.dense());
            case "packed dense" -> packedDense(kernels.dense());
            case "gradient" -> gradient(kernels.gradient());
            case "relu" -> relu(kernels.relu());
            case "activation" -> activation(kernels.activation());
            case "softmax" -> softmax(kernels.softmax());
            case "log-softmax" -> logSoftmax(kernels.softmax());
            case "cross-entropy" -> crossEntropy(kernels.crossEntropy());
            case "cross-entropy from logits" -> crossEntropyFromLogits(kernels.crossEntropy());
            case "argmax" -> argMax(kernels.argMax());
            case "top-k" -> topK(kernels.topK());
            default -> throw new AssertionError(operation);
        };
    }

    /**
     * One neuron, and, from eight rows on, where the vector kernel packs: less than a vector of neurons, a narrow
     * layer, some panels of more inputs than are packed at a time.
     */
    private static Object[] dense(DenseKernel kernel) {
        return new Object[] {
            dense(kernel, 3, 5, 37),
            dense(kernel, 5, 45, 1),
            dense(kernel, 9, 2, 3),
            dense(kernel, 8, 33, 10),
            dense(kernel, 9, 9, 40)
        };
    }

    private static float[] dense(DenseKernel kernel, int batch, int inputs, int neurons) {
        float[] y = output(batch * neurons + 3);
        kernel.forward(VALUES, 1, VALUES, 2, VALUES, 3, y, 2, batch, inputs, neurons);
        return y;
    }

    /** The same kinds of layers, and panels by six, four, three, two rows and one, which takes four at once. */
    private static Object[] packedDense(DenseKernel kernel) {
        return new Object[] {
            packedDense(kernel, VALUES, 3, 77, 1, true),
            packedDense(kernel, VALUES, 11, 2, 3, false),
            packedDense(kernel, VALUES, 7, 33, 3, true),
            packedDense(kernel, VALUES, 3, 33, 16, false),
            packedDense(kernel, rows(13, 2), 13, 2, 40, true),
            packedDense(kernel, VALUES, 2, 2, 40, false),
            packedDense(kernel, VALUES, 1, 2, 100, false)
        };
    }

    private static float[] packedDense(
            DenseKernel kernel, float[] x, int batch, int inputs, int neurons, boolean relu) {
        float[] y = output(batch * neurons + 3);
        kernel.pack(VALUES, 2, VALUES, 3, inputs, neurons, relu).forward(x, 1, y, 2, batch);
        return y;
    }

    /**
     * Of inputs, from weights that are transposed and that are packed so; of weights along the neurons and along the
     * inputs, written and added.
     */
    private static Object[] gradient(GradientKernel kernel) {
        float[] x = repeated(3 * 40 + 1);
        float[] w = repeated(3 * 37 + 3);
        float[][] answers = {output(3 * 5 + 3), output(8 * 37 + 3), output(13 * 37 + 3), output(40 * 3 + 3)};
        kernel.inputs(x, 1, w, 2, answers[0], 2, 3, 5, 4);
        kernel.inputs(x, 1, w, 2, answers[1], 2, 8, 37, 3);
        kernel.addInputs(x, 1, w, 3, answers[0], 2, 3, 5, 4);
        kernel.weights(x, 1, w, 2, answers[2], 2, 2, 13, 37, false);
        kernel.weights(x, 1, w, 3, answers[2], 2, 3, 13, 37, true);
        kernel.weights(x, 1, w, 2, answers[3], 2, 3, 40, 3, false);
        return answers;
    }

    private static Object[] relu(ReluKernel kernel) {
        float[] y = output(42);
        kernel.forward(rows(5, 8), 1, y, 2, 39);
        return new Object[] {y};
    }

    /** Every formula on both of its sides: of a row with NaN, of a deep one, and of both zeros. */
    private static Object[] activation(ActivationKernel kernel) {
        ActivationKind[] kinds = ActivationKind.values();
        Object[] answers = new Object[kinds.length];
        float[] x = rows(5, 8);
        for (int i = 0; i < kinds.length; i++) {
            float[] y = output(42);
            kernel.forward(kinds[i], 0.3f, x, 1, y, 2, 39);
            answers[i] = y;
        }
        return answers;
    }

    /** A row a lane of at least a vector of columns, and lanes along a row of a block of sixteen and a part of one. */
    private static Object[] softmax(SoftmaxKernel kernel) {
        float[] few = output(8 * 13 + 3);
        float[] many = output(2 * 19 + 3);
        kernel.forward(rows(8, 13), 1, few, 2, 8, 13);
        kernel.forward(rows(2, 19), 1, many, 2, 2, 19);
        return new Object[] {few, many};
    }

    private static Object[] logSoftmax(SoftmaxKernel kernel) {
        float[] few = output(8 * 13 + 3);
        float[] many = output(19 + 3);
        kernel.logForward(rows(8, 13), 1, few, 2, 8, 13);
        kernel.logForward(rows(1, 19), 1, many, 2, 1, 19);
        return new Object[] {few, many};
    }

    /** Clipped on both sides; by labels with rows of fewer columns than a vector, by weights along a row. */
    private static Object[] crossEntropy(CrossEntropyKernel kernel) {
        float[] losses = output(10);
        LossOptions none = LossOptions.NONE;
        double byLabels = kernel.losses(rows(5, 3), 1, LABELS, 1, losses, 1, 5, 3, 0.01f, 0.99f, none);
        double byWeights = kernel.losses(rows(2, 19), 1, WEIGHTS, 1, losses, 7, 2, 19, 0.01f, 0.99f, none);
        return new Object[] {losses, byLabels, byWeights};
    }

    /** The same, with class weights and smoothing along the row; a row a lane of fewer columns than a vector. */
    private static Object[] crossEntropyFromLogits(CrossEntropyKernel kernel) {
        float[] losses = output(12);
        LossOptions all = new LossOptions(Arrays.copyOfRange(WEIGHTS, 1, 20), false, 0, 0.1f);
        double byLabels = kernel.lossesFromLogits(rows(8, 3), 1, LABELS, 1, losses, 1, 8, 3, LossOptions.NONE);
        double byWeights = kernel.lossesFromLogits(rows(1, 19), 1, WEIGHTS, 1, losses, 10, 1, 19, all);
        return new Object[] {losses, byLabels, byWeights};
    }

    private static Object[] argMax(ArgMaxKernel kernel) {
        int[] indices = {-2, -2, -2, -2, -2, -2, -2};
        kernel.forward(rows(5, 37), 1, indices, 1, 5, 37);
        return new Object[] {indices};
    }

    /** As many columns as the widest vector needs, and the last three of the five rows. */
    private static Object[] topK(TopKKernel kernel) {
        float[] values = output(11);
        int[] indices = {-2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2};
        kernel.forward(rows(5, 130), 1 + 2 * 130, values, 1, indices, 1, 3, 130, 3);
        return new Object[] {values, indices};
    }

    /** [rows×columns] from 1: wide with −∞, plain, with NaN, deep, and of ties and both zeros. */
    static float[] rows(int rows, int columns) {
        float[] x = new float[1 + rows * columns];
        for (int i = 0; i < rows * columns; i++) {
            float v = VALUES[i % VALUES.length];
            boolean middle = i % columns == columns / 2;
            x[1 + i] = switch (i / columns % 5) {
                case 0 -> middle ? Float.NEGATIVE_INFINITY : 40 * v;
                case 1 -> v;
                case 2 -> middle ? Float.NaN : v;
                case 3 -> v - 100_000;
                default -> Math.min((float) Math.rint(v), i % 2 == 0 ? 0f : -0f);
            };
        }
        return x;
    }

    /** The values as often as it takes. */
    static float[] repeated(int n) {
        float[] repeated = new float[n];
        for (int i = 0; i < n; i++) {
            repeated[i] = VALUES[i % VALUES.length];
        }
        return repeated;
    }

    /** Of a value that no kernel answers, so that one element more or less shows. */
    private static float[] output(int n) {
        float[] output = new float[n];
        Arrays.fill(output, 12345f);
        return output;
    }

    private static float[] weights(int n) {
        float[] weights = new float[n];
        for (int i = 0; i < n; i++) {
            weights[i] = i % 3 == 1 ? 0f : Math.abs(VALUES[i]);
        }
        return weights;
    }

    private static float[] values(int n) {
        float[] values = new float[n];
        int state = 1;
        for (int i = 0; i < n; i++) {
            // The generator of "Numerical Recipes"; java.util.Random would be a class more to load.
            state = state * 1664525 + 1013904223;
            values[i] = (state >> 8) * 0x1p-22f;
        }
        return values;
    }
}
