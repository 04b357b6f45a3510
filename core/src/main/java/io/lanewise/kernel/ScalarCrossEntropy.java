package io.lanewise.kernel;

/** The specification of the categorical cross-entropy. */
public final class ScalarCrossEntropy implements CrossEntropyKernel {
    @Override
    public void losses(
            float[] probabilities, int probabilitiesOffset, int[] labels, int labelsOffset, float[] losses,
            int lossesOffset, int rows, int columns, float low, float high) {
        for (int i = 0; i < rows; i++) {
            int label = labels[labelsOffset + i];
            losses[lossesOffset + i] = loss(probabilities[probabilitiesOffset + i * columns + label], low, high);
        }
    }

    @Override
    public void losses(
            float[] probabilities, int probabilitiesOffset, float[] oneHot, int oneHotOffset, float[] losses,
            int lossesOffset, int rows, int columns, float low, float high) {
        for (int i = 0; i < rows; i++) {
            int row = i * columns;
            losses[lossesOffset + i] =
                    loss(probabilities, probabilitiesOffset + row, oneHot, oneHotOffset + row, columns, low, high);
        }
    }

    @Override
    public double sum(
            float[] probabilities, int probabilitiesOffset, int[] labels, int labelsOffset, int rows, int columns,
            float low, float high) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int label = labels[labelsOffset + i];
            sum += loss(probabilities[probabilitiesOffset + i * columns + label], low, high);
        }
        return sum;
    }

    @Override
    public double sum(
            float[] probabilities, int probabilitiesOffset, float[] oneHot, int oneHotOffset, int rows, int columns,
            float low, float high) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int row = i * columns;
            sum += loss(probabilities, probabilitiesOffset + row, oneHot, oneHotOffset + row, columns, low, high);
        }
        return sum;
    }

    @Override
    public void lossesFromLogits(
            float[] logits, int logitsOffset, int[] labels, int labelsOffset, float[] losses, int lossesOffset,
            int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            losses[lossesOffset + i] =
                    lossFromLogits(logits, logitsOffset + i * columns, labels[labelsOffset + i], columns);
        }
    }

    @Override
    public void lossesFromLogits(
            float[] logits, int logitsOffset, float[] oneHot, int oneHotOffset, float[] losses, int lossesOffset,
            int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            int row = i * columns;
            losses[lossesOffset + i] =
                    lossFromLogits(logits, logitsOffset + row, oneHot, oneHotOffset + row, columns);
        }
    }

    @Override
    public double sumFromLogits(
            float[] logits, int logitsOffset, int[] labels, int labelsOffset, int rows, int columns) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += lossFromLogits(logits, logitsOffset + i * columns, labels[labelsOffset + i], columns);
        }
        return sum;
    }

    @Override
    public double sumFromLogits(
            float[] logits, int logitsOffset, float[] oneHot, int oneHotOffset, int rows, int columns) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int row = i * columns;
            sum += lossFromLogits(logits, logitsOffset + row, oneHot, oneHotOffset + row, columns);
        }
        return sum;
    }

    /** −log(p clipped to [low, high]). */
    private static float loss(float p, float low, float high) {
        return -Log.log(clip(p, low, high));
    }

    /** −log(sum(t[columns] · p[columns] clipped to [low, high])). */
    private static float loss(
            float[] p, int pOffset, float[] t, int tOffset, int columns, float low, float high) {
        return -Log.log(PinnedSum.clippedDot(p, pOffset, t, tOffset, columns, low, high));
    }

    /** log(sum(exp(x[columns] − max))) − (x[label] − max). */
    private static float lossFromLogits(float[] x, int xOffset, int label, int columns) {
        float max = ScalarSoftmax.max(x, xOffset, columns);
        float logSum = Log.log(PinnedSum.expSum(x, xOffset, columns, max));
        return logSum - (x[xOffset + label] - max);
    }

    /** sum(t[columns] · (log(sum(exp(x[columns] − max))) − (x[columns] − max))) over t ≠ 0. */
    private static float lossFromLogits(float[] x, int xOffset, float[] t, int tOffset, int columns) {
        float max = ScalarSoftmax.max(x, xOffset, columns);
        float logSum = Log.log(PinnedSum.expSum(x, xOffset, columns, max));
        return PinnedSum.labelledSum(x, xOffset, t, tOffset, columns, max, logSum);
    }

    /** p brought into [low, high]; NaN stays. */
    static float clip(float p, float low, float high) {
        return p < low ? low : p > high ? high : p;
    }
}
