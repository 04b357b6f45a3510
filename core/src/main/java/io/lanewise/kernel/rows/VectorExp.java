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
        double sum = 0;
        int n;
        for (int j = 0; j < columns; j += n) {
            n = PinnedSum.block(columns - j);
            block(x, xOffset + j, p == null ? memory : p, p == null ? EXPONENTIALS : pOffset + j, n, max, memory);
            sum += ExpSum.join(memory, SUMS);
        }
        return (float) sum;
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
        FloatVector total0 = FloatVector.fromArray(SPECIES, memory, SUMS);
        FloatVector total1 = VECTORS > 1 ? FloatVector.fromArray(SPECIES, memory, SUMS + LANES) : total0;
        FloatVector total2 = VECTORS > 2 ? FloatVector.fromArray(SPECIES, memory, SUMS + 2 * LANES) : total0;
        FloatVector total3 = VECTORS > 2 ? FloatVector.fromArray(SPECIES, memory, SUMS + 3 * LANES) : total0;
        for (int group = 0; group < n; group += ExpSum.GROUP) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            int end = Math.min(group + ExpSum.GROUP, n);
            for (int i = group; i < end; i += LANES) {
                FloatVector c = FloatVector.fromArray(SPECIES, x, xOffset + i).sub(max);
                FloatVector rounded = c.fma(log2E, rounder);
                FloatVector t = c.fma(log2E, rounder.sub(rounded));
                FloatVector p = p5.fma(t, p4).fma(t, p3).fma(t, p2).fma(t, p1).fma(t, p0);
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
            total0 = total0.add(sum0);
            total1 = VECTORS > 1 ? total1.add(sum1) : total1;
            total2 = VECTORS > 2 ? total2.add(sum2) : total2;
            total3 = VECTORS > 2 ? total3.add(sum3) : total3;
        }
        total0.intoArray(memory, SUMS);
        if (VECTORS > 1) {
            total1.intoArray(memory, SUMS + LANES);
        }
        if (VECTORS > 2) {
            total2.intoArray(memory, SUMS + 2 * LANES);
            total3.intoArray(memory, SUMS + 3 * LANES);
        }
    }
}
