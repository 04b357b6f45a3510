package io.lanewise.kernel;

/**
 * Cross-entropy from logits by lanes as {@link VectorSoftmax} has them: the maximum and the sum of exponentials, the
 * larger part of the work. The scalar kernel takes sums over one-hot rows, short one-hot rows, and losses from
 * probabilities.
 */
public final class VectorCrossEntropy implements CrossEntropyKernel {
    private static final int LANES = VectorShortRows.LANES;

    @Override
    public double losses(
            float[] probabilities, int probabilitiesOffset, int[] labels, int labelsOffset, float[] losses,
            int lossesOffset, int rows, int columns, float low, float high) {
        return Kernels.SCALAR.crossEntropy().losses(
                probabilities, probabilitiesOffset, labels, labelsOffset, losses, lossesOffset, rows, columns, low,
                high);
    }

    @Override
    public double losses(
            float[] probabilities, int probabilitiesOffset, float[] oneHot, int oneHotOffset, float[] losses,
            int lossesOffset, int rows, int columns, float low, float high) {
        return Kernels.SCALAR.crossEntropy().losses(
                probabilities, probabilitiesOffset, oneHot, oneHotOffset, losses, lossesOffset, rows, columns, low,
                high);
    }

    @Override
    public double lossesFromLogits(
            float[] logits, int logitsOffset, int[] labels, int labelsOffset, float[] losses, int lossesOffset,
            int rows, int columns) {
        if (columns < PinnedSum.LANES) {
            return rows < VectorShortRows.FEWEST
                    ? Kernels.SCALAR.crossEntropy().lossesFromLogits(
                            logits, logitsOffset, labels, labelsOffset, losses, lossesOffset, rows, columns)
                    : shortRows(logits, logitsOffset, labels, labelsOffset, losses, lossesOffset, rows, columns);
        }
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int x = logitsOffset + i * columns;
            float max = VectorSoftmax.max(logits, x, columns);
            float logSum = Log.log(VectorExp.sum(logits, x, null, 0, columns, max));
            float loss = logSum - (logits[x + labels[labelsOffset + i]] - max);
            ScalarCrossEntropy.store(loss, losses, lossesOffset + i);
            sum += loss;
        }
        return sum;
    }

    /** The same for columns < 16, a row a lane. */
    private static double shortRows(
            float[] logits, int logitsOffset, int[] labels, int labelsOffset, float[] losses, int lossesOffset,
            int rows, int columns) {
        VectorWorkspace workspace = VectorWorkspace.take();
        float[] lines = workspace.rows(VectorShortRows.LENGTH);
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int row = i % LANES;
            if (row == 0) {
                VectorShortRows.compute(
                        logits, logitsOffset + i * columns, Math.min(LANES, rows - i), columns, lines);
            }
            float logit = logits[logitsOffset + i * columns + labels[labelsOffset + i]];
            float loss = Log.log(lines[VectorShortRows.SUMS + row]) - (logit - lines[VectorShortRows.MAXIMA + row]);
            ScalarCrossEntropy.store(loss, losses, lossesOffset + i);
            sum += loss;
        }
        workspace.give();
        return sum;
    }

    @Override
    public double lossesFromLogits(
            float[] logits, int logitsOffset, float[] oneHot, int oneHotOffset, float[] losses, int lossesOffset,
            int rows, int columns) {
        if (columns < PinnedSum.LANES) {
            return Kernels.SCALAR.crossEntropy().lossesFromLogits(
                    logits, logitsOffset, oneHot, oneHotOffset, losses, lossesOffset, rows, columns);
        }
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int x = logitsOffset + i * columns;
            float max = VectorSoftmax.max(logits, x, columns);
            float logSum = Log.log(VectorExp.sum(logits, x, null, 0, columns, max));
            float loss = PinnedSum.labelledSum(
                    logits, x, oneHot, oneHotOffset + i * columns, columns, max, logSum);
            ScalarCrossEntropy.store(loss, losses, lossesOffset + i);
            sum += loss;
        }
        return sum;
    }
}
