package io.lanewise.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Softmax in three passes, with the API's own exponential and a sum in any order in the second one. */
final class OperatorSoftmax {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final FloatVector IOTA = FloatVector.zero(SPECIES).addIndex(1);

    private OperatorSoftmax() {}

    /** p[rows×columns] = softmax of each row of x[rows×columns], columns ≥ a vector; p is not x. */
    static void forward(float[] x, float[] p, int rows, int columns) {
        for (int start = 0; start < rows * columns; start += columns) {
            float sum = exponentials(x, p, start, columns, max(x, start, columns));
            scale(p, start, columns, 1 / sum);
        }
    }

    /** As ours: a comparison and a blend, and a last vector that ends where the row does. */
    private static float max(float[] x, int start, int columns) {
        int last = start + columns - LANES;
        FloatVector max = FloatVector.fromArray(SPECIES, x, last);
        for (int i = start; i < last; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i);
            max = max.blend(v, v.compare(VectorOperators.GT, max));
        }
        return max.reduceLanes(VectorOperators.MAX);
    }

    /** p[columns] = exp(x[columns] − max), and their sum; of the last vector, the lanes that it alone has count. */
    private static float exponentials(float[] x, float[] p, int start, int columns, float max) {
        int last = start + columns - LANES;
        FloatVector sum = FloatVector.zero(SPECIES);
        int i = start;
        for (; i < last; i += LANES) {
            FloatVector e = FloatVector.fromArray(SPECIES, x, i).sub(max).lanewise(VectorOperators.EXP);
            e.intoArray(p, i);
            sum = sum.add(e);
        }
        FloatVector e = FloatVector.fromArray(SPECIES, x, last).sub(max).lanewise(VectorOperators.EXP);
        e.intoArray(p, last);
        VectorMask<Float> counts = IOTA.compare(VectorOperators.GE, (float) (i - last));
        return sum.add(e, counts).reduceLanes(VectorOperators.ADD);
    }

    private static void scale(float[] p, int start, int columns, float scale) {
        int i = start;
        for (; i + LANES <= start + columns; i += LANES) {
            FloatVector.fromArray(SPECIES, p, i).mul(scale).intoArray(p, i);
        }
        for (; i < start + columns; i++) {
            p[i] *= scale;
        }
    }
}
