package io.lanewise.kernel;

import static io.lanewise.kernel.Fma.fma;

/** The specification of softmax. */
public final class ScalarSoftmax implements SoftmaxKernel {
    @Override
    public void forward(
            float[] logits, int logitsOffset, float[] probabilities, int probabilitiesOffset, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            row(logits, logitsOffset + i * columns, probabilities, probabilitiesOffset + i * columns, columns);
        }
    }

    /** p[columns] = exp(x[columns] − max) ÷ their sum; the exponentials are times 2^64. */
    private static void row(float[] x, int xOffset, float[] p, int pOffset, int columns) {
        float max = max(x, xOffset, columns);
        for (int j = 0; j < columns; j++) {
            p[pOffset + j] = Exp.ofDifference(x[xOffset + j], max);
        }
        PinnedSum.divide(p, pOffset, columns);
    }

    /** What a scale, 1 ÷ sum, is short of 1 ÷ (sum + lost): a step of Newton's. */
    static float rest(float sum, float lost, float scale) {
        return fma(lost, -scale, fma(sum, -scale, 1f)) * scale;
    }

    /** e · (scale + rest), rounded once: by the scale alone a random row had a probability 4.03 ULP off. */
    static float product(float e, float scale, float rest) {
        return fma(e, scale, e * rest);
    }

    @Override
    public void logForward(
            float[] logits, int logitsOffset, float[] logProbabilities, int logProbabilitiesOffset, int rows,
            int columns) {
        for (int i = 0; i < rows; i++) {
            logRow(logits, logitsOffset + i * columns, logProbabilities, logProbabilitiesOffset + i * columns, columns);
        }
    }

    /** q[columns] = (x[columns] − max) − log(sum(exp(x − max))). */
    private static void logRow(float[] x, int xOffset, float[] q, int qOffset, int columns) {
        float max = max(x, xOffset, columns);
        float logSum = PinnedSum.logExpSum(x, xOffset, columns, max);
        for (int j = 0; j < columns; j++) {
            q[qOffset + j] = (x[xOffset + j] - max) - logSum;
        }
    }

    /** The largest of x[columns], passing over NaN; −∞ if there is none. */
    static float max(float[] x, int xOffset, int columns) {
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < columns; j++) {
            float v = x[xOffset + j];
            max = v > max ? v : max;
        }
        return max;
    }
}
