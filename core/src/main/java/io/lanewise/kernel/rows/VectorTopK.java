package io.lanewise.kernel.rows;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The k largest in two passes, or one if k is large: the first finds a number that k values of the row are not below,
 * the second offers those, and then what is above the k largest so far, to {@link TopKHeap}.
 *
 * <p>Most time goes to newcomers, because each mispredicts branches. One pass over n values in random order has some
 * k (1 + ln(n / k)) of them, 31 for five of 1,000, and n where rows ascend. With the first pass's bound there are about
 * six ({@code TopKBenchmark} times it).
 */
public final class VectorTopK implements TopKKernel {
    private static final ScalarTopK SCALAR = new ScalarTopK();
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** Shorter rows take the scalar kernel, because nearly all of their values are newcomers. */
    private static final int FEWEST_COLUMNS = 8 * LANES;

    /** The largest k that takes two passes: half of the first pass's maxima. */
    private static final int BOUNDED = 2 * LANES;

    @Override
    public void forward(
            float[] x,
            int xOffset,
            float[] values,
            int valuesOffset,
            int[] indices,
            int indicesOffset,
            int rows,
            int columns,
            int k) {
        if (columns < FEWEST_COLUMNS) {
            SCALAR.forward(x, xOffset, values, valuesOffset, indices, indicesOffset, rows, columns, k);
            return;
        }
        for (int i = 0; i < rows; i++) {
            row(x, xOffset + i * columns, values, valuesOffset + i * k, indices, indicesOffset + i * k, columns, k);
        }
    }

    /** values[k] and indices[k] of x[columns]. */
    private static void row(
            float[] x,
            int xOffset,
            float[] values,
            int valuesOffset,
            int[] indices,
            int indicesOffset,
            int columns,
            int k) {
        int to = xOffset + columns;
        float least = k <= BOUNDED ? least(x, xOffset, to, k) : Float.NaN;
        int n = 0;
        for (int j = from(x, xOffset, to, least);
                j < to;
                j = n < k ? from(x, j + 1, to, least) : above(x, j + 1, to, values[valuesOffset])) {
            float v = x[j];
            if (v != v) {
                TopKHeap.none(values, valuesOffset, indices, indicesOffset, k);
                return;
            }
            n = TopKHeap.add(values, valuesOffset, indices, indicesOffset, n, k, v, j - xOffset);
        }
        TopKHeap.sort(values, valuesOffset, indices, indicesOffset, k);
    }

    /**
     * A number that at least k of x[from .. to) are not below, or NaN: the k-th largest, at most, of the maxima of
     * as many parts as four vectors have lanes. Equal maxima count as one, and columns after the last four vectors are
     * left out, so it may be lower than it could be.
     */
    private static float least(float[] x, int from, int to, int k) {
        FloatVector a = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int last = to - 4 * LANES;
        for (int j = from; j <= last; j += 4 * LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            a = a.blend(v, v.compare(VectorOperators.GT, a));
            v = FloatVector.fromArray(SPECIES, x, j + LANES);
            b = b.blend(v, v.compare(VectorOperators.GT, b));
            v = FloatVector.fromArray(SPECIES, x, j + 2 * LANES);
            c = c.blend(v, v.compare(VectorOperators.GT, c));
            v = FloatVector.fromArray(SPECIES, x, j + 3 * LANES);
            d = d.blend(v, v.compare(VectorOperators.GT, d));
        }
        float max = Float.NaN;
        for (int t = 0; t < k; t++) {
            FloatVector ab = a.blend(b, b.compare(VectorOperators.GT, a));
            FloatVector cd = c.blend(d, d.compare(VectorOperators.GT, c));
            max = ab.blend(cd, cd.compare(VectorOperators.GT, ab)).reduceLanes(VectorOperators.MAX);
            a = a.blend(Float.NEGATIVE_INFINITY, a.compare(VectorOperators.EQ, max));
            b = b.blend(Float.NEGATIVE_INFINITY, b.compare(VectorOperators.EQ, max));
            c = c.blend(Float.NEGATIVE_INFINITY, c.compare(VectorOperators.EQ, max));
            d = d.blend(Float.NEGATIVE_INFINITY, d.compare(VectorOperators.EQ, max));
        }
        return max;
    }

    /** The first of x[from .. to) that is not below the least, so NaN too, and anything if that is NaN; or to. */
    private static int from(float[] x, int from, int to, float least) {
        int j = from;
        for (int last = to - 2 * LANES; j <= last; j += 2 * LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            FloatVector w = FloatVector.fromArray(SPECIES, x, j + LANES);
            if (!v.compare(VectorOperators.LT, least)
                    .and(w.compare(VectorOperators.LT, least))
                    .allTrue()) {
                break;
            }
        }
        while (j < to && x[j] < least) {
            j++;
        }
        return j;
    }

    /** The first of x[from .. to) that is not at most the limit, so NaN too; or to. */
    private static int above(float[] x, int from, int to, float limit) {
        int j = from;
        for (int last = to - 2 * LANES; j <= last; j += 2 * LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            FloatVector w = FloatVector.fromArray(SPECIES, x, j + LANES);
            if (!v.compare(VectorOperators.LE, limit)
                    .and(w.compare(VectorOperators.LE, limit))
                    .allTrue()) {
                break;
            }
        }
        while (j < to && x[j] <= limit) {
            j++;
        }
        return j;
    }
}
