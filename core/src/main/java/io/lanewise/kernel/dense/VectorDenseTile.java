package io.lanewise.kernel.dense;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

// spotless:off, because a dozen arrays and offsets read best in lines as full as they are here.
/**
 * The register tiles of dense layers: a few rows by a few vectors of neurons, accumulated over depth inputs.
 *
 * <p>A tile computes {@code y[r][j] = from[r][j] + Σ x[r][k] · w[k][j]}, k ascending from 0 to depth. It starts from
 * the bias, with a stride of 0, or from what an earlier block of inputs left in y. No output lies below {@code floor}:
 * 0 with ReLU, −∞ without it and in all blocks but the last. A branch in its place, or methods that take vectors, would
 * make objects of them: the page of {@code io.lanewise.kernel} says why.
 *
 * <p>Rows of x are packed for three rows and more, a constant stride apart. Weights are panels of two vectors, {@code
 * [inputs×WIDTH]}. In y and from, a panel's second vector lies {@code second} after the first. It may overlap that one,
 * and a panel may overlap another: what overlaps is computed twice, with the same bits.
 */
final class VectorDenseTile {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = VectorDenseLayout.WIDTH;
    private static final int STRIDE = PackedRows.STRIDE;

    /** The most inputs of {@link #rows3}, which takes them all at once, and its stride. */
    static final int MAX_DEPTH_OF_3 = 2048;

    static final int STRIDE_OF_3 = MAX_DEPTH_OF_3 + 16;

    private VectorDenseTile() {}

    /**
     * y[6×2 vectors]: twelve chains, of which eight hide the latency of a multiply-add, and 12 + 2 + 2 registers. At
     * 512 bits each load of weights from a heap array crosses a cache line and counts twice: 6 broadcasts + 2 × 2 = 10
     * loads to 12 multiply-adds, with as many ports for either. That is computed, not measured.
     */
    static void rows6(
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
    }

    /** y[4×2 vectors], for the last rows. */
    static void rows4(
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
    }

