package io.lanewise.kernel.dense;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

// spotless:off, because a dozen arrays and offsets read best in lines as full as they are here.
/**
 * The tiles of {@link VectorDenseTile}, as tall as 32 registers let them be: 24 sums + 2 vectors of weights + 1
 * broadcast.
 *
 * <p>At 512 bits each load of weights from a heap array crosses a cache line and counts twice. Six rows have 6 + 2 × 2
 * loads to 12 multiply-adds, with two ports for either, and reach 129 GFLOP/s of the 160 of a Xeon; twelve rows have 16
 * to 24, and reach 155, by a loop by hand over the tiles alone.
 */
final class VectorDenseTallTile {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = VectorDenseLayout.WIDTH;
    private static final int STRIDE = PackedRows.STRIDE;

    /** Whether there are 32 registers: 512 bits come with them on every processor. */
    static final boolean FITS = LANES == 16;

    private VectorDenseTallTile() {}

    /** y[12×2 vectors]. */
    static void rows12(
            float[] x, int xOffset, float[] w, int wOffset, int depth, float[] from, int fromOffset,
            int fromStride, float[] y, int yOffset, int neurons, int second, float floor) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, from, fromOffset);
        FloatVector b0 = FloatVector.fromArray(SPECIES, from, fromOffset + second);
        FloatVector a1 = FloatVector.fromArray(SPECIES, from, fromOffset + fromStride);
        FloatVector b1 = FloatVector.fromArray(SPECIES, from, fromOffset + fromStride + second);
        FloatVector a2 = FloatVector.fromArray(SPECIES, from, fromOffset + 2 * fromStride);
        FloatVector b2 = FloatVector.fromArray(SPECIES, from, fromOffset + 2 * fromStride + second);
        FloatVector a3 = FloatVector.fromArray(SPECIES, from, fromOffset + 3 * fromStride);
        FloatVector b3 = FloatVector.fromArray(SPECIES, from, fromOffset + 3 * fromStride + second);
        FloatVector a4 = FloatVector.fromArray(SPECIES, from, fromOffset + 4 * fromStride);
        FloatVector b4 = FloatVector.fromArray(SPECIES, from, fromOffset + 4 * fromStride + second);
        FloatVector a5 = FloatVector.fromArray(SPECIES, from, fromOffset + 5 * fromStride);
        FloatVector b5 = FloatVector.fromArray(SPECIES, from, fromOffset + 5 * fromStride + second);
        FloatVector a6 = FloatVector.fromArray(SPECIES, from, fromOffset + 6 * fromStride);
        FloatVector b6 = FloatVector.fromArray(SPECIES, from, fromOffset + 6 * fromStride + second);
        FloatVector a7 = FloatVector.fromArray(SPECIES, from, fromOffset + 7 * fromStride);
        FloatVector b7 = FloatVector.fromArray(SPECIES, from, fromOffset + 7 * fromStride + second);
        FloatVector a8 = FloatVector.fromArray(SPECIES, from, fromOffset + 8 * fromStride);
        FloatVector b8 = FloatVector.fromArray(SPECIES, from, fromOffset + 8 * fromStride + second);
        FloatVector a9 = FloatVector.fromArray(SPECIES, from, fromOffset + 9 * fromStride);
        FloatVector b9 = FloatVector.fromArray(SPECIES, from, fromOffset + 9 * fromStride + second);
        FloatVector a10 = FloatVector.fromArray(SPECIES, from, fromOffset + 10 * fromStride);
        FloatVector b10 = FloatVector.fromArray(SPECIES, from, fromOffset + 10 * fromStride + second);
        FloatVector a11 = FloatVector.fromArray(SPECIES, from, fromOffset + 11 * fromStride);
        FloatVector b11 = FloatVector.fromArray(SPECIES, from, fromOffset + 11 * fromStride + second);
        int most = Math.min(depth, PackedRows.MAX_DEPTH);
        for (int k = 0; k < most; k++) {
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH + LANES);
            int at = xOffset + k;
            FloatVector v = FloatVector.broadcast(SPECIES, x[at]);
            a0 = v.fma(wa, a0);
            b0 = v.fma(wb, b0);
            v = FloatVector.broadcast(SPECIES, x[at + STRIDE]);
            a1 = v.fma(wa, a1);
            b1 = v.fma(wb, b1);
            v = FloatVector.broadcast(SPECIES, x[at + 2 * STRIDE]);
            a2 = v.fma(wa, a2);
            b2 = v.fma(wb, b2);
            v = FloatVector.broadcast(SPECIES, x[at + 3 * STRIDE]);
            a3 = v.fma(wa, a3);
            b3 = v.fma(wb, b3);
            v = FloatVector.broadcast(SPECIES, x[at + 4 * STRIDE]);
            a4 = v.fma(wa, a4);
            b4 = v.fma(wb, b4);
            v = FloatVector.broadcast(SPECIES, x[at + 5 * STRIDE]);
            a5 = v.fma(wa, a5);
            b5 = v.fma(wb, b5);
            v = FloatVector.broadcast(SPECIES, x[at + 6 * STRIDE]);
            a6 = v.fma(wa, a6);
            b6 = v.fma(wb, b6);
            v = FloatVector.broadcast(SPECIES, x[at + 7 * STRIDE]);
            a7 = v.fma(wa, a7);
            b7 = v.fma(wb, b7);
            v = FloatVector.broadcast(SPECIES, x[at + 8 * STRIDE]);
            a8 = v.fma(wa, a8);
            b8 = v.fma(wb, b8);
            v = FloatVector.broadcast(SPECIES, x[at + 9 * STRIDE]);
            a9 = v.fma(wa, a9);
            b9 = v.fma(wb, b9);
            v = FloatVector.broadcast(SPECIES, x[at + 10 * STRIDE]);
            a10 = v.fma(wa, a10);
            b10 = v.fma(wb, b10);
            v = FloatVector.broadcast(SPECIES, x[at + 11 * STRIDE]);
            a11 = v.fma(wa, a11);
            b11 = v.fma(wb, b11);
        }
        FloatVector least = FloatVector.broadcast(SPECIES, floor);
        a0.max(least).intoArray(y, yOffset);
        b0.max(least).intoArray(y, yOffset + second);
        a1.max(least).intoArray(y, yOffset + neurons);
        b1.max(least).intoArray(y, yOffset + neurons + second);
        a2.max(least).intoArray(y, yOffset + 2 * neurons);
        b2.max(least).intoArray(y, yOffset + 2 * neurons + second);
        a3.max(least).intoArray(y, yOffset + 3 * neurons);
        b3.max(least).intoArray(y, yOffset + 3 * neurons + second);
        a4.max(least).intoArray(y, yOffset + 4 * neurons);
        b4.max(least).intoArray(y, yOffset + 4 * neurons + second);
        a5.max(least).intoArray(y, yOffset + 5 * neurons);
        b5.max(least).intoArray(y, yOffset + 5 * neurons + second);
        a6.max(least).intoArray(y, yOffset + 6 * neurons);
        b6.max(least).intoArray(y, yOffset + 6 * neurons + second);
        a7.max(least).intoArray(y, yOffset + 7 * neurons);
        b7.max(least).intoArray(y, yOffset + 7 * neurons + second);
        a8.max(least).intoArray(y, yOffset + 8 * neurons);
        b8.max(least).intoArray(y, yOffset + 8 * neurons + second);
        a9.max(least).intoArray(y, yOffset + 9 * neurons);
        b9.max(least).intoArray(y, yOffset + 9 * neurons + second);
        a10.max(least).intoArray(y, yOffset + 10 * neurons);
        b10.max(least).intoArray(y, yOffset + 10 * neurons + second);
        a11.max(least).intoArray(y, yOffset + 11 * neurons);
        b11.max(least).intoArray(y, yOffset + 11 * neurons + second);
    }

    /** y[8×2 vectors], for the last rows: two tiles of four are eight chains each and load the weights twice. */
    static void rows8(
            float[] x, int xOffset, float[] w, int wOffset, int depth, float[] from, int fromOffset,
            int fromStride, float[] y, int yOffset, int neurons, int second, float floor) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, from, fromOffset);
        FloatVector b0 = FloatVector.fromArray(SPECIES, from, fromOffset + second);
        FloatVector a1 = FloatVector.fromArray(SPECIES, from, fromOffset + fromStride);
        FloatVector b1 = FloatVector.fromArray(SPECIES, from, fromOffset + fromStride + second);
        FloatVector a2 = FloatVector.fromArray(SPECIES, from, fromOffset + 2 * fromStride);
        FloatVector b2 = FloatVector.fromArray(SPECIES, from, fromOffset + 2 * fromStride + second);
        FloatVector a3 = FloatVector.fromArray(SPECIES, from, fromOffset + 3 * fromStride);
        FloatVector b3 = FloatVector.fromArray(SPECIES, from, fromOffset + 3 * fromStride + second);
        FloatVector a4 = FloatVector.fromArray(SPECIES, from, fromOffset + 4 * fromStride);
        FloatVector b4 = FloatVector.fromArray(SPECIES, from, fromOffset + 4 * fromStride + second);
        FloatVector a5 = FloatVector.fromArray(SPECIES, from, fromOffset + 5 * fromStride);
        FloatVector b5 = FloatVector.fromArray(SPECIES, from, fromOffset + 5 * fromStride + second);
        FloatVector a6 = FloatVector.fromArray(SPECIES, from, fromOffset + 6 * fromStride);
        FloatVector b6 = FloatVector.fromArray(SPECIES, from, fromOffset + 6 * fromStride + second);
        FloatVector a7 = FloatVector.fromArray(SPECIES, from, fromOffset + 7 * fromStride);
        FloatVector b7 = FloatVector.fromArray(SPECIES, from, fromOffset + 7 * fromStride + second);
        int most = Math.min(depth, PackedRows.MAX_DEPTH);
        for (int k = 0; k < most; k++) {
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH + LANES);
            int at = xOffset + k;
            FloatVector v = FloatVector.broadcast(SPECIES, x[at]);
            a0 = v.fma(wa, a0);
            b0 = v.fma(wb, b0);
            v = FloatVector.broadcast(SPECIES, x[at + STRIDE]);
            a1 = v.fma(wa, a1);
            b1 = v.fma(wb, b1);
            v = FloatVector.broadcast(SPECIES, x[at + 2 * STRIDE]);
            a2 = v.fma(wa, a2);
            b2 = v.fma(wb, b2);
            v = FloatVector.broadcast(SPECIES, x[at + 3 * STRIDE]);
            a3 = v.fma(wa, a3);
            b3 = v.fma(wb, b3);
            v = FloatVector.broadcast(SPECIES, x[at + 4 * STRIDE]);
            a4 = v.fma(wa, a4);
            b4 = v.fma(wb, b4);
            v = FloatVector.broadcast(SPECIES, x[at + 5 * STRIDE]);
            a5 = v.fma(wa, a5);
            b5 = v.fma(wb, b5);
            v = FloatVector.broadcast(SPECIES, x[at + 6 * STRIDE]);
            a6 = v.fma(wa, a6);
            b6 = v.fma(wb, b6);
            v = FloatVector.broadcast(SPECIES, x[at + 7 * STRIDE]);
            a7 = v.fma(wa, a7);
            b7 = v.fma(wb, b7);
        }
        FloatVector least = FloatVector.broadcast(SPECIES, floor);
        a0.max(least).intoArray(y, yOffset);
        b0.max(least).intoArray(y, yOffset + second);
        a1.max(least).intoArray(y, yOffset + neurons);
        b1.max(least).intoArray(y, yOffset + neurons + second);
        a2.max(least).intoArray(y, yOffset + 2 * neurons);
        b2.max(least).intoArray(y, yOffset + 2 * neurons + second);
        a3.max(least).intoArray(y, yOffset + 3 * neurons);
        b3.max(least).intoArray(y, yOffset + 3 * neurons + second);
        a4.max(least).intoArray(y, yOffset + 4 * neurons);
        b4.max(least).intoArray(y, yOffset + 4 * neurons + second);
        a5.max(least).intoArray(y, yOffset + 5 * neurons);
        b5.max(least).intoArray(y, yOffset + 5 * neurons + second);
        a6.max(least).intoArray(y, yOffset + 6 * neurons);
        b6.max(least).intoArray(y, yOffset + 6 * neurons + second);
        a7.max(least).intoArray(y, yOffset + 7 * neurons);
        b7.max(least).intoArray(y, yOffset + 7 * neurons + second);
    }
}
// spotless:on
