package io.lanewise.kernel.rows;

import io.lanewise.kernel.VectorWidth;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of fewer than sixteen columns, one row per lane, up to as many as a vector has lanes. All of it lies in one
 * array of lines, one vector per line: a column's exponentials, times 2^64 as {@link Exp}'s are, or its probabilities,
 * at column · {@link #LANES}; then the maxima, the sums, and the rows of x.
 *
 * <p>Rows of at least a vector of columns are first copied to a constant stride, so that a column's elements have one
 * address.
 */
final class VectorShortRows {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;

    static final int LANES = SPECIES.length();

    /**
     * Fewer rows take less time in the scalar kernel, because all lanes are computed, whatever the rows: eight rows of
     * three columns take as long there, of ten columns six to ten rows do, at 256 and 512 bits.
     */
    static final int FEWEST = Math.min(8, LANES);

    static final int MAXIMA = (PinnedSum.LANES - 1) * LANES;
    private static final int SUMS = MAXIMA + LANES;

    /** They take the place of the sums. */
    static final int LOGARITHMS = SUMS;

    /** Columns 8 apart, added. */
    private static final int TREE = SUMS + LANES;

    private static final int ROWS = TREE + 8 * LANES;

    private static final int STRIDE = PinnedSum.LANES;
    static final int LENGTH = ROWS + LANES * STRIDE;

    private VectorShortRows() {}

    /** lines[LENGTH] for x[rows×columns], columns < 16; lanes past the rows compute on what they hold. */
    static void compute(float[] x, int xOffset, int rows, int columns, float[] lines) {
        if (columns < LANES) {
            System.arraycopy(x, xOffset, lines, ROWS, rows * columns);
            toColumns(lines, columns, columns);
        } else {
            for (int row = 0; row < rows; row++) {
                copyRow(x, xOffset + row * columns, lines, ROWS + row * STRIDE, columns);
            }
            toColumns(lines, columns, STRIDE);
        }
        exponentials(columns, lines);
    }

    /**
     * to[columns] = from[columns], from a vector to sixteen columns: a constant number of vectors, which C2 unrolls.
     */
    private static void copyRow(float[] from, int fromOffset, float[] to, int toOffset, int columns) {
        int last = columns - LANES;
        for (int j = 0; j < STRIDE; j += LANES) {
            int k = Math.min(j, last);
            FloatVector.fromArray(SPECIES, from, fromOffset + k).intoArray(to, toOffset + k);
        }
    }

    /** Lines from rows that lie a stride apart. */
    private static void toColumns(float[] lines, int columns, int stride) {
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < LANES; row++) {
                lines[column * LANES + row] = lines[ROWS + column + row * stride];
            }
        }
    }

    /** The rows from their lines. */
    private static void toRows(float[] lines, int columns, int stride) {
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < LANES; row++) {
                lines[ROWS + column + row * stride] = lines[column * LANES + row];
            }
        }
    }

    /** The maxima, the exponentials and their sums: 15 operations per exponential, those of {@link VectorExp}. */
    private static void exponentials(int columns, float[] lines) {
        FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int at = 0; at < columns * LANES; at += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, lines, at);
            max = max.blend(v, v.compare(VectorOperators.GT, max));
        }
        max.intoArray(lines, MAXIMA);
        FloatVector log2E = FloatVector.broadcast(SPECIES, Exp.LOG2_E);
        FloatVector rounder = FloatVector.broadcast(SPECIES, Exp.ROUNDER);
        FloatVector p0 = FloatVector.broadcast(SPECIES, Exp.P0);
        FloatVector p1 = FloatVector.broadcast(SPECIES, Exp.P1);
        FloatVector p2 = FloatVector.broadcast(SPECIES, Exp.P2);
        FloatVector p3 = FloatVector.broadcast(SPECIES, Exp.P3);
        FloatVector p4 = FloatVector.broadcast(SPECIES, Exp.P4);
        FloatVector p5 = FloatVector.broadcast(SPECIES, Exp.P5);
        for (int at = 0; at < columns * LANES; at += LANES) {
            FloatVector c = FloatVector.fromArray(SPECIES, lines, at).sub(max);
            FloatVector rounded = c.fma(log2E, rounder);
            FloatVector t = c.fma(log2E, rounder.sub(rounded));
            FloatVector square = t.mul(t);
            FloatVector upper = p5.fma(t, p4).fma(square, p3.fma(t, p2));
            FloatVector p = upper.fma(square, p1.fma(t, p0));
            FloatVector scale = rounded.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, Exp.MANTISSA_BITS)
                    .reinterpretAsFloats();
            FloatVector e = p.mul(t).fma(scale, scale).blend(0f, c.compare(VectorOperators.LT, Exp.LOWEST));
            e.intoArray(lines, at);
        }
        sums(columns, lines);
    }

    /** The tree of an {@link ExpSum}: columns 8 apart, then 4, then 2, then 1; those that a row lacks are 0. */
    private static void sums(int columns, float[] lines) {
        int pairs = Math.max(0, columns - 8) * LANES;
        int half = Math.min(columns, 8) * LANES;
        for (int at = 0; at < pairs; at += LANES) {
            FloatVector.fromArray(SPECIES, lines, at)
                    .add(FloatVector.fromArray(SPECIES, lines, at + 8 * LANES))
                    .intoArray(lines, TREE + at);
        }
        System.arraycopy(lines, pairs, lines, TREE + pairs, half - pairs);
        Arrays.fill(lines, TREE + half, TREE + 8 * LANES, 0f);
        FloatVector s04 = FloatVector.fromArray(SPECIES, lines, TREE)
                .add(FloatVector.fromArray(SPECIES, lines, TREE + 4 * LANES));
        FloatVector s15 = FloatVector.fromArray(SPECIES, lines, TREE + LANES)
                .add(FloatVector.fromArray(SPECIES, lines, TREE + 5 * LANES));
        FloatVector s26 = FloatVector.fromArray(SPECIES, lines, TREE + 2 * LANES)
                .add(FloatVector.fromArray(SPECIES, lines, TREE + 6 * LANES));
        FloatVector s37 = FloatVector.fromArray(SPECIES, lines, TREE + 3 * LANES)
                .add(FloatVector.fromArray(SPECIES, lines, TREE + 7 * LANES));
        s04.add(s26).add(s15.add(s37)).intoArray(lines, SUMS);
    }

    /** The exponentials become probabilities. */
    static void divide(int columns, float[] lines) {
        FloatVector scales = FloatVector.broadcast(SPECIES, 1f).div(FloatVector.fromArray(SPECIES, lines, SUMS));
        for (int at = 0; at < columns * LANES; at += LANES) {
            FloatVector.fromArray(SPECIES, lines, at).mul(scales).intoArray(lines, at);
        }
    }

    /** p[rows×columns], which the lines hold. */
    static void copy(float[] lines, int rows, int columns, float[] p, int pOffset) {
        if (columns < LANES) {
            toRows(lines, columns, columns);
            System.arraycopy(lines, ROWS, p, pOffset, rows * columns);
        } else {
            toRows(lines, columns, STRIDE);
            for (int row = 0; row < rows; row++) {
                copyRow(lines, ROWS + row * STRIDE, p, pOffset + row * columns, columns);
            }
        }
    }

    /** The logarithms of the sums. */
    static void logarithms(float[] lines) {
        FloatVector.fromArray(SPECIES, lines, SUMS).mul(Exp.UNSCALE).intoArray(lines, LOGARITHMS);
        VectorLog.log(lines, LOGARITHMS, LANES);
    }

    /** q[rows×columns] = (x − max) − logSum, of the rows that were loaded. */
    static void subtract(float[] lines, int rows, int columns, float[] q, int qOffset) {
        int last = columns - LANES;
        for (int row = 0; row < rows; row++) {
            float max = lines[MAXIMA + row];
            float logSum = lines[LOGARITHMS + row];
            int to = qOffset + row * columns;
            if (last < 0) {
                for (int j = 0; j < columns; j++) {
                    q[to + j] = (lines[ROWS + row * columns + j] - max) - logSum;
                }
            } else {
                for (int j = 0; j < STRIDE; j += LANES) {
                    int k = Math.min(j, last);
                    FloatVector.fromArray(SPECIES, lines, ROWS + row * STRIDE + k)
                            .sub(max)
                            .sub(logSum)
                            .intoArray(q, to + k);
                }
            }
        }
    }
}
