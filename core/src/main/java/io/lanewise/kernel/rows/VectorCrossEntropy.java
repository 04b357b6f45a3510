package io.lanewise.kernel.rows;

import io.lanewise.kernel.Workspace;

/**
 * Cross-entropy's operations with lanes along a row. The scalar kernel takes a few short rows, and the sums of rows
 * that do not fill the sixteen partial sums.
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
        int step = VectorExp.rows(columns);
        VectorExp.maxima(x, xOffset, Math.min(step, rows), columns, memory);
        for (int i = 0; i < rows; i += step) {
            int n = Math.min(step, rows - i);
            int from = xOffset + i * columns;
            int nextRows = Math.min(step, rows - i - n);
            VectorExp.sums(x, from, null, 0, n, nextRows, columns, memory);
            for (int row = 0; row < n; row++) {
                keep(to, i + row, memory[VectorExp.MAXIMA + row], memory[VectorExp.SUMS + row] * Exp.UNSCALE);
            }
            VectorExp.nextMaxima(x, from + n * columns, nextRows, columns, memory);
        }
        log(to, 0, rows);
    }

    private static void shortRows(float[] x, int xOffset, int rows, int columns, float[] to, Workspace workspace) {
        if (rows * columns < VectorShortRows.FEWEST) {
            SCALAR.maximaAndLogSums(x, xOffset, rows, columns, to, workspace);
            return;
        }
        float[] memory = workspace.rows(VectorShortRows.LENGTH);
        VectorShortRows.compute(x, xOffset, rows, columns, memory);
        VectorShortRows.logarithms(memory);
        for (int i = 0; i < rows; i++) {
            keep(to, i, memory[VectorShortRows.MAXIMA + i], memory[VectorShortRows.LOGARITHMS + i]);
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
