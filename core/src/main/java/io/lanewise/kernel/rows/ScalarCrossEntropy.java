package io.lanewise.kernel.rows;

import io.lanewise.kernel.Workspace;

/** The specification of the categorical cross-entropy's operations on rows. */
public final class ScalarCrossEntropy extends CrossEntropyByRows {
    @Override
    void maximaAndLogSums(float[] x, int xOffset, int rows, int columns, float[] to, Workspace workspace) {
        for (int i = 0; i < rows; i++) {
            int row = xOffset + i * columns;
            float max = ScalarSoftmax.max(x, row, columns);
            keep(to, i, max, Log.ofSum(ExpSum.ofDifferences(x, row, columns, max)));
        }
    }

    @Override
    void log(float[] x, int xOffset, int n) {
        Log.log(x, xOffset, n);
    }

    @Override
    float labelledSum(float[] x, int xOffset, float[] t, int tOffset, int columns, float max, float logSum) {
        return WeightedSum.labelledSum(x, xOffset, t, tOffset, columns, max, logSum);
    }

    @Override
    float clippedDot(float[] p, int pOffset, float[] t, int tOffset, int columns, float low, float high) {
        return WeightedSum.clippedDot(p, pOffset, t, tOffset, columns, low, high);
    }
}
