package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The maxima of rows of logits and the sums of their exponentials, with the bits of {@link Exp} and {@link ExpSum}. A
 * row alone is one chain, from its maximum to what its sum is needed for, so a block of rows goes through each step
 * together.
 *
 * <p>A row's last, partial sixteen is computed first, as the whole sixteen that ends at the row's end: its terms are
 * kept in memory, stored after the others, and those that are new are added to the sum.
 */
final class VectorExp {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** Vectors that hold the sixteen partial sums. */
    private static final int VECTORS = VectorPinnedSum.VECTORS;

    /**
     * Whether the next block's rows are searched for their maxima while this one's exponentials are computed: one waits
     * for memory, the other for arithmetic. At 512 bits a softmax takes 0.93 of the time at 256×1000, 0.91 at 4096×128
     * and 0.78 at 64×32000 (Zen 5). The 16 registers of AVX2 are full without it, and it gains nothing.
     */
    private static final boolean AHEAD = VECTORS == 1;

    /** The most rows of a block. */
    private static final int ROWS = 16;

    /** The most logits of one that has two rows or more: 16 KB, as much of probabilities and of the next logits. */
    private static final int LOGITS = 4096;

    // In memory, of each row: its maximum, its sum, the maxima by lanes of the row that takes its place in the next
    // block, and its last sixteen terms. Then terms that the caller has no use for.
    static final int MAXIMA = 0;
    static final int SUMS = MAXIMA + ROWS;
    private static final int BY_LANES = SUMS + ROWS;
    private static final int LAST = BY_LANES + ROWS * LANES;
    private static final int TERMS = LAST + ROWS * PinnedSum.LANES;
    static final int LENGTH = TERMS + PinnedSum.LONGEST;

    private VectorExp() {}

    /** The rows of a block. */
    static int rows(int columns) {
        return Math.max(1, Math.min(ROWS, LOGITS / columns));
    }

    /** memory[MAXIMA + rows] of x[rows×columns], columns ≥ 16: of each row the {@link #max}. */
    static void maxima(float[] x, int xOffset, int rows, int columns, float[] memory) {
        for (int row = 0; row < rows; row++) {
            memory[MAXIMA + row] = max(x, xOffset + row * columns, columns);
        }
    }

    /** The same for the nextRows of the last {@link #sums}. */
    static void nextMaxima(float[] x, int xOffset, int rows, int columns, float[] memory) {
        if (!AHEAD) {
            maxima(x, xOffset, rows, columns, memory);
            return;
        }
        for (int row = 0; row < rows; row++) {
            FloatVector max = FloatVector.fromArray(SPECIES, memory, BY_LANES + row * LANES);
            FloatVector last = FloatVector.fromArray(SPECIES, x, xOffset + (row + 1) * columns - LANES);
            max = max.blend(last, last.compare(VectorOperators.GT, max));
            IntVector order = max.reinterpretAsInts();
            order = order.lanewise(
                    VectorOperators.XOR,
                    order.lanewise(VectorOperators.ASHR, 31).and(Integer.MAX_VALUE));
            int largest = order.reduceLanes(VectorOperators.MAX);
            memory[MAXIMA + row] = Float.intBitsToFloat(largest ^ largest >> 31 & Integer.MAX_VALUE);
        }
    }

    /**
     * memory[SUMS + rows] of x[rows×columns], columns ≥ 16: of each row the sum of 2^64 exp(x − max), by its maximum in
     * memory, whose other content is arbitrary. Where p is not null, p[rows×columns] are the terms; p may be x. The next
     * block, which follows in x, has nextRows.
     */
    static void sums(
            float[] x, int xOffset, float[] p, int pOffset, int rows, int nextRows, int columns, float[] memory) {
        if (columns % PinnedSum.LANES > 0) {
            int last = xOffset + columns - PinnedSum.LANES;
            exponentials(x, last, columns, memory, LAST, PinnedSum.LANES, rows, 0, 0, PinnedSum.LANES, memory);
        }
        float[] terms = p == null ? memory : p;
        int termsOffset = p == null ? TERMS : pOffset;
        int termsStride = p == null ? 0 : columns;
        int ahead = rows * columns;
        exponentials(x, xOffset, columns, terms, termsOffset, termsStride, rows, ahead, nextRows, columns, memory);
    }

