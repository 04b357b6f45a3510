package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponentials of a row of logits less its maximum, with the bits of {@link Exp}, and their sum.
 *
 * <p>Sixteen elements at a time go to the sixteen partial sums. A last, partial block is padded with −∞, whose
 * exponential is +0, so that it is a whole one and its elements have the lanes of a {@link PinnedSum}; the sums wait in
 * memory. One loop with a mask for that block took 345 µs at 256×1000 where this took 290, but 60 ns a row of 17 where
 * this took 100 (a loop of its own, before the difference was exact; in no stored run).
 *
 * <p>{@link #add} is one method of over 325 bytes of bytecode (FreqInlineSize), so that C2 compiles it on its own. In
 * methods small enough to be inlined, callers went over the nodes that a compilation may have, and in half of the test
 * runs on JDK 17 some vector was boxed for good. Each step takes one vector and adds it to its partial sums in memory: in
 * registers they were too many nodes at 128 bits. The constants are vectors because each broadcast is another 135 nodes.
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

    /** In memory: partial sums, what their roundings lost, and the last block. */
    private static final int LOST = PinnedSum.LANES;

    private static final int LAST = 2 * PinnedSum.LANES;
    static final int LENGTH = 3 * PinnedSum.LANES;

    private VectorExp() {}

    /**
     * The {@link PinnedSum} of exp(x[columns] − max), columns ≥ 16. Where p is not null, p[columns] are the exponentials;
     * p may be x. memory has LENGTH elements of any content.
     */
    static float sum(float[] x, int xOffset, float[] p, int pOffset, int columns, float max, float[] memory) {
        int whole = PinnedSum.wholeBlocks(columns);
        int done = whole + PinnedSum.LANES - columns;
        prepare(x, xOffset + columns - PinnedSum.LANES, done, memory);
        add(x, xOffset, p, pOffset, whole / LANES, max, memory);
        if (columns > whole) {
            add(memory, LAST, memory, LAST, VECTORS, max, memory);
            for (int i = done; p != null && i < PinnedSum.LANES; i++) {
                p[pOffset + columns - PinnedSum.LANES + i] = memory[LAST + i];
            }
        }
        return join(memory);
    }

    /** Sums of +0, and the last sixteen logits, of which done are in whole blocks already. */
    private static void prepare(float[] x, int xOffset, int done, float[] memory) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector least = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < PinnedSum.LANES; i += LANES) {
            zero.intoArray(memory, i);
            zero.intoArray(memory, LOST + i);
            FloatVector.fromArray(SPECIES, x, xOffset + i)
                    .blend(least, VectorPinnedSum.IOTA.compare(VectorOperators.LT, (float) (done - i)))
                    .intoArray(memory, LAST + i);
        }
    }

    /** Adds the exponentials of x[vectors], a multiple of sixteen elements, and stores them where p is not null. */
    private static void add(float[] x, int xOffset, float[] p, int pOffset, int vectors, float max, float[] sums) {
        for (int v = 0; v < vectors; v++) {
            int i = v * LANES;
            // Exp.ofDifference for a difference ≤ 0 or NaN: the scaling is in two exact steps here too, so the bits are
            // the same.
            FloatVector logit = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector c = logit.sub(max);
            FloatVector back = c.add(max);
            FloatVector tail = logit.sub(back).add(back.sub(c).sub(max));
            VectorMask<Float> below = c.compare(VectorOperators.LT, Exp.LOWEST);
            c = c.blend(Exp.LOWEST, below);
            tail = tail.blend(0f, below);
            FloatVector rounded = c.fma(LOG2_E, ROUNDER);
            FloatVector n = rounded.sub(ROUNDER);
            FloatVector high = n.fma(MINUS_LN2_HIGH, c);
            FloatVector low = n.fma(MINUS_LN2_LOW, tail);
            FloatVector r = high.add(low);
            FloatVector q = Q4.fma(r, Q3).fma(r, Q2).fma(r, Q1).fma(r, Q0);
            FloatVector one = ONE.add(high);
            FloatVector e = one.add(high.sub(one.sub(ONE)).add(q.fma(r.mul(r), low)));
            IntVector scale = rounded.reinterpretAsInts().add(SCALE_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS);
            e = e.mul(scale.reinterpretAsFloats()).mul(UNSCALE);
            if (p != null) {
                e.intoArray(p, pOffset + i);
            }
            int at = i & (PinnedSum.LANES - LANES);
            FloatVector s = FloatVector.fromArray(SPECIES, sums, at);
            FloatVector next = s.add(e);
            FloatVector lost = FloatVector.fromArray(SPECIES, sums, LOST + at);
            lost.add(e.sub(next.sub(s))).intoArray(sums, LOST + at);
            next.intoArray(sums, at);
        }
    }

    /** The tree of the partial sums, each with what it has lost: lanes 8 apart, then 4, 2 and 1. */
    private static float join(float[] sums) {
        for (int i = 0; i < PinnedSum.LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, sums, i)
                    .add(FloatVector.fromArray(SPECIES, sums, LOST + i))
                    .intoArray(sums, i);
        }
        float s0 = (sums[0] + sums[8]) + (sums[4] + sums[12]);
        float s1 = (sums[1] + sums[9]) + (sums[5] + sums[13]);
        float s2 = (sums[2] + sums[10]) + (sums[6] + sums[14]);
        float s3 = (sums[3] + sums[11]) + (sums[7] + sums[15]);
        return (s0 + s2) + (s1 + s3);
    }
}