    /**
     * y[3×3 vectors] for all inputs at once: nine chains, where three rows of two vectors would be six. Two vectors of
     * weights are a panel, the third is one vector of another: {@code wThird} in w, {@code third} after the first in y.
     * Without this a third row would cost as much as two. x starts at 0, which saves the register of its offset.
     */
    static void rows3(
            float[] x, float[] w, int wOffset, int wThird, int depth, float[] bias, int biasOffset, float[] y,
            int yOffset, int neurons, int third, float floor) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, bias, biasOffset);
        FloatVector b0 = FloatVector.fromArray(SPECIES, bias, biasOffset + LANES);
        FloatVector c0 = FloatVector.fromArray(SPECIES, bias, biasOffset + third);
        FloatVector a1 = a0;
        FloatVector b1 = b0;
        FloatVector c1 = c0;
        FloatVector a2 = a0;
        FloatVector b2 = b0;
        FloatVector c2 = c0;
        for (int k = 0; k < depth; k++) {
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH + LANES);
            FloatVector wc = FloatVector.fromArray(SPECIES, w, wThird + k * WIDTH);
            FloatVector v = FloatVector.broadcast(SPECIES, x[k]);
            a0 = v.fma(wa, a0);
            b0 = v.fma(wb, b0);
            c0 = v.fma(wc, c0);
            v = FloatVector.broadcast(SPECIES, x[k + STRIDE_OF_3]);
            a1 = v.fma(wa, a1);
            b1 = v.fma(wb, b1);
            c1 = v.fma(wc, c1);
            v = FloatVector.broadcast(SPECIES, x[k + 2 * STRIDE_OF_3]);
            a2 = v.fma(wa, a2);
            b2 = v.fma(wb, b2);
            c2 = v.fma(wc, c2);
        }
        FloatVector least = FloatVector.broadcast(SPECIES, floor);
        a0.max(least).intoArray(y, yOffset);
        b0.max(least).intoArray(y, yOffset + LANES);
        c0.max(least).intoArray(y, yOffset + third);
        a1.max(least).intoArray(y, yOffset + neurons);
        b1.max(least).intoArray(y, yOffset + neurons + LANES);
        c1.max(least).intoArray(y, yOffset + neurons + third);
        a2.max(least).intoArray(y, yOffset + 2 * neurons);
        b2.max(least).intoArray(y, yOffset + 2 * neurons + LANES);
        c2.max(least).intoArray(y, yOffset + 2 * neurons + third);
    }

    /** y[2×2×2 vectors] from x[2×inputs]: two panels, wNext apart in w and next apart in y. */
    static void rows2Panels2(
            float[] x, int xOffset, int inputs, float[] w, int wOffset, int wNext, int depth, float[] bias,
            int biasOffset, float[] y, int yOffset, int neurons, int next, float floor) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, bias, biasOffset);
        FloatVector b0 = FloatVector.fromArray(SPECIES, bias, biasOffset + LANES);
        FloatVector c0 = FloatVector.fromArray(SPECIES, bias, biasOffset + next);
        FloatVector d0 = FloatVector.fromArray(SPECIES, bias, biasOffset + next + LANES);
        FloatVector a1 = a0;
        FloatVector b1 = b0;
        FloatVector c1 = c0;
        FloatVector d1 = d0;
        int x1 = xOffset + inputs;
        int wNextOffset = wOffset + wNext;
        for (int k = 0; k < depth; k++) {
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH + LANES);
            FloatVector wc = FloatVector.fromArray(SPECIES, w, wNextOffset + k * WIDTH);
            FloatVector wd = FloatVector.fromArray(SPECIES, w, wNextOffset + k * WIDTH + LANES);
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            a0 = v.fma(wa, a0);
            b0 = v.fma(wb, b0);
            c0 = v.fma(wc, c0);
            d0 = v.fma(wd, d0);
            v = FloatVector.broadcast(SPECIES, x[x1 + k]);
            a1 = v.fma(wa, a1);
            b1 = v.fma(wb, b1);
            c1 = v.fma(wc, c1);
            d1 = v.fma(wd, d1);
        }
        FloatVector least = FloatVector.broadcast(SPECIES, floor);
        a0.max(least).intoArray(y, yOffset);
        b0.max(least).intoArray(y, yOffset + LANES);
        c0.max(least).intoArray(y, yOffset + next);
        d0.max(least).intoArray(y, yOffset + next + LANES);
        a1.max(least).intoArray(y, yOffset + neurons);
        b1.max(least).intoArray(y, yOffset + neurons + LANES);
        c1.max(least).intoArray(y, yOffset + neurons + next);
        d1.max(least).intoArray(y, yOffset + neurons + next + LANES);
    }

    /** y[2 vectors] from x[inputs]. */
    static void row(
            float[] x, int xOffset, float[] w, int wOffset, int depth, float[] from, int fromOffset, float[] y,
            int yOffset, int second, float floor) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, from, fromOffset);
        FloatVector b0 = FloatVector.fromArray(SPECIES, from, fromOffset + second);
        for (int k = 0; k < depth; k++) {
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            a0 = v.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH), a0);
            b0 = v.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH + LANES), b0);
        }
        FloatVector least = FloatVector.broadcast(SPECIES, floor);
        a0.max(least).intoArray(y, yOffset);
        b0.max(least).intoArray(y, yOffset + second);
    }

    /** y[4×2 vectors] from x[inputs]: four panels, wNext apart in w, the fourth {@code last} after the first in y. */
    static void rowPanels4(
            float[] x, int xOffset, float[] w, int wOffset, int wNext, int depth, float[] bias, int biasOffset,
            float[] y, int yOffset, int last, float floor) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, bias, biasOffset);
        FloatVector b0 = FloatVector.fromArray(SPECIES, bias, biasOffset + LANES);
        FloatVector c0 = FloatVector.fromArray(SPECIES, bias, biasOffset + WIDTH);
        FloatVector d0 = FloatVector.fromArray(SPECIES, bias, biasOffset + WIDTH + LANES);
        FloatVector e0 = FloatVector.fromArray(SPECIES, bias, biasOffset + 2 * WIDTH);
        FloatVector f0 = FloatVector.fromArray(SPECIES, bias, biasOffset + 2 * WIDTH + LANES);
        FloatVector g0 = FloatVector.fromArray(SPECIES, bias, biasOffset + last);
        FloatVector h0 = FloatVector.fromArray(SPECIES, bias, biasOffset + last + LANES);
        int w1 = wOffset + wNext;
        int w2 = w1 + wNext;
        int w3 = w2 + wNext;
        for (int k = 0; k < depth; k++) {
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            a0 = v.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH), a0);
            b0 = v.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH + LANES), b0);
            c0 = v.fma(FloatVector.fromArray(SPECIES, w, w1 + k * WIDTH), c0);
            d0 = v.fma(FloatVector.fromArray(SPECIES, w, w1 + k * WIDTH + LANES), d0);
            e0 = v.fma(FloatVector.fromArray(SPECIES, w, w2 + k * WIDTH), e0);
            f0 = v.fma(FloatVector.fromArray(SPECIES, w, w2 + k * WIDTH + LANES), f0);
            g0 = v.fma(FloatVector.fromArray(SPECIES, w, w3 + k * WIDTH), g0);
            h0 = v.fma(FloatVector.fromArray(SPECIES, w, w3 + k * WIDTH + LANES), h0);
        }
        FloatVector least = FloatVector.broadcast(SPECIES, floor);
        a0.max(least).intoArray(y, yOffset);
        b0.max(least).intoArray(y, yOffset + LANES);
        c0.max(least).intoArray(y, yOffset + WIDTH);
        d0.max(least).intoArray(y, yOffset + WIDTH + LANES);
        e0.max(least).intoArray(y, yOffset + 2 * WIDTH);
        f0.max(least).intoArray(y, yOffset + 2 * WIDTH + LANES);
        g0.max(least).intoArray(y, yOffset + last);
        h0.max(least).intoArray(y, yOffset + last + LANES);
    }
}
// spotless:on
