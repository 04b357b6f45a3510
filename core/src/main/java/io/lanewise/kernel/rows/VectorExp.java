package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponentials of a row of logits less its maximum, with the bits of {@link Exp}, and their sum.
 *
 * <p>The two are separate loops over blocks that stay in L1, because the exponential is bound by how many instructions
 * the processor keeps in flight (the package's page counts them).
 *
 * <p>A last, partial block of sixteen is padded with −∞, whose exponential is +0. So it is a whole block, and its
 * elements have the lanes of a {@link PinnedSum}.
 */
final class VectorExp {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** Whether the partial sums are more than one vector; a constant, so C2 keeps one side. */
    private static final boolean PAIRS = LANES < PinnedSum.LANES;

    /** Exponentials that are summed together: 2 KB. */
    private static final int BLOCK = 512;

    // In memory: partial sums, what their roundings lost, the last sixteen elements, the maximum, and a block.
    static final int SUM = 0;
    static final int LOST = PinnedSum.LANES;

    private static final int LAST = 2 * PinnedSum.LANES;
    private static final int MAXIMUM = 3 * PinnedSum.LANES;
    private static final int EXPONENTIALS = 4 * PinnedSum.LANES;
    static final int LENGTH = EXPONENTIALS + BLOCK;

    private VectorExp() {}

    /**
     * memory[SUM] and memory[LOST] become the {@link PinnedSum} of 2^64 exp(x[columns] − max), columns ≥ 16, and what
     * it lost when it was rounded. If p is not null, p[columns] become its terms; p may be x. memory has LENGTH
     * elements of any content.
     */
    static void sum(float[] x, int xOffset, float[] p, int pOffset, int columns, float max, float[] memory) {
        int whole = PinnedSum.wholeBlocks(columns);
        int done = whole + PinnedSum.LANES - columns;
        prepare(x, xOffset + columns - PinnedSum.LANES, done, max, memory);
        float[] e = p == null ? memory : p;
        for (int left = whole; left > 0; left -= BLOCK) {
            int at = whole - left;
            int n = Math.min(BLOCK, left);
            int eOffset = p == null ? EXPONENTIALS : pOffset + at;
            exponentials(x, xOffset + at, e, eOffset, n, memory, MAXIMUM);
            add(e, eOffset, n, memory);
        }
        if (columns > whole) {
            exponentials(memory, LAST, memory, LAST, PinnedSum.LANES, memory, MAXIMUM);
            add(memory, LAST, PinnedSum.LANES, memory);
            for (int i = done; p != null && i < PinnedSum.LANES; i++) {
                p[pOffset + columns - PinnedSum.LANES + i] = memory[LAST + i];
            }
        }
        join(memory);
    }

    /** Sums of +0, the maximum, and the last sixteen logits, of which done are in whole blocks already. */
    private static void prepare(float[] x, int xOffset, int done, float max, float[] memory) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector least = broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < PinnedSum.LANES; i += LANES) {
            zero.intoArray(memory, i);
            zero.intoArray(memory, LOST + i);
            FloatVector.fromArray(SPECIES, x, xOffset + i)
                    .blend(least, VectorPinnedSum.IOTA.compare(VectorOperators.LT, (float) (done - i)))
                    .intoArray(memory, LAST + i);
        }
        broadcast(SPECIES, max).intoArray(memory, MAXIMUM);
    }

    /**
     * e[i] = 2^64 exp(x[i] − maximum[i mod lanes]) for i < n, n in whole vectors; e may be x.
     *
     * <p>It has over 325 bytes of bytecode (FreqInlineSize), so C2 compiles it on its own. Inlined twice into {@link
     * #sum} it would pass the nodes that a compilation may have (NodeCountInliningCutoff), and vectors would be
     * objects.
     */
    static void exponentials(
            float[] x, int xOffset, float[] e, int eOffset, int n, float[] maximum, int maximumOffset) {
        FloatVector max = FloatVector.fromArray(SPECIES, maximum, maximumOffset);
        FloatVector log2E = broadcast(SPECIES, Exp.LOG2_E);
        FloatVector rounder = broadcast(SPECIES, Exp.ROUNDER);
        FloatVector minusLn2High = broadcast(SPECIES, -Exp.LN2_HIGH);
        FloatVector minusLn2Low = broadcast(SPECIES, -Exp.LN2_LOW);
        FloatVector q0 = broadcast(SPECIES, Exp.Q0);
        FloatVector q1 = broadcast(SPECIES, Exp.Q1);
        FloatVector q2 = broadcast(SPECIES, Exp.Q2);
        FloatVector q3 = broadcast(SPECIES, Exp.Q3);
        FloatVector q4 = broadcast(SPECIES, Exp.Q4);
        for (int i = 0; i < n; i += LANES) {
            FloatVector logit = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector c = logit.sub(max);
            FloatVector back = c.add(max);
            FloatVector tail = logit.sub(back).add(back.sub(c).sub(max));
            VectorMask<Float> below = c.compare(VectorOperators.LT, Exp.LOWEST);
            FloatVector rounded = c.fma(log2E, rounder);
            FloatVector k = rounded.sub(rounder);
            FloatVector high = k.fma(minusLn2High, c);
            FloatVector low = k.fma(minusLn2Low, tail);
            FloatVector r = high.add(low);
            FloatVector square = r.mul(r);
            FloatVector upper = q4.fma(square, q3.fma(r, q2));
            FloatVector lower = q1.fma(r, q0);
            FloatVector q = upper.fma(square, lower);
            FloatVector power = high.add(q.fma(square, low));
            IntVector exponent = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, Exp.MANTISSA_BITS);
            FloatVector scale = exponent.reinterpretAsFloats();
            power.fma(scale, scale).blend(0f, below).intoArray(e, eOffset + i);
        }
    }

    /**
     * Adds e[n], whole blocks of sixteen, to the partial sums: two vectors of them at a time, if there are two, because
     * one waits for its additions.
     */
    private static void add(float[] e, int eOffset, int n, float[] sums) {
        for (int lane = 0; lane < PinnedSum.LANES; lane += 2 * LANES) {
            addLanes(e, eOffset, n, sums, lane);
        }
    }

    private static void addLanes(float[] e, int eOffset, int n, float[] sums, int lane) {
        int other = lane + LANES;
        FloatVector sum0 = FloatVector.fromArray(SPECIES, sums, lane);
        FloatVector lost0 = FloatVector.fromArray(SPECIES, sums, LOST + lane);
        FloatVector sum1 = FloatVector.fromArray(SPECIES, sums, other);
        FloatVector lost1 = FloatVector.fromArray(SPECIES, sums, LOST + other);
        for (int i = 0; i < n; i += PinnedSum.LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, e, eOffset + i + lane);
            FloatVector next = sum0.add(v);
            lost0 = lost0.add(v.sub(next.sub(sum0)));
            sum0 = next;
            if (PAIRS) {
                v = FloatVector.fromArray(SPECIES, e, eOffset + i + other);
                next = sum1.add(v);
                lost1 = lost1.add(v.sub(next.sub(sum1)));
                sum1 = next;
            }
        }
        if (PAIRS) {
            sum1.intoArray(sums, other);
            lost1.intoArray(sums, LOST + other);
        }
        sum0.intoArray(sums, lane);
        lost0.intoArray(sums, LOST + lane);
    }

    /** The partial sums and what they have lost, ascending, into the first of each. */
    private static void join(float[] sums) {
        float sum = 0;
        float lost = 0;
        for (int lane = 0; lane < PinnedSum.LANES; lane++) {
            float next = sum + sums[lane];
            lost += ExpSum.rounding(sum, sums[lane], next) + sums[LOST + lane];
            sum = next;
        }
        float rounded = sum + lost;
        sums[SUM] = rounded;
        sums[LOST] = ExpSum.rounding(sum, lost, rounded);
    }
}
