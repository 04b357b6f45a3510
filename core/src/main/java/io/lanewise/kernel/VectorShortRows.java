package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Up to as many rows of fewer than sixteen columns as a vector has lanes, one a lane. All of it lies in one array, a
 * vector a line: a column's exponentials, times 2^64 as {@link Exp}'s are, or its probabilities, at column · {@link
 * #LANES}, then the maxima, the sums and what they have lost, and what follows from these.
 */
final class VectorShortRows {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;

    static final int LANES = SPECIES.length();

    /** Fewer rows take less time in the scalar kernel: at 256 bits and 10 columns a full set takes what three do there. */
    static final int FEWEST = 3;

    static final int MAXIMA = (PinnedSum.LANES - 1) * LANES;
    private static final int SUMS = MAXIMA + LANES;
    private static final int LOST = SUMS + LANES;

    /** In the place of the sums. */
    static final int LOGARITHMS = SUMS;

    private static final int SCALES = SUMS;
    private static final int RESTS = LOST;
    static final int LENGTH = LOST + LANES;

    private VectorShortRows() {}

    /** lines[LENGTH] for x[rows×columns], columns < 16; lanes past the rows compute on what they hold. */
    static void compute(float[] x, int xOffset, int rows, int columns, float[] lines) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                lines[column * LANES + row] = x[xOffset + row * columns + column];
            }
        }
        exponentials(columns, lines);
    }

    /** The maxima, the exponentials and their sums. */
    private static void exponentials(int columns, float[] lines) {
        FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int at = 0; at < columns * LANES; at += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, lines, at);
            max = max.blend(v, v.compare(VectorOperators.GT, max));
        }
        max.intoArray(lines, MAXIMA);
        VectorExp.exponentials(lines, 0, lines, 0, columns * LANES, lines, MAXIMA);
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector lost = sum;
        for (int at = 0; at < columns * LANES; at += LANES) {
            FloatVector e = FloatVector.fromArray(SPECIES, lines, at);
            FloatVector next = sum.add(e);
            FloatVector other = next.sub(sum);
            lost = lost.add(sum.sub(next.sub(other)).add(e.sub(other)));
            sum = next;
        }
        sum.intoArray(lines, SUMS);
        lost.intoArray(lines, LOST);
    }

    /** A row's {@link PinnedSum}, whose partial sums are its elements in their order. */
    static double sum(float[] lines, int row) {
        return (double) lines[SUMS + row] + lines[LOST + row];
    }

    /** The exponentials become probabilities. */
    static void divide(int rows, int columns, float[] lines) {
        for (int row = 0; row < rows; row++) {
            double inverse = 1 / sum(lines, row);
            lines[SCALES + row] = (float) inverse;
            lines[RESTS + row] = ScalarSoftmax.rest(inverse);
        }
        FloatVector scales = FloatVector.fromArray(SPECIES, lines, SCALES);
        FloatVector rests = FloatVector.fromArray(SPECIES, lines, RESTS);
        for (int at = 0; at < columns * LANES; at += LANES) {
            FloatVector e = FloatVector.fromArray(SPECIES, lines, at);
            e.fma(scales, e.mul(rests)).intoArray(lines, at);
        }
    }

    /** p[rows×columns], which the lines hold. */
    static void copy(float[] lines, int rows, int columns, float[] p, int pOffset) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                p[pOffset + row * columns + column] = lines[column * LANES + row];
            }
        }
    }

    /** The logarithms of the sums. */
    static void logarithms(int rows, float[] lines) {
        for (int row = 0; row < rows; row++) {
            double sum = sum(lines, row);
            lines[LOGARITHMS + row] = Exp.unscaled(sum);
            lines[LOST + row] = Exp.lost(sum);
        }
        VectorLog.log(lines, LOGARITHMS, LOST, rows);
    }
}
