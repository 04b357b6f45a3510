package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sixteen partial sums of a {@link PinnedSum} in registers: one vector of 512 bits, two of 256 or four of 128. The
 * branches on {@link #VECTORS} are on a constant, so C2 keeps one of them.
 *
 * <p>Rows have at least sixteen elements. Each step adds a vector to the partial sums at the front and sends them to
 * the back, which are in their order again after sixteen elements. So there is one exponential in the body: four of
 * them are more nodes than C2 inlines. The last sixteen elements end at the row's end, and those that are in the sum
 * already are masked ({@code done} of them). The tree is written out in each sum: the package's page says why.
 */
final class VectorPinnedSum {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** Vectors that hold the sixteen partial sums. */
    static final int VECTORS = PinnedSum.LANES / LANES;

    /** 0, 1, 2 …: compared with a number, it makes a mask of the lanes from there on. */
    static final FloatVector IOTA = FloatVector.zero(SPECIES).addIndex(1);

    static final VectorShuffle<Float> EIGHT_ON = rotation(8);
    static final VectorShuffle<Float> FOUR_ON = rotation(4);
    static final VectorShuffle<Float> TWO_ON = rotation(2);
    static final VectorShuffle<Float> ONE_ON = rotation(1);

    private VectorPinnedSum() {}

    private static VectorShuffle<Float> rotation(int lanes) {
        return VectorShuffle.iota(SPECIES, lanes % LANES, 1, true);
    }

    /** The sum of a[n]. */
    static float sum(float[] a, int aOffset, int n) {
        int vectors = ((n - 1) / PinnedSum.LANES + 1) * VECTORS;
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int v = 0; v < vectors; v++) {
            int i = v * LANES;
            int done = Math.max(0, (i & -PinnedSum.LANES) + PinnedSum.LANES - n);
            FloatVector x = FloatVector.fromArray(SPECIES, a, aOffset + i - done);
            FloatVector s = s0.add(x, IOTA.compare(VectorOperators.GE, (float) (done - i % PinnedSum.LANES)));
            s0 = VECTORS > 1 ? s1 : s;
            s1 = VECTORS > 2 ? s2 : s;
            s2 = s3;
            s3 = s;
        }
        FloatVector s = VECTORS == 4 ? s0.add(s2).add(s1.add(s3)) : VECTORS == 2 ? s0.add(s1) : s0;
        s = VECTORS == 1 ? s.add(s.rearrange(EIGHT_ON)) : s;
        s = VECTORS < 4 ? s.add(s.rearrange(FOUR_ON)) : s;
        s = s.add(s.rearrange(TWO_ON));
        return s.add(s.rearrange(ONE_ON)).lane(0);
    }

    /** The sum of exp(x[n] − max). */
    static float expSum(float[] x, int xOffset, int n, float max) {
        int vectors = ((n - 1) / PinnedSum.LANES + 1) * VECTORS;
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int v = 0; v < vectors; v++) {
            int i = v * LANES;
            int done = Math.max(0, (i & -PinnedSum.LANES) + PinnedSum.LANES - n);
            FloatVector e = VectorMath.exp(FloatVector.fromArray(SPECIES, x, xOffset + i - done).sub(max));
            FloatVector s = s0.add(e, IOTA.compare(VectorOperators.GE, (float) (done - i % PinnedSum.LANES)));
            s0 = VECTORS > 1 ? s1 : s;
            s1 = VECTORS > 2 ? s2 : s;
            s2 = s3;
            s3 = s;
        }
        FloatVector s = VECTORS == 4 ? s0.add(s2).add(s1.add(s3)) : VECTORS == 2 ? s0.add(s1) : s0;
        s = VECTORS == 1 ? s.add(s.rearrange(EIGHT_ON)) : s;
        s = VECTORS < 4 ? s.add(s.rearrange(FOUR_ON)) : s;
        s = s.add(s.rearrange(TWO_ON));
        return s.add(s.rearrange(ONE_ON)).lane(0);
    }
}
