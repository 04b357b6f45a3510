package io.lanewise.kernel.rows;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The {@link WeightedSum} of a row of weights times the losses of its columns, in {@link VectorPinnedSum}'s loop. */
final class VectorLabelledSum {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int VECTORS = VectorPinnedSum.VECTORS;

    private VectorLabelledSum() {}

    /** The sum of t[columns] · (logSum − (x[columns] − max)) where t is not 0, columns ≥ 16. */
    static float sum(float[] x, int xOffset, float[] t, int tOffset, int columns, float max, float logSum) {
        FloatVector logSums = FloatVector.broadcast(SPECIES, logSum);
        int vectors = ((columns - 1) / PinnedSum.LANES + 1) * VECTORS;
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int v = 0; v < vectors; v++) {
            int i = v * LANES;
            int done = Math.max(0, (i & -PinnedSum.LANES) + PinnedSum.LANES - columns);
            VectorMask<Float> counts =
                    VectorPinnedSum.IOTA.compare(VectorOperators.GE, (float) (done - i % PinnedSum.LANES));
            FloatVector weights = FloatVector.fromArray(SPECIES, t, tOffset + i - done);
            FloatVector term = logSums.sub(
                    FloatVector.fromArray(SPECIES, x, xOffset + i - done).sub(max));
            counts = counts.and(weights.compare(VectorOperators.NE, 0f));
            FloatVector s = s0.blend(term.fma(weights, s0), counts);
            s0 = VECTORS > 1 ? s1 : s;
            s1 = VECTORS > 2 ? s2 : s;
            s2 = s3;
            s3 = s;
        }
        FloatVector s = VECTORS == 4 ? s0.add(s2).add(s1.add(s3)) : VECTORS == 2 ? s0.add(s1) : s0;
        s = VECTORS == 1 ? s.add(s.rearrange(VectorPinnedSum.EIGHT_ON)) : s;
        s = VECTORS < 4 ? s.add(s.rearrange(VectorPinnedSum.FOUR_ON)) : s;
        s = s.add(s.rearrange(VectorPinnedSum.TWO_ON));
        return s.add(s.rearrange(VectorPinnedSum.ONE_ON)).lane(0);
    }
}
