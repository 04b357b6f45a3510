package io.lanewise.kernel;

import static io.lanewise.kernel.VectorExp.LOG2_E;
import static io.lanewise.kernel.VectorExp.MANTISSA_BITS;
import static io.lanewise.kernel.VectorExp.MINUS_LN2_HIGH;
import static io.lanewise.kernel.VectorExp.MINUS_LN2_LOW;
import static io.lanewise.kernel.VectorExp.ONE;
import static io.lanewise.kernel.VectorExp.Q0;
import static io.lanewise.kernel.VectorExp.Q1;
import static io.lanewise.kernel.VectorExp.Q2;
import static io.lanewise.kernel.VectorExp.Q3;
import static io.lanewise.kernel.VectorExp.Q4;
import static io.lanewise.kernel.VectorExp.ROUNDER;
import static io.lanewise.kernel.VectorExp.SCALE_BIAS;
import static io.lanewise.kernel.VectorExp.UNSCALE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Up to as many rows of fewer than sixteen columns as a vector has lanes, one a lane: the maxima, the exponentials and
 * their sums. All of it lies in one array, a vector a line: at {@link #exponential} of a column, {@link #MAXIMA} and
 * {@link #SUMS}.
 *
 * <p>Element e of a row of n is lane 16 − n + e of its {@link PinnedSum}, and line e here. The lines before it, and so
 * the lanes, are +0, so that the tree is the same for every n.
 */
final class VectorShortRows {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;

    static final int LANES = SPECIES.length();

    /** Fewer rows take less time in the scalar kernel: at 256 bits and 10 columns a full set takes what three do there. */
    static final int FEWEST = 3;

    static final int SUMS = PinnedSum.LANES * LANES;
    static final int MAXIMA = SUMS + PinnedSum.LANES / 2 * LANES;
    static final int LENGTH = MAXIMA + LANES;

    private VectorShortRows() {}

    /** Where the exponentials of a column of n lie. */
    static int exponential(int column, int n) {
        return (PinnedSum.LANES - n + column) * LANES;
    }

    /** lines[LENGTH] for x[rows×columns], columns < 16; lanes past the rows compute on what they hold. */
    static void compute(float[] x, int xOffset, int rows, int columns, float[] lines) {
        int first = exponential(0, columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                lines[first + column * LANES + row] = x[xOffset + row * columns + column];
            }
        }
        exponentialsAndSums(first, lines);
    }

    /**
     * Maxima of the lines from first to the sixteenth, their exponentials, and the sums: lines 8 apart, then 4, 2 and 1.
     * One method, over FreqInlineSize, for VectorExp's reason.
     */
    private static void exponentialsAndSums(int first, float[] lines) {
        FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int at = first; at < SUMS; at += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, lines, at);
            max = max.blend(v, v.compare(VectorOperators.GT, max));
        }
        max.intoArray(lines, MAXIMA);
        for (int at = first; at < SUMS; at += LANES) {
            // As in VectorExp.add, and flat for the same reason.
            FloatVector logit = FloatVector.fromArray(SPECIES, lines, at);
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
            e.mul(scale.reinterpretAsFloats()).mul(UNSCALE).intoArray(lines, at);
        }
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int at = 0; at < first; at += LANES) {
            zero.intoArray(lines, at);
        }
        int from = 0;
        for (int half = PinnedSum.LANES / 2 * LANES; half >= LANES; half /= 2) {
            for (int at = 0; at < half; at += LANES) {
                FloatVector.fromArray(SPECIES, lines, from + at)
                        .add(FloatVector.fromArray(SPECIES, lines, from + at + half))
                        .intoArray(lines, SUMS + at);
            }
            from = SUMS;
        }
    }
}
