package io.lanewise.kernel;

/** The specification of the categorical cross-entropy. */
public final class ScalarCrossEntropy implements CrossEntropyKernel {
    @Override
    public double losses(
            float[] probabilities, int probabilitiesOffset, int[] labels, int labelsOffset, float[] losses,
            int lossesOffset, int rows, int columns, float low, float high) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            float p = probabilities[probabilitiesOffset + i * columns + labels[labelsOffset + i]];
            float loss = -Log.log(clip(p, low, high));
            store(loss, losses, lossesOffset + i);
            sum += loss;
        }
        return sum;
    }

    @Override
    public double losses(
            float[] probabilities, int probabilitiesOffset, float[] oneHot, int oneHotOffset, float[] losses,
            int lossesOffset, int rows, int columns, float low, float high) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int row = i * columns;
            float loss = -Log.log(PinnedSum.clippedDot(
                    probabilities, probabilitiesOffset + row, oneHot, oneHotOffset + row, columns, low, high));
            store(loss, losses, lossesOffset + i);
            sum += loss;
        }
        return sum;
    }

    @Override
    public double lossesFromLogits(
            float[] logits, int logitsOffset, int[] labels, int labelsOffset, float[] losses, int lossesOffset,
            int rows, int columns) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int x = logitsOffset + i * columns;
            float max = ScalarSoftmax.max(logits, x, columns);
            float logSum = Log.log(PinnedSum.expSum(logits, x, columns, max));
            float loss = logSum - (logits[x + labels[labelsOffset + i]] - max);
            store(loss, losses, lossesOffset + i);
            sum += loss;
        }
        return sum;
    }

    @Override
    public double lossesFromLogits(
            float[] logits, int logitsOffset, float[] oneHot, int oneHotOffset, float[] losses, int lossesOffset,
            int rows, int columns) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int x = logitsOffset + i * columns;
            float max = ScalarSoftmax.max(logits, x, columns);
            float logSum = Log.log(PinnedSum.expSum(logits, x, columns, max));
            float loss = PinnedSum.labelledSum(logits, x, oneHot, oneHotOffset + i * columns, columns, max, logSum);
            store(loss, losses, lossesOffset + i);
            sum += loss;
        }
        return sum;
    }

    static void store(float loss, float[] losses, int i) {
        if (losses != null) {
            losses[i] = loss;
        }
    }

    /** p brought into [low, high]; NaN stays. */
    static float clip(float p, float low, float high) {
        return p < low ? low : p > high ? high : p;
    }
}
