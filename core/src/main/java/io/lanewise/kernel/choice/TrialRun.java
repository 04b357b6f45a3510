package io.lanewise.kernel.choice;

import io.lanewise.kernel.dense.DenseKernel;
import io.lanewise.kernel.rows.ActivationKind;
import io.lanewise.kernel.rows.CrossEntropyKernel;
import io.lanewise.kernel.rows.LossOptions;

/**
 * A kind of work on small inputs, by some kernels. One class and a switch, because a lambda for each kind would cost the
 * start 15 ms. A run allocates nothing itself.
 */
final class TrialRun implements Runnable {
    // What there are trials of, in words for people.
    static final String DENSE = "dense";
    static final String PACKED = "packed dense";
    static final String GRADIENT_OF_INPUTS = "gradient of inputs";
    static final String GRADIENT_OF_WEIGHTS = "gradient of weights";
    static final String RELU = "relu";
    static final String ACTIVATION = "activation";
    static final String SOFTMAX = "softmax";
    static final String LOG_SOFTMAX = "log-softmax";
    static final String ARG_MAX = "argmax";
    static final String TOP_K = "top-k";
    static final String LOSS = "cross-entropy";
    static final String LOSS_FROM_LOGITS = "cross-entropy from logits";

    /** All of them. */
    static final String[] OPERATIONS = {
        DENSE,
        PACKED,
        GRADIENT_OF_INPUTS,
        GRADIENT_OF_WEIGHTS,
        RELU,
        ACTIVATION,
        SOFTMAX,
        LOG_SOFTMAX,
        ARG_MAX,
        TOP_K,
        LOSS,
        LOSS_FROM_LOGITS
    };

    /** Which sizes. Each run takes the next number of rows, the largest first, so that it writes what the others do. */
    record Sizes(int inputs, int columns, ActivationKind activation, int... rows) {
        /** How many outputs a run has at most, with room before and after them. */
        int outputs() {
            return Math.max(rows[0], inputs) * columns + 16;
        }
    }

    /** In [-2, 2), of 24 bits: nearly every product and sum is rounded. */
    private static final float[] VALUES = values(560);

    /** From 1, columns of 18 rows. */
    private static final int[] LABELS = {9, 2, 1, 1, 0, 2, 0, 1, 2, 0, 2, 1, 1, 0, 2, 0, 1, 2, 0};

    private static final int K = 5;

    private final String operation;
    private final Sizes sizes;
    private final KernelSet kernels;
    private final DenseKernel.Packed packed;
    private final LossOptions options;
    private final float[] x;
    private final float[] weights;
    private final float[] y;
    private final int[] indices;
    private int next;

    TrialRun(String operation, Sizes sizes, KernelSet kernels, float[] y, int[] indices) {
        boolean layer = sizes.inputs() > 0;
        int columns = sizes.columns();
        this.operation = operation;
        this.sizes = sizes;
        this.kernels = kernels;
        this.y = y;
        this.indices = indices;
        boolean relu = sizes.activation() == ActivationKind.RELU;
        int rows = sizes.rows()[0];
        this.x = layer && !relu ? repeated(1 + rows * sizes.inputs()) : rows(rows, layer ? sizes.inputs() : columns);
        this.weights = layer ? repeated(3 + Math.max(rows, sizes.inputs()) * columns) : weights(2 + rows * columns);
        this.packed = operation.equals(PACKED)
                ? kernels.dense().pack(weights, 2, weights, 3, sizes.inputs(), columns, relu)
                : null;
        this.options = new LossOptions(repeated(columns), true, 0, 0.1f);
    }

    @Override
    public void run() {
        int rows = sizes.rows()[next];
        next = (next + 1) % sizes.rows().length;
        int columns = sizes.columns();
        int inputs = sizes.inputs();
        switch (operation) {
            case DENSE -> kernels.dense().forward(x, 1, weights, 2, weights, 3, y, 2, rows, inputs, columns);
            case PACKED -> packed.forward(x, 1, y, 2, rows);
            case GRADIENT_OF_INPUTS -> {
                kernels.gradient().inputs(x, 1, weights, 2, y, 2, rows, columns, inputs);
                kernels.gradient().addInputs(x, 1, weights, 3, y, 2, rows, columns, inputs);
            }
            case GRADIENT_OF_WEIGHTS -> {
                kernels.gradient().weights(x, 1, weights, 2, y, 2, rows, inputs, columns, false);
                kernels.gradient().weights(x, 1, weights, 3, y, 2, rows, inputs, columns, true);
            }
            case RELU -> kernels.relu().forward(x, 1, y, 2, rows * columns);
            case ACTIVATION -> kernels.activation().forward(sizes.activation(), 0.3f, x, 1, y, 2, rows * columns);
            case SOFTMAX -> kernels.softmax().forward(x, 1, y, 2, rows, columns);
            case LOG_SOFTMAX -> kernels.softmax().logForward(x, 1, y, 2, rows, columns);
            case ARG_MAX -> kernels.argMax().forward(x, 1, indices, 2, rows, columns);
            case TOP_K -> kernels.topK().forward(x, 1, y, 2, indices, 2, rows, columns, K);
            case LOSS, LOSS_FROM_LOGITS -> {
                losses(rows, columns, LossOptions.NONE, 0);
                losses(rows, columns, options, 2);
            }
            default -> throw new AssertionError(operation);
        }
    }

    /** By labels and by weights, each to the same places however few the rows; the sums of the most rows as indices. */
    private void losses(int rows, int columns, LossOptions options, int at) {
        CrossEntropyKernel kernel = kernels.crossEntropy();
        int first = 1 + at * sizes.rows()[0];
        int second = first + sizes.rows()[0];
        double byLabels;
        double byWeights;
        if (operation.equals(LOSS)) {
            byLabels = kernel.losses(x, 1, LABELS, 1, y, first, rows, columns, 0.01f, 0.99f, options);
            byWeights = kernel.losses(x, 1, weights, 2, y, second, rows, columns, 0.01f, 0.99f, options);
        } else {
            byLabels = kernel.lossesFromLogits(x, 1, LABELS, 1, y, first, rows, columns, options);
            byWeights = kernel.lossesFromLogits(x, 1, weights, 2, y, second, rows, columns, options);
        }
        if (rows == sizes.rows()[0]) {
            indices[at] = Double.hashCode(byLabels);
            indices[at + 1] = Double.hashCode(byWeights);
        }
    }

    /** [rows×columns] from 1: wide with −∞, plain, with NaN, deep, and of ties and both zeros. */
    private static float[] rows(int rows, int columns) {
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
    private static float[] repeated(int n) {
        float[] repeated = new float[n];
        for (int i = 0; i < n; i++) {
            repeated[i] = VALUES[i % VALUES.length];
        }
        return repeated;
    }

    /** From 2, of rows: 0 at a third of them, and where most wide rows have −∞. */
    private static float[] weights(int n) {
        float[] weights = repeated(n);
        for (int i = 0; i < n; i++) {
            weights[i] = i % 3 == 2 ? 0f : Math.abs(weights[i]);
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
