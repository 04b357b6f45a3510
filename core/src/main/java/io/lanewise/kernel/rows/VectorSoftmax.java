package io.lanewise.kernel.rows;

import io.lanewise.kernel.VectorWidth;
import io.lanewise.kernel.Workspace;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Softmax with lanes along a row. Rows that do not fill the sixteen partial sums have one row per lane, in {@link
 * VectorShortRows}, if there are enough of them.
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
        for (int i = 0; i < rows; i++) {
            int x = logitsOffset + i * columns;
            int p = probabilitiesOffset + i * columns;
            float max = max(logits, x, columns);
            VectorExp.sum(logits, x, probabilities, p, columns, max, memory);
            divide(probabilities, p, columns, memory[VectorExp.SUM], memory[VectorExp.LOST]);
        }
        workspace.give();
    }

    /**
     * Rows of columns < 16, one row per lane; one or two that are left take the scalar kernel, which needs no memory.
     * Lanes along such a row gain nothing: most of its time is a chain from the maximum to the division.
     */
    private static void shortRows(float[] x, int xOffset, float[] p, int pOffset, int rows, int columns) {
        int i = 0;
        if (rows >= VectorShortRows.FEWEST) {
            Workspace workspace = Workspace.take();
            float[] lines = workspace.rows(VectorShortRows.LENGTH);
            int n;
            for (; rows - i >= VectorShortRows.FEWEST; i += n) {
                n = Math.min(LANES, rows - i);
                VectorShortRows.compute(x, xOffset + i * columns, n, columns, lines);
                VectorShortRows.divide(columns, lines);
                VectorShortRows.copy(lines, n, columns, p, pOffset + i * columns);
            }
            workspace.give();
        }
        if (i < rows) {
            SCALAR.forward(x, xOffset + i * columns, p, pOffset + i * columns, rows - i, columns);
        }
    }

    /** p[columns] = p ÷ (sum + lost). */
    private static void divide(float[] p, int pOffset, int columns, float sum, float lost) {
        float scale = 1 / sum;
        float rest = ExpSum.rest(sum, lost, scale);
        FloatVector scales = FloatVector.broadcast(SPECIES, scale);
        int j = 0;
        for (; j + LANES <= columns; j += LANES) {
            FloatVector e = FloatVector.fromArray(SPECIES, p, pOffset + j);
            e.fma(scales, e.mul(rest)).intoArray(p, pOffset + j);
        }
        for (; j < columns; j++) {
            p[pOffset + j] = ExpSum.product(p[pOffset + j], scale, rest);
        }
    }

    @Override
    public void logForward(
            float[] logits, int logitsOffset, float[] logProbabilities, int logProbabilitiesOffset, int rows,
            int columns) {
        if (columns < PinnedSum.LANES) {
            shortLogRows(logits, logitsOffset, logProbabilities, logProbabilitiesOffset, rows, columns);
            return;
        }
        Workspace workspace = Workspace.take();
        float[] memory = workspace.rows(VectorExp.LENGTH);
        for (int i = 0; i < rows; i++) {
            int x = logitsOffset + i * columns;
            float max = max(logits, x, columns);
            VectorExp.sum(logits, x, null, 0, columns, max, memory);
            float logSum = Log.ofSum(memory[VectorExp.SUM], memory[VectorExp.LOST]);
            subtract(logits, x, logProbabilities, logProbabilitiesOffset + i * columns, columns, max, logSum);
        }
        workspace.give();
    }

    /** {@link #shortRows} for logarithms. */
    private static void shortLogRows(float[] x, int xOffset, float[] q, int qOffset, int rows, int columns) {
        int i = 0;
        if (rows >= VectorShortRows.FEWEST) {
            Workspace workspace = Workspace.take();
            float[] lines = workspace.rows(VectorShortRows.LENGTH);
            int n;
            for (; rows - i >= VectorShortRows.FEWEST; i += n) {
                n = Math.min(LANES, rows - i);
                VectorShortRows.compute(x, xOffset + i * columns, n, columns, lines);
                VectorShortRows.logarithms(lines);
                VectorShortRows.subtract(lines, n, columns, q, qOffset + i * columns);
            }
            workspace.give();
        }
        if (i < rows) {
            SCALAR.logForward(x, xOffset + i * columns, q, qOffset + i * columns, rows - i, columns);
        }
    }

    /** q[columns] = (x[columns] − max) − logSum, columns ≥ 16. */
    private static void subtract(float[] x, int xOffset, float[] q, int qOffset, int columns, float max, float logSum) {
        int last = columns - LANES;
        FloatVector end = FloatVector.fromArray(SPECIES, x, xOffset + last).sub(max).sub(logSum);
        for (int j = 0; j < last; j += LANES) {
            FloatVector.fromArray(SPECIES, x, xOffset + j).sub(max).sub(logSum).intoArray(q, qOffset + j);
        }
        end.intoArray(q, qOffset + last);
    }

    /**
     * The largest of x[columns], columns ≥ a vector, skipping NaN; −∞ if there is no other. A comparison and a blend,
     * because {@code Vector.max} takes several steps for NaN and −0.
     */
    static float max(float[] x, int xOffset, int columns) {
        int last = columns - LANES;
        FloatVector a = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int j = 0;
        for (int lastFour = columns - 4 * LANES; j <= lastFour; j += 4 * LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + j);
            a = a.blend(v, v.compare(VectorOperators.GT, a));
            v = FloatVector.fromArray(SPECIES, x, xOffset + j + LANES);
            b = b.blend(v, v.compare(VectorOperators.GT, b));
            v = FloatVector.fromArray(SPECIES, x, xOffset + j + 2 * LANES);
            c = c.blend(v, v.compare(VectorOperators.GT, c));
            v = FloatVector.fromArray(SPECIES, x, xOffset + j + 3 * LANES);
            d = d.blend(v, v.compare(VectorOperators.GT, d));
        }
        for (; j < last; j += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + j);
            a = a.blend(v, v.compare(VectorOperators.GT, a));
        }
        FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + last);
        b = b.blend(v, v.compare(VectorOperators.GT, b));
        a = a.blend(b, b.compare(VectorOperators.GT, a));
        c = c.blend(d, d.compare(VectorOperators.GT, c));
        return a.blend(c, c.compare(VectorOperators.GT, a)).reduceLanes(VectorOperators.MAX);
    }
}
