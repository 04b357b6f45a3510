package io.lanewise.kernel.rows;

import io.lanewise.kernel.VectorWidth;
import io.lanewise.kernel.Workspace;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Softmax with lanes along a row. {@link VectorShortRows} has those that do not fill the sixteen partial sums.
 */
public final class VectorSoftmax implements SoftmaxKernel {
    private static final ScalarSoftmax SCALAR = new ScalarSoftmax();
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** The most rows that are taken together. */
    private static final int MOST_ROWS = 16;

    /** The most elements that are: 16 KB of logits, and as many of probabilities, which a first-level cache holds. */
    private static final int BLOCK_ELEMENTS = 4096;

    // In memory, after what an ExpSum needs.
    private static final int MAXIMA = VectorExp.LENGTH;

    private static final int SUMS = MAXIMA + MOST_ROWS;
    private static final int LENGTH = SUMS + MOST_ROWS;

    @Override
    public void forward(
            float[] logits, int logitsOffset, float[] probabilities, int probabilitiesOffset, int rows, int columns) {
        if (columns < PinnedSum.LANES) {
            shortRows(logits, logitsOffset, probabilities, probabilitiesOffset, rows, columns);
            return;
        }
        Workspace workspace = Workspace.take();
        float[] memory = workspace.rows(LENGTH);
        int step = block(columns);
        for (int left = rows; left > 0; left -= step) {
            int first = rows - left;
            int n = Math.min(step, left);
            int x = logitsOffset + first * columns;
            int p = probabilitiesOffset + first * columns;
            for (int i = 0; i < n; i++) {
                memory[MAXIMA + i] = max(logits, x + i * columns, columns);
            }
            for (int i = 0; i < n; i++) {
                memory[SUMS + i] = VectorExp.sum(
                        logits, x + i * columns, probabilities, p + i * columns, columns, memory[MAXIMA + i], memory);
            }
            for (int i = 0; i < n; i++) {
                scale(probabilities, p + i * columns, columns, 1 / memory[SUMS + i]);
            }
        }
        workspace.give();
    }

    /** Rows that are taken together: a row alone is one chain, from its maximum to its division. */
    static int block(int columns) {
        return Math.max(1, Math.min(MOST_ROWS, BLOCK_ELEMENTS / columns));
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
        float[] memory = workspace.rows(LENGTH);
        // Exponentials that nobody needs, stored where the result will be, take its cache lines while there is
        // arithmetic to wait for: 4096×128 takes 320 µs for 510, by a loop by hand on a Xeon.
        float[] e = logits == logProbabilities ? null : logProbabilities;
        int step = block(columns);
        for (int left = rows; left > 0; left -= step) {
            int first = rows - left;
            int n = Math.min(step, left);
            int x = logitsOffset + first * columns;
            int q = logProbabilitiesOffset + first * columns;
            for (int i = 0; i < n; i++) {
                memory[MAXIMA + i] = max(logits, x + i * columns, columns);
            }
            for (int i = 0; i < n; i++) {
                float max = memory[MAXIMA + i];
                memory[SUMS + i] =
                        VectorExp.sum(logits, x + i * columns, e, q + i * columns, columns, max, memory) * Exp.UNSCALE;
            }
            VectorLog.log(memory, SUMS, n);
            for (int i = 0; i < n; i++) {
                subtract(
                        logits,
                        x + i * columns,
                        logProbabilities,
                        q + i * columns,
                        columns,
                        memory[MAXIMA + i],
                        memory[SUMS + i]);
            }
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
        a = a.blend(c, c.compare(VectorOperators.GT, a));
        // Integers in the order of the floats: their maximum is one instruction per level, that of floats four or five.
        IntVector order = a.reinterpretAsInts();
        order = order.lanewise(
                VectorOperators.XOR, order.lanewise(VectorOperators.ASHR, 31).and(Integer.MAX_VALUE));
        int largest = order.reduceLanes(VectorOperators.MAX);
        return Float.intBitsToFloat(largest ^ largest >> 31 & Integer.MAX_VALUE);
    }
}
