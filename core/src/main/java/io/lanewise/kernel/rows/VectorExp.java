package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponentials of a row of logits less its maximum, with the bits of {@link Exp}, and their {@link ExpSum}.
 *
 * <p>A block's last, partial sixteen is copied to memory and padded with −∞, whose exponential is +0, so that it is a
 * whole one and its elements have the lanes of a {@link PinnedSum}.
 */
final class VectorExp {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** Vectors that hold the sixteen partial sums. */
    private static final int VECTORS = VectorPinnedSum.VECTORS;

    // In memory: the partial sums, the last sixteen elements, and a block.
    private static final int SUMS = 0;
    private static final int LAST = PinnedSum.LANES;
    private static final int EXPONENTIALS = 2 * PinnedSum.LANES;
    static final int LENGTH = EXPONENTIALS + PinnedSum.LONGEST;

    private VectorExp() {}

    /**
     * The sum of 2^64 exp(x[columns] − max), columns ≥ 16. Where p is not null, p[columns] are its terms; p may be x.
     * memory has LENGTH elements of any content.
     */
    static float sum(float[] x, int xOffset, float[] p, int pOffset, int columns, float max, float[] memory) {
        float sum = 0;
        float lost = 0;
        int n;
        for (int j = 0; j < columns; j += n) {
            n = PinnedSum.block(columns - j);
            block(x, xOffset + j, p == null ? memory : p, p == null ? EXPONENTIALS : pOffset + j, n, max, memory);
            float block = ExpSum.join(memory, SUMS);
            float next = sum + block;
            lost += PinnedSum.rounding(sum, block, next);
            sum = next;
        }
        return PinnedSum.total(sum, lost);
    }

    /** e[n], a block, and its partial sums. */
    private static void block(float[] x, int xOffset, float[] e, int eOffset, int n, float max, float[] memory) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < PinnedSum.LANES; i += LANES) {
            zero.intoArray(memory, SUMS + i);
        }
        int whole = PinnedSum.wholeBlocks(n);
        if (whole == n) {
            exponentials(x, xOffset, e, eOffset, n, max, memory);
            return;
        }
        int done = whole + PinnedSum.LANES - n;
        FloatVector least = broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < PinnedSum.LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xOffset + n - PinnedSum.LANES + i)
                    .blend(least, VectorPinnedSum.IOTA.compare(VectorOperators.LT, (float) (done - i)))
                    .intoArray(memory, LAST + i);
        }
        exponentials(x, xOffset, e, eOffset, whole, max, memory);
        exponentials(memory, LAST, memory, LAST, PinnedSum.LANES, max, memory);
        System.arraycopy(memory, LAST + done, e, eOffset + whole, n - whole);
    }

    /**
     * e[n] = 2^64 exp(x[n] − max), n in whole sixteens, added to the partial sums in memory; e may be x.
     *
     * <p>Over 325 bytes of bytecode (FreqInlineSize), so that C2 compiles it on its own, whatever calls it.
     */
    private static void exponentials(float[] x, int xOffset, float[] e, int eOffset, int n, float max, float[] memory) {
        FloatVector log2E = broadcast(SPECIES, Exp.LOG2_E);
        FloatVector rounder = broadcast(SPECIES, Exp.ROUNDER);
        FloatVector p0 = broadcast(SPECIES, Exp.P0);
        FloatVector p1 = broadcast(SPECIES, Exp.P1);
        FloatVector p2 = broadcast(SPECIES, Exp.P2);
        FloatVector p3 = broadcast(SPECIES, Exp.P3);
        FloatVector p4 = broadcast(SPECIES, Exp.P4);
        FloatVector p5 = broadcast(SPECIES, Exp.P5);
        FloatVector sum0 = FloatVector.fromArray(SPECIES, memory, SUMS);
        FloatVector sum1 = VECTORS > 1 ? FloatVector.fromArray(SPECIES, memory, SUMS + LANES) : sum0;
        FloatVector sum2 = VECTORS > 2 ? FloatVector.fromArray(SPECIES, memory, SUMS + 2 * LANES) : sum0;
        FloatVector sum3 = VECTORS > 2 ? FloatVector.fromArray(SPECIES, memory, SUMS + 3 * LANES) : sum0;
        for (int i = 0; i < n; i += LANES) {
            FloatVector c = FloatVector.fromArray(SPECIES, x, xOffset + i).sub(max);
            FloatVector rounded = c.fma(log2E, rounder);
            FloatVector t = c.fma(log2E, rounder.sub(rounded));
            FloatVector square = t.mul(t);
            FloatVector upper = p5.fma(t, p4).fma(square, p3.fma(t, p2));
            FloatVector p = upper.fma(square, p1.fma(t, p0));
            FloatVector scale = rounded.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, Exp.MANTISSA_BITS)
                    .reinterpretAsFloats();
            FloatVector power = p.mul(t).fma(scale, scale).blend(0f, c.compare(VectorOperators.LT, Exp.LOWEST));
            power.intoArray(e, eOffset + i);
            FloatVector next = sum0.add(power);
            sum0 = VECTORS > 1 ? sum1 : next;
            sum1 = VECTORS > 2 ? sum2 : next;
            sum2 = sum3;
            sum3 = next;
        }
        sum0.intoArray(memory, SUMS);
        if (VECTORS > 1) {
            sum1.intoArray(memory, SUMS + LANES);
        }
        if (VECTORS > 2) {
            sum2.intoArray(memory, SUMS + 2 * LANES);
            sum3.intoArray(memory, SUMS + 3 * LANES);
        }
    }
}
