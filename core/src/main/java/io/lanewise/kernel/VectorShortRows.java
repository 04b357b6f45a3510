package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Up to as many rows of fewer than sixteen columns as a vector has lanes, one a lane: the maxima, the exponentials and
 * their sums. All of it lies in one array, a vector a line: at {@link #exponential} of a column, times 2^64 as {@link
 * Exp}'s are, {@link #MAXIMA} and {@link #SUMS}.
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

    /** Maxima of the lines from first to the sixteenth, their exponentials, and the sums: lines 8 apart, then 4, 2 and 1. */
    private static void exponentialsAndSums(int first, float[] lines) {
        FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int at = first; at < SUMS; at += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, lines, at);
            max = max.blend(v, v.compare(VectorOperators.GT, max));
        }
        max.intoArray(lines, MAXIMA);
        VectorExp.exponentials(lines, first, lines, first, SUMS - first, lines, MAXIMA);
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
        FloatVector.fromArray(SPECIES, lines, SUMS).mul(Exp.UNSCALE).intoArray(lines, SUMS);
    }
}
