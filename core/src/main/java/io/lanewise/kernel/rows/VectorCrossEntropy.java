package io.lanewise.kernel.rows;

import io.lanewise.kernel.Workspace;

/**
 * Cross-entropy's operations with lanes along a row. Maxima and logarithms of sums of rows of fewer than sixteen
 * columns have one row per lane, if there are enough rows. The scalar kernel takes what is left.
 */
public final class VectorCrossEntropy extends CrossEntropyByRows {
    private static final CrossEntropyByRows SCALAR = new ScalarCrossEntropy();

    @Override
    void maximaAndLogSums(float[] x, int xOffset, int rows, int columns, float[] to, Workspace workspace) {
        if (columns < PinnedSum.LANES) {
            shortRows(x, xOffset, rows, columns, to, workspace);
            return;
        }
        float[] memory = workspace.rows(VectorExp.LENGTH);
        for (int i = 0; i < rows; i++) {
            int row = xOffset + i * columns;
            float max = VectorSoftmax.max(x, row, columns);
            keep(to, i, max, VectorExp.sum(x, row, null, 0, columns, max, memory) * Exp.UNSCALE);
        }
        log(to, 0, rows);
    }

    private static void shortRows(float[] x, int xOffset, int rows, int columns, float[] to, Workspace workspace) {
        if (rows < VectorShortRows.FEWEST) {
            SCALAR.maximaAndLogSums(x, xOffset, rows, columns, to, workspace);
            return;
        }
        float[] lines = workspace.rows(VectorShortRows.LENGTH);
        for (int i = 0; i < rows; i += VectorShortRows.LANES) {
            int n = Math.min(VectorShortRows.LANES, rows - i);
            VectorShortRows.compute(x, xOffset + i * columns, n, columns, lines);
            VectorShortRows.logarithms(lines);
            for (int row = 0; row < n; row++) {
                keep(to, i + row, lines[VectorShortRows.MAXIMA + row], lines[VectorShortRows.LOGARITHMS + row]);
            }
        }
    }

    @Override
    void log(float[] x, int xOffset, int n) {
        VectorLog.log(x, xOffset, n);
    }

    @Override
    float labelledSum(float[] x, int xOffset, float[] t, int tOffset, int columns, float max, float logSum) {
        return columns < PinnedSum.LANES
                ? SCALAR.labelledSum(x, xOffset, t, tOffset, columns, max, logSum)
                : VectorLabelledSum.sum(x, xOffset, t, tOffset, columns, max, logSum);
    }

    @Override
    float clippedDot(float[] p, int pOffset, float[] t, int tOffset, int columns, float low, float high) {
        return columns < PinnedSum.LANES
                ? SCALAR.clippedDot(p, pOffset, t, tOffset, columns, low, high)
                : VectorClippedDot.sum(p, pOffset, t, tOffset, columns, low, high);
    }
}
