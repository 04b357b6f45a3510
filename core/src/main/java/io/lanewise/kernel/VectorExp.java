package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponentials of a row of logits less its maximum, with the bits of {@link Exp}, and their sum.
 *
 * <p>Each step adds a vector to the partial sums at the front and sends them to the back, which are in their order
 * again after sixteen elements: so there is one exponential in the body. The last sixteen elements end at the row's
 * end, and those that an earlier step has taken ({@code done} of them) are masked: they are in the sum, and in place
 * they are logits no more.
 *
 * <p>It is one method of over 325 bytes of bytecode (FreqInlineSize), so that C2 compiles it on its own. In methods
 * small enough to be inlined, callers went over the nodes that a compilation may have, and in half of the test runs on
 * JDK 17 some vector was boxed for good. A second loop, for the last sixteen without a mask, was a tenth faster on JDK
 * 25, but on JDK 17 it took twice the time, and at 128 bits never stopped allocating (a loop of its own; in no stored run). The constants are vectors because
 * each broadcast is another 135 nodes.
 */
final class VectorExp {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int VECTORS = VectorPinnedSum.VECTORS;
    static final int MANTISSA_BITS = 23;

    /** An exponent that keeps the scaled value normal down to {@link Exp#LOWEST}; {@link #UNSCALE} takes it back. */
    private static final int SPARE_EXPONENT = 64;

    /** The rounder's own bits leave the word in the shift. */
    static final int SCALE_BIAS = 127 + SPARE_EXPONENT;

    static final FloatVector LOG2_E = FloatVector.broadcast(SPECIES, Exp.LOG2_E);
    static final FloatVector ROUNDER = FloatVector.broadcast(SPECIES, Exp.ROUNDER);
    static final FloatVector MINUS_LN2_HIGH = FloatVector.broadcast(SPECIES, -Exp.LN2_HIGH);
    static final FloatVector MINUS_LN2_LOW = FloatVector.broadcast(SPECIES, -Exp.LN2_LOW);
    static final FloatVector Q0 = FloatVector.broadcast(SPECIES, Exp.Q0);
    static final FloatVector Q1 = FloatVector.broadcast(SPECIES, Exp.Q1);
    static final FloatVector Q2 = FloatVector.broadcast(SPECIES, Exp.Q2);
    static final FloatVector Q3 = FloatVector.broadcast(SPECIES, Exp.Q3);
    static final FloatVector Q4 = FloatVector.broadcast(SPECIES, Exp.Q4);
    static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1f);
    static final FloatVector UNSCALE = FloatVector.broadcast(SPECIES, 0x1p-64f);

    private VectorExp() {}

    /**
     * The {@link PinnedSum} of exp(x[columns] − max), columns ≥ 16. Where p is not null, p[columns] are the
     * exponentials; p may be x.
     */
    static float sum(float[] x, int xOffset, float[] p, int pOffset, int columns, float max) {
        int vectors = ((columns - 1) / PinnedSum.LANES + 1) * VECTORS;
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int v = 0; v < vectors; v++) {
            int i = v * LANES;
            int done = Math.max(0, (i & -PinnedSum.LANES) + PinnedSum.LANES - columns);
            // Exp.exp for x ≤ 0 or NaN: the scaling is in two exact steps here too, so the bits are the same.
            FloatVector c = FloatVector.fromArray(SPECIES, x, xOffset + i - done).sub(max);
            c = c.blend(Exp.LOWEST, c.compare(VectorOperators.LT, Exp.LOWEST));
            FloatVector rounded = c.fma(LOG2_E, ROUNDER);
            FloatVector n = rounded.sub(ROUNDER);
            FloatVector high = n.fma(MINUS_LN2_HIGH, c);
            FloatVector low = n.mul(MINUS_LN2_LOW);
            FloatVector r = high.add(low);
            FloatVector q = Q4.fma(r, Q3).fma(r, Q2).fma(r, Q1).fma(r, Q0);
            FloatVector one = ONE.add(high);
            FloatVector e = one.add(high.sub(one.sub(ONE)).add(q.fma(r.mul(r), low)));
            IntVector scale = rounded.reinterpretAsInts().add(SCALE_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS);
            e = e.mul(scale.reinterpretAsFloats()).mul(UNSCALE);
            VectorMask<Float> counts = VectorPinnedSum.IOTA.compare(
                    VectorOperators.GE, (float) (done - i % PinnedSum.LANES));
            if (p != null) {
                int at = pOffset + i - done;
                FloatVector.fromArray(SPECIES, p, at).blend(e, counts).intoArray(p, at);
            }
            FloatVector s = s0.add(e, counts);
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
