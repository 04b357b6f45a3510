package io.lanewise.kernel;

/**
 * Cross-entropy from logits by lanes along a row: its maximum and its sum of exponentials, the larger part of the work.
 * The scalar kernel takes the rest: rows that do not fill the sixteen partial sums, sums over one-hot rows, and losses
 * from probabilities.
 */
public final class VectorCrossEntropy implements CrossEntropyKernel {
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
            return Kernels.SCALAR.crossEntropy().lossesFromLogits(
                    logits, logitsOffset, labels, labelsOffset, losses, lossesOffset, rows, columns);
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
