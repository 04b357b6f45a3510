package io.lanewise.kernel.rows;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The largest of a row, then its first place. The second scan is short: it ends at that place and starts with the part
 * of {@link #PART} columns that has it. {@code ArgMaxBenchmark} times both.
 */
public final class VectorArgMax implements ArgMaxKernel {
    private static final ScalarArgMax SCALAR = new ScalarArgMax();
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** The lanes of the widest vector; at 10 columns the scalar kernel is as fast. */
    private static final int FEWEST_COLUMNS = 16;

    /** Columns whose maximum is taken at once: each part costs a reduction, and half of one part is scanned again. */
    private static final int PART = 512;

    @Override
    public void forward(float[] x, int xOffset, int[] indices, int indicesOffset, int rows, int columns) {
        if (columns < FEWEST_COLUMNS) {
            SCALAR.forward(x, xOffset, indices, indicesOffset, rows, columns);
            return;
        }
        for (int i = 0; i < rows; i++) {
            int from = xOffset + i * columns;
            indices[indicesOffset + i] = row(x, from, from + columns);
        }
    }

    /** The first largest of x[from .. to), counted from there. */
    private static int row(float[] x, int from, int to) {
        int best = from;
        float max = Float.NEGATIVE_INFINITY;
        for (int left = to - from; left > 0 && max == max; left -= PART) {
            int part = to - left;
            // The vector that ends a short last part overlaps the part before, which has nothing larger than the
            // maximum.
            float partMax = max(x, Math.min(part, to - LANES), part + Math.min(PART, left));
            if (!(partMax <= max)) {
                max = partMax;
                best = part;
            }
        }
        return max != max ? -1 : first(x, best, to, max) - from;
    }

    /** The largest of x[from .. to), at least a vector, or NaN if there is one: a lane that has NaN keeps it. */
    private static float max(float[] x, int from, int to) {
        FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        FloatVector other = max;
        int j = from;
        for (int last = to - 2 * LANES; j < last; j += 2 * LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, j);
            max = max.blend(v, v.compare(VectorOperators.GT, max)).blend(v, v.compare(VectorOperators.NE, v));
            FloatVector w = FloatVector.fromArray(SPECIES, x, j + LANES);
            other = other.blend(w, w.compare(VectorOperators.GT, other)).blend(w, w.compare(VectorOperators.NE, w));
        }
        FloatVector v = FloatVector.fromArray(SPECIES, x, Math.min(j, to - LANES));
        max = max.blend(v, v.compare(VectorOperators.GT, max)).blend(v, v.compare(VectorOperators.NE, v));
        FloatVector w = FloatVector.fromArray(SPECIES, x, to - LANES);
        other = other.blend(w, w.compare(VectorOperators.GT, other)).blend(w, w.compare(VectorOperators.NE, w));
        return max.lanewise(VectorOperators.MAX, other).reduceLanes(VectorOperators.MAX);
    }

    /** The first of x[from .. to) that equals a value; one does. */
    private static int first(float[] x, int from, int to, float value) {
        int j = from;
        for (int last = to - LANES; j <= last; j += LANES) {
            if (FloatVector.fromArray(SPECIES, x, j)
                    .compare(VectorOperators.EQ, value)
                    .anyTrue()) {
                break;
            }
        }
        while (x[j] != value) {
            j++;
        }
        return j;
    }
}
