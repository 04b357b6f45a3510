package io.lanewise.kernel.rows;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of fewer than sixteen columns, each padded with −∞ to the sixteen partial sums of an {@link ExpSum}, up to
 * {@link #ROWS} rows in turn. Each pass goes over all of them, so that their chains overlap.
 *
 * <p>Rows are read from a copy, because a whole vector at the last one would read past the array's end, and written to
 * one, ascending: what a vector has past its row's end is overwritten by the next row.
 */
final class VectorShortRows {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** The fewest logits that it takes: with fewer, the scalar kernel takes less time, at three rows of ten columns. */
    static final int FEWEST = 32;

    /** The most rows that are taken together: a loss's block has as many. */
    static final int ROWS = CrossEntropyByRows.BLOCK;

    private static final int WIDTH = PinnedSum.LANES;

    // In memory: the exponentials, the rows' copy, their results, the maxima, and the sums.
    private static final int COPY = ROWS * WIDTH;
    private static final int RESULTS = COPY + ROWS * WIDTH;
    static final int MAXIMA = RESULTS + ROWS * WIDTH;
    private static final int SUMS = MAXIMA + ROWS;
    static final int LENGTH = SUMS + ROWS + WIDTH;

    /** They take the place of the sums. */
    static final int LOGARITHMS = SUMS;

    private VectorShortRows() {}

    /**
     * The maxima, exponentials and sums of x[rows×columns]: maxima of integers in the order of the floats, as in {@link
     * VectorExp#maxima}, exponentials by the operations of {@link VectorExp}, sums by the tree of an {@link ExpSum}.
     *
     * <p>Over 325 bytes of bytecode (FreqInlineSize), so that C2 compiles it on its own. Inlined it takes its callers
     * past the nodes from which JDK 17 calls the Vector API's methods, which make objects: a loss of 14×10 logits then
     * allocated 17 KB per call, in one of twelve JVMs.
     */
    static void compute(float[] x, int xOffset, int rows, int columns, float[] memory) {
        System.arraycopy(x, xOffset, memory, COPY, rows * columns);
        FloatVector least = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < rows; i++) {
            FloatVector max = least;
            for (int j = 0; j < WIDTH; j += LANES) {
                FloatVector v = FloatVector.fromArray(SPECIES, memory, COPY + i * columns + j)
                        .blend(least, VectorPinnedSum.IOTA.compare(VectorOperators.GE, (float) (columns - j)));
                v.intoArray(memory, i * WIDTH + j);
                max = max.blend(v, v.compare(VectorOperators.GT, max));
            }
            IntVector order = max.reinterpretAsInts();
            order = order.lanewise(
                    VectorOperators.XOR,
                    order.lanewise(VectorOperators.ASHR, 31).and(Integer.MAX_VALUE));
            int largest = order.reduceLanes(VectorOperators.MAX);
            memory[MAXIMA + i] = Float.intBitsToFloat(largest ^ largest >> 31 & Integer.MAX_VALUE);
        }
        FloatVector log2E = FloatVector.broadcast(SPECIES, Exp.LOG2_E);
        FloatVector rounder = FloatVector.broadcast(SPECIES, Exp.ROUNDER);
        FloatVector p0 = FloatVector.broadcast(SPECIES, Exp.P0);
        FloatVector p1 = FloatVector.broadcast(SPECIES, Exp.P1);
        FloatVector p2 = FloatVector.broadcast(SPECIES, Exp.P2);
        FloatVector p3 = FloatVector.broadcast(SPECIES, Exp.P3);
        FloatVector p4 = FloatVector.broadcast(SPECIES, Exp.P4);
        FloatVector p5 = FloatVector.broadcast(SPECIES, Exp.P5);
        for (int at = 0; at < rows * WIDTH; at += LANES) {
            FloatVector c = FloatVector.fromArray(SPECIES, memory, at).sub(memory[MAXIMA + at / WIDTH]);
            FloatVector rounded = c.fma(log2E, rounder);
            FloatVector t = c.fma(log2E, rounder.sub(rounded));
            FloatVector p = p5.fma(t, p4).fma(t, p3).fma(t, p2).fma(t, p1).fma(t, p0);
            FloatVector scale = rounded.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, Exp.MANTISSA_BITS)
                    .reinterpretAsFloats();
            p.mul(t)
                    .fma(scale, scale)
                    .blend(0f, c.compare(VectorOperators.LT, Exp.LOWEST))
                    .intoArray(memory, at);
        }
        // Lanes 8 apart, then 4, then 2, then 1: the first lane is the root.
        for (int i = 0; i < rows; i++) {
            int row = i * WIDTH;
            FloatVector sum = FloatVector.fromArray(SPECIES, memory, row);
            if (VectorPinnedSum.VECTORS == 1) {
                sum = sum.add(sum.rearrange(VectorPinnedSum.EIGHT_ON));
                sum = sum.add(sum.rearrange(VectorPinnedSum.FOUR_ON));
            } else if (VectorPinnedSum.VECTORS == 2) {
                sum = sum.add(FloatVector.fromArray(SPECIES, memory, row + 8));
                sum = sum.add(sum.rearrange(VectorPinnedSum.FOUR_ON));
            } else {
                FloatVector upper = FloatVector.fromArray(SPECIES, memory, row + 4)
                        .add(FloatVector.fromArray(SPECIES, memory, row + 12));
                sum = sum.add(FloatVector.fromArray(SPECIES, memory, row + 8)).add(upper);
            }
            sum = sum.add(sum.rearrange(VectorPinnedSum.TWO_ON));
            sum.add(sum.rearrange(VectorPinnedSum.ONE_ON)).intoArray(memory, SUMS + i);
        }
    }

    /** p[rows×columns] = the exponentials over their sums. */
    static void divide(float[] memory, int rows, int columns, float[] p, int pOffset) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int i = 0; i < ROWS; i += LANES) {
            one.div(FloatVector.fromArray(SPECIES, memory, SUMS + i)).intoArray(memory, SUMS + i);
        }
        for (int i = 0; i < rows; i++) {
            float scale = memory[SUMS + i];
            for (int j = 0; j < WIDTH; j += LANES) {
                FloatVector.fromArray(SPECIES, memory, i * WIDTH + j)
                        .mul(scale)
                        .intoArray(memory, RESULTS + i * columns + j);
            }
        }
        System.arraycopy(memory, RESULTS, p, pOffset, rows * columns);
    }

    /** The logarithms of the sums. */
    static void logarithms(float[] memory) {
        for (int i = 0; i < ROWS; i += LANES) {
            FloatVector.fromArray(SPECIES, memory, SUMS + i).mul(Exp.UNSCALE).intoArray(memory, LOGARITHMS + i);
        }
        VectorLog.log(memory, LOGARITHMS, ROWS);
    }

    /** q[rows×columns] = (x − max) − logSum, of the rows that were computed. */
    static void subtract(float[] memory, int rows, int columns, float[] q, int qOffset) {
        for (int i = 0; i < rows; i++) {
            float max = memory[MAXIMA + i];
            float logSum = memory[LOGARITHMS + i];
            for (int j = 0; j < WIDTH; j += LANES) {
                FloatVector.fromArray(SPECIES, memory, COPY + i * columns + j)
                        .sub(max)
                        .sub(logSum)
                        .intoArray(memory, RESULTS + i * columns + j);
            }
        }
        System.arraycopy(memory, RESULTS, q, qOffset, rows * columns);
    }
}
