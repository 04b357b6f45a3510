package io.lanewise.kernel.choice;

import io.lanewise.kernel.dense.DenseKernel;
import io.lanewise.kernel.rows.ActivationKind;
import io.lanewise.kernel.rows.LossOptions;

/**
 * A kind of work on small inputs, by some kernels: on values of {@link SelfCheck}. One class and a switch, because a
 * lambda for each kind would cost the start 15 ms. A run allocates nothing itself.
 */
final class TrialRun implements Runnable {
    /** What there are trials of; the words are for people. */
    enum Operation {
        DENSE("dense"),
        PACKED("packed dense"),
        GRADIENT_OF_INPUTS("gradient of inputs"),
        GRADIENT_OF_WEIGHTS("gradient of weights"),
        RELU("relu"),
        ACTIVATION("activation"),
        SOFTMAX("softmax"),
        LOG_SOFTMAX("log-softmax"),
        ARG_MAX("argmax"),
        TOP_K("top-k"),
        LOSS("cross-entropy"),
        LOSS_FROM_LOGITS("cross-entropy from logits");

        final String words;

        Operation(String words) {
            this.words = words;
        }
    }

    /** Which sizes. Each run takes the next number of rows, the largest first, so that it writes what the others do. */
    record Sizes(int inputs, int columns, ActivationKind activation, int... rows) {
        /** How many outputs a run has at most, with room before and after them. */
        int outputs() {
            return rows[0] * columns + 8;
        }
    }

    private static final int K = 5;

    private final Operation operation;
    private final Sizes sizes;
    private final KernelSet kernels;
    private final DenseKernel.Packed packed;
    private final LossOptions options;
    private final float[] x;
    private final float[] weights;
    private final float[] y;
    private final int[] indices;
    private int next;

    TrialRun(Operation operation, Sizes sizes, KernelSet kernels, float[] y, int[] indices) {
        boolean layer = operation.compareTo(Operation.GRADIENT_OF_WEIGHTS) <= 0;
        int columns = sizes.columns();
        this.operation = operation;
        this.sizes = sizes;
        this.kernels = kernels;
        this.y = y;
        this.indices = indices;
        this.x =
                layer ? SelfCheck.repeated(sizes.rows()[0] * sizes.inputs()) : SelfCheck.rows(sizes.rows()[0], columns);
        this.weights = SelfCheck.repeated((layer ? sizes.inputs() : sizes.rows()[0]) * columns);
        this.packed = operation == Operation.PACKED
                ? kernels.dense()
                        .pack(
                                weights,
                                0,
                                weights,
                                0,
                                sizes.inputs(),
                                columns,
                                sizes.activation() == ActivationKind.RELU)
                : null;
        this.options = new LossOptions(SelfCheck.repeated(columns), true, 0, 0.1f);
    }

    @Override
    public void run() {
        int rows = sizes.rows()[next];
        next = (next + 1) % sizes.rows().length;
        int columns = sizes.columns();
        switch (operation) {
            case DENSE -> kernels.dense().forward(x, 0, weights, 0, weights, 0, y, 2, rows, sizes.inputs(), columns);
            case PACKED -> packed.forward(x, 0, y, 2, rows);
            case GRADIENT_OF_INPUTS -> kernels.gradient().inputs(x, 0, weights, 0, y, 2, rows, columns, sizes.inputs());
            case GRADIENT_OF_WEIGHTS -> {
                kernels.gradient().weights(x, 0, weights, 0, y, 2, rows, sizes.inputs(), columns, false);
                kernels.gradient().weights(x, 0, weights, 0, y, 2, rows, sizes.inputs(), columns, true);
            }
            case RELU -> kernels.relu().forward(x, 1, y, 2, rows * columns);
            case ACTIVATION -> kernels.activation().forward(sizes.activation(), 0.3f, x, 1, y, 2, rows * columns);
            case SOFTMAX -> kernels.softmax().forward(x, 1, y, 2, rows, columns);
            case LOG_SOFTMAX -> kernels.softmax().logForward(x, 1, y, 2, rows, columns);
            case ARG_MAX -> kernels.argMax().forward(x, 1, indices, 2, rows, columns);
            case TOP_K -> kernels.topK().forward(x, 1, y, 2, indices, 2, rows, columns, K);
            case LOSS -> {
                losses(rows, columns, LossOptions.NONE, 0);
                losses(rows, columns, options, 2 * sizes.rows()[0]);
            }
            case LOSS_FROM_LOGITS -> {
                lossesFromLogits(rows, columns, LossOptions.NONE, 0);
                lossesFromLogits(rows, columns, options, 2 * sizes.rows()[0]);
            }
        }
    }

    /** To the same places, however few the rows. */
    private void losses(int rows, int columns, LossOptions options, int at) {
        int next = at + sizes.rows()[0];
        kernels.crossEntropy().losses(x, 1, SelfCheck.LABELS, 1, y, at, rows, columns, 0.01f, 0.99f, options);
        kernels.crossEntropy().losses(x, 1, weights, 0, y, next, rows, columns, 0.01f, 0.99f, options);
    }

    private void lossesFromLogits(int rows, int columns, LossOptions options, int at) {
        int next = at + sizes.rows()[0];
        kernels.crossEntropy().lossesFromLogits(x, 1, SelfCheck.LABELS, 1, y, at, rows, columns, options);
        kernels.crossEntropy().lossesFromLogits(x, 1, weights, 0, y, next, rows, columns, options);
    }
}