    /**
     * e[rows×columns] = 2^64 exp(x − max), and the sums. The terms of a last, partial sixteen come from LAST; e may be
     * x. With an eStride of 0 all terms go to one place. The next block's row i begins {@code ahead} elements after x's
     * row i.
     *
     * <p>What JDK 17 needs: the maxima of the next row go through memory from group to group, as a vector that changes
     * in a loop and is carried through three becomes an object; and a group is a loop of its own, though a branch at its
     * end would take 2 to 7 % less time at 4096×128. Over 325 bytes of bytecode (FreqInlineSize), so that C2 compiles it
     * on its own, whatever calls it.
     */
    private static void exponentials(
            float[] x,
            int xOffset,
            int xStride,
            float[] e,
            int eOffset,
            int eStride,
            int rows,
            int ahead,
            int nextRows,
            int columns,
            float[] memory) {
        FloatVector log2E = broadcast(SPECIES, Exp.LOG2_E);
        FloatVector rounder = broadcast(SPECIES, Exp.ROUNDER);
        FloatVector p0 = broadcast(SPECIES, Exp.P0);
        FloatVector p1 = broadcast(SPECIES, Exp.P1);
        FloatVector p2 = broadcast(SPECIES, Exp.P2);
        FloatVector p3 = broadcast(SPECIES, Exp.P3);
        FloatVector p4 = broadcast(SPECIES, Exp.P4);
        FloatVector p5 = broadcast(SPECIES, Exp.P5);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int row = 0; row < rows; row++) {
            int look = row < nextRows ? ahead : 0;
            float max = memory[MAXIMA + row];
            int byLanes = BY_LANES + row * LANES;
            if (AHEAD) {
                broadcast(SPECIES, Float.NEGATIVE_INFINITY).intoArray(memory, byLanes);
            }
            int last = LAST + row * PinnedSum.LANES;
            double sum = 0;
            int n;
            for (int j = 0; j < columns; j += n) {
                n = PinnedSum.block(columns - j);
                int whole = PinnedSum.wholeBlocks(n);
                int from = xOffset + row * xStride + j;
                int to = eOffset + row * eStride + (eStride == 0 ? 0 : j);
                FloatVector total0 = zero;
                FloatVector total1 = zero;
                FloatVector total2 = zero;
                FloatVector total3 = zero;
                for (int group = 0; group < whole; group += ExpSum.GROUP) {
                    FloatVector sum0 = zero;
                    FloatVector sum1 = zero;
                    FloatVector sum2 = zero;
                    FloatVector sum3 = zero;
                    FloatVector a = AHEAD ? FloatVector.fromArray(SPECIES, memory, byLanes) : sum0;
                    FloatVector b = a;
                    int end = Math.min(group + ExpSum.GROUP, whole);
                    for (int i = group; i < end; i += LANES) {
                        if (AHEAD) {
                            FloatVector v = FloatVector.fromArray(SPECIES, x, from + look + i);
                            FloatVector larger = a.blend(v, v.compare(VectorOperators.GT, a));
                            a = b;
                            b = larger;
                        }
                        FloatVector c =
                                FloatVector.fromArray(SPECIES, x, from + i).sub(max);
                        FloatVector rounded = c.fma(log2E, rounder);
                        FloatVector t = c.fma(log2E, rounder.sub(rounded));
                        FloatVector p =
                                p5.fma(t, p4).fma(t, p3).fma(t, p2).fma(t, p1).fma(t, p0);
                        FloatVector scale = rounded.reinterpretAsInts()
                                .lanewise(VectorOperators.LSHL, Exp.MANTISSA_BITS)
                                .reinterpretAsFloats();
                        FloatVector power =
                                p.mul(t).fma(scale, scale).blend(0f, c.compare(VectorOperators.LT, Exp.LOWEST));
                        power.intoArray(e, to + i);
                        FloatVector s = sum0.add(power);
                        sum0 = VECTORS > 1 ? sum1 : s;
                        sum1 = VECTORS > 2 ? sum2 : s;
                        sum2 = sum3;
                        sum3 = s;
                    }
                    if (AHEAD) {
                        a.blend(b, b.compare(VectorOperators.GT, a)).intoArray(memory, byLanes);
                    }
                    total0 = total0.add(sum0);
                    total1 = VECTORS > 1 ? total1.add(sum1) : total1;
                    total2 = VECTORS > 2 ? total2.add(sum2) : total2;
                    total3 = VECTORS > 2 ? total3.add(sum3) : total3;
                }
                int done = whole + PinnedSum.LANES - n;
                int end = to + n - PinnedSum.LANES;
                FloatVector last0 = FloatVector.fromArray(SPECIES, memory, last);
                FloatVector last1 = VECTORS > 1 ? FloatVector.fromArray(SPECIES, memory, last + LANES) : last0;
                FloatVector last2 = VECTORS > 2 ? FloatVector.fromArray(SPECIES, memory, last + 2 * LANES) : last0;
                FloatVector last3 = VECTORS > 2 ? FloatVector.fromArray(SPECIES, memory, last + 3 * LANES) : last0;
                if (done < PinnedSum.LANES) {
                    last0.intoArray(e, end);
                    if (VECTORS > 1) {
                        last1.intoArray(e, end + LANES);
                    }
                    if (VECTORS > 2) {
                        last2.intoArray(e, end + 2 * LANES);
                        last3.intoArray(e, end + 3 * LANES);
                    }
                }
                FloatVector s0 =
                        total0.add(last0.blend(0f, VectorPinnedSum.IOTA.compare(VectorOperators.LT, (float) done)));
                FloatVector s1 = total1.add(
                        last1.blend(0f, VectorPinnedSum.IOTA.compare(VectorOperators.LT, (float) (done - LANES))));
                FloatVector s2 = total2.add(
                        last2.blend(0f, VectorPinnedSum.IOTA.compare(VectorOperators.LT, (float) (done - 2 * LANES))));
                FloatVector s3 = total3.add(
                        last3.blend(0f, VectorPinnedSum.IOTA.compare(VectorOperators.LT, (float) (done - 3 * LANES))));
                FloatVector s = VECTORS == 4 ? s0.add(s2).add(s1.add(s3)) : VECTORS == 2 ? s0.add(s1) : s0;
                s = VECTORS == 1 ? s.add(s.rearrange(VectorPinnedSum.EIGHT_ON)) : s;
                s = VECTORS < 4 ? s.add(s.rearrange(VectorPinnedSum.FOUR_ON)) : s;
                s = s.add(s.rearrange(VectorPinnedSum.TWO_ON));
                sum += s.add(s.rearrange(VectorPinnedSum.ONE_ON)).lane(0);
            }
            memory[SUMS + row] = (float) sum;
        }
    }

    /**
     * The largest of x[columns], columns ≥ a vector, skipping NaN; −∞ if there is no other. A comparison and a blend,
     * because {@code Vector.max} takes several steps for NaN and −0.
     */
    private static float max(float[] x, int xOffset, int columns) {
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
