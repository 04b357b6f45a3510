package io.lanewise.kernel.rows;

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
        float scale = 1 / ExpSum.of(p, pOffset, columns);
        for (int j = pOffset; j < pOffset + columns; j++) {
            p[j] *= scale;
        }
    }

    @Override
    public void logForward(
            float[] logits,
            int logitsOffset,
            float[] logProbabilities,
            int logProbabilitiesOffset,
            int rows,
            int columns) {
        for (int i = 0; i < rows; i++) {
            logRow(logits, logitsOffset + i * columns, logProbabilities, logProbabilitiesOffset + i * columns, columns);
        }
    }

    /** q[columns] = (x[columns] − max) − log(sum(exp(x − max))). */
    private static void logRow(float[] x, int xOffset, float[] q, int qOffset, int columns) {
        float max = max(x, xOffset, columns);
        float logSum = Log.ofSum(ExpSum.ofDifferences(x, xOffset, columns, max));
        for (int j = 0; j < columns; j++) {
            q[qOffset + j] = (x[xOffset + j] - max) - logSum;
        }
    }

    /** The largest of x[columns], skipping NaN; −∞ if there is no other. */
    static float max(float[] x, int xOffset, int columns) {
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < columns; j++) {
            float v = x[xOffset + j];
            max = v > max ? v : max;
        }
        return max;
    }
}
