package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Softmax by lanes along a row, or, where rows do not fill the sixteen partial sums and there are enough of them,
 * a row a lane in {@link VectorShortRows}.
 */
public final class VectorSoftmax implements SoftmaxKernel {
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
            divide(probabilities, p, columns, VectorExp.sum(logits, x, probabilities, p, columns, max, memory));
        }
        workspace.give();
    }

    /** Rows of columns < 16, a row a lane; one or two that are left go the scalar way. */
    private static void shortRows(float[] x, int xOffset, float[] p, int pOffset, int rows, int columns) {
        Workspace workspace = Workspace.take();
        float[] lines = workspace.rows(VectorShortRows.LENGTH);
        int i = 0;
        for (; rows - i >= VectorShortRows.FEWEST; i += LANES) {
            int n = Math.min(LANES, rows - i);
            VectorShortRows.compute(x, xOffset + i * columns, n, columns, lines);
            VectorShortRows.divide(n, columns, lines);
            VectorShortRows.copy(lines, n, columns, p, pOffset + i * columns);
        }
        workspace.give();
        if (i < rows) {
            Kernels.SCALAR.softmax().forward(x, xOffset + i * columns, p, pOffset + i * columns, rows - i, columns);
        }
    }

    /** p[columns] = p ÷ sum. */
    private static void divide(float[] p, int pOffset, int columns, double sum) {
        double inverse = 1 / sum;
        float scale = (float) inverse;
        float rest = ScalarSoftmax.rest(inverse);
        FloatVector scales = FloatVector.broadcast(SPECIES, scale);
        int j = 0;
        for (; j + LANES <= columns; j += LANES) {
            FloatVector e = FloatVector.fromArray(SPECIES, p, pOffset + j);
            e.fma(scales, e.mul(rest)).intoArray(p, pOffset + j);
        }
        for (; j < columns; j++) {
            p[pOffset + j] = ScalarSoftmax.product(p[pOffset + j], scale, rest);
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
            float logSum = Log.ofSum(VectorExp.sum(logits, x, null, 0, columns, max, memory));
            subtract(logits, x, logProbabilities, logProbabilitiesOffset + i * columns, columns, max, logSum);
        }
        workspace.give();
    }

    /** As {@link #shortRows}. */
    private static void shortLogRows(float[] x, int xOffset, float[] q, int qOffset, int rows, int columns) {
        Workspace workspace = Workspace.take();
        float[] lines = workspace.rows(VectorShortRows.LENGTH);
        int i = 0;
        for (; rows - i >= VectorShortRows.FEWEST; i += LANES) {
            int n = Math.min(LANES, rows - i);
            VectorShortRows.compute(x, xOffset + i * columns, n, columns, lines);
            VectorShortRows.logarithms(n, lines);
            subtract(lines, x, xOffset + i * columns, q, qOffset + i * columns, n, columns);
        }
        workspace.give();
        if (i < rows) {
            Kernels.SCALAR.softmax().logForward(x, xOffset + i * columns, q, qOffset + i * columns, rows - i, columns);
        }
    }

    /** q[rows×columns] from x[rows×columns] and what is computed for them. */
    private static void subtract(
            float[] lines, float[] x, int xOffset, float[] q, int qOffset, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            float max = lines[VectorShortRows.MAXIMA + row];
            float logSum = lines[VectorShortRows.LOGARITHMS + row];
            for (int j = row * columns; j < (row + 1) * columns; j++) {
                q[qOffset + j] = (x[xOffset + j] - max) - logSum;
            }
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
     * The largest of x[columns], columns ≥ a vector, passing over NaN; −∞ if there is none. A comparison and a blend,
     * where {@code Vector.max} takes several steps for NaN and −0.
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
