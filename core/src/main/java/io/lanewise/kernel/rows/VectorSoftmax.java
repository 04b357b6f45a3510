package io.lanewise.kernel.rows;

import io.lanewise.kernel.VectorWidth;
import io.lanewise.kernel.Workspace;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Softmax with lanes along a row. {@link VectorShortRows} has those that do not fill the sixteen partial sums.
 */
public final class VectorSoftmax implements SoftmaxKernel {
    private static final ScalarSoftmax SCALAR = new ScalarSoftmax();
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    public void forward(
            float[] logits, int logitsOffset, float[] probabilities, int probabilitiesOffset, int rows, int columns) {
        if (columns < PinnedSum.LANES) {
            shortRows(logits, logitsOffset, probabilities, probabilitiesOffset, rows, columns);
            return;
        }
        Workspace workspace = Workspace.take();
        float[] memory = workspace.rows(VectorExp.LENGTH);
        int step = VectorExp.rows(columns);
        VectorExp.maxima(logits, logitsOffset, Math.min(step, rows), columns, memory);
        for (int left = rows; left > 0; left -= step) {
            int first = rows - left;
            int n = Math.min(step, left);
            int x = logitsOffset + first * columns;
            int p = probabilitiesOffset + first * columns;
            int nextRows = Math.min(step, left - n);
            VectorExp.sums(logits, x, probabilities, p, n, nextRows, columns, memory);
            for (int i = 0; i < n; i++) {
                scale(probabilities, p + i * columns, columns, 1 / memory[VectorExp.SUMS + i]);
            }
            VectorExp.nextMaxima(logits, x + n * columns, nextRows, columns, memory);
        }
        workspace.give();
    }

    /** Rows of columns < 16; a few of them take the scalar kernel, which needs no memory. */
    private static void shortRows(float[] x, int xOffset, float[] p, int pOffset, int rows, int columns) {
        if (rows * columns < VectorShortRows.FEWEST) {
            SCALAR.forward(x, xOffset, p, pOffset, rows, columns);
            return;
        }
        Workspace workspace = Workspace.take();
        float[] memory = workspace.rows(VectorShortRows.LENGTH);
        for (int left = rows; left > 0; left -= VectorShortRows.ROWS) {
            int done = (rows - left) * columns;
            int n = Math.min(VectorShortRows.ROWS, left);
            VectorShortRows.compute(x, xOffset + done, n, columns, memory);
            VectorShortRows.divide(memory, n, columns, p, pOffset + done);
        }
        workspace.give();
    }

    /** p[columns] = p · scale, columns ≥ a vector. */
    private static void scale(float[] p, int pOffset, int columns, float scale) {
        int last = columns - LANES;
        FloatVector end = FloatVector.fromArray(SPECIES, p, pOffset + last).mul(scale);
        for (int j = 0; j < last; j += LANES) {
            FloatVector.fromArray(SPECIES, p, pOffset + j).mul(scale).intoArray(p, pOffset + j);
        }
        end.intoArray(p, pOffset + last);
    }

    @Override
    public void logForward(
            float[] logits,
            int logitsOffset,
            float[] logProbabilities,
            int logProbabilitiesOffset,
            int rows,
            int columns) {
        if (columns < PinnedSum.LANES) {
            shortLogRows(logits, logitsOffset, logProbabilities, logProbabilitiesOffset, rows, columns);
            return;
        }
        Workspace workspace = Workspace.take();
        float[] memory = workspace.rows(VectorExp.LENGTH);
        // Exponentials that nobody needs, stored where the result will be, take its cache lines while there is
        // arithmetic to wait for: 4096×128 takes 320 µs for 510, by a loop by hand on a Xeon.
        float[] e = logits == logProbabilities ? null : logProbabilities;
        int step = VectorExp.rows(columns);
        VectorExp.maxima(logits, logitsOffset, Math.min(step, rows), columns, memory);
        for (int left = rows; left > 0; left -= step) {
            int first = rows - left;
            int n = Math.min(step, left);
            int x = logitsOffset + first * columns;
            int q = logProbabilitiesOffset + first * columns;
            int nextRows = Math.min(step, left - n);
            VectorExp.sums(logits, x, e, q, n, nextRows, columns, memory);
            for (int i = 0; i < n; i++) {
                memory[VectorExp.SUMS + i] *= Exp.UNSCALE;
            }
            VectorLog.log(memory, VectorExp.SUMS, n);
            for (int i = 0; i < n; i++) {
                subtract(
                        logits,
                        x + i * columns,
                        logProbabilities,
                        q + i * columns,
                        columns,
                        memory[VectorExp.MAXIMA + i],
                        memory[VectorExp.SUMS + i]);
            }
            VectorExp.nextMaxima(logits, x + n * columns, nextRows, columns, memory);
        }
        workspace.give();
    }

    /** {@link #shortRows} for logarithms. */
    private static void shortLogRows(float[] x, int xOffset, float[] q, int qOffset, int rows, int columns) {
        if (rows * columns < VectorShortRows.FEWEST) {
            SCALAR.logForward(x, xOffset, q, qOffset, rows, columns);
            return;
        }
        Workspace workspace = Workspace.take();
        float[] memory = workspace.rows(VectorShortRows.LENGTH);
        for (int left = rows; left > 0; left -= VectorShortRows.ROWS) {
            int done = (rows - left) * columns;
            int n = Math.min(VectorShortRows.ROWS, left);
            VectorShortRows.compute(x, xOffset + done, n, columns, memory);
            VectorShortRows.logarithms(memory);
            VectorShortRows.subtract(memory, n, columns, q, qOffset + done);
        }
        workspace.give();
    }

    /** q[columns] = (x[columns] − max) − logSum, columns ≥ 16. */
    private static void subtract(float[] x, int xOffset, float[] q, int qOffset, int columns, float max, float logSum) {
        int last = columns - LANES;
        FloatVector end =
                FloatVector.fromArray(SPECIES, x, xOffset + last).sub(max).sub(logSum);
        for (int j = 0; j < last; j += LANES) {
            FloatVector.fromArray(SPECIES, x, xOffset + j).sub(max).sub(logSum).intoArray(q, qOffset + j);
        }
        end.intoArray(q, qOffset + last);
    }
}
