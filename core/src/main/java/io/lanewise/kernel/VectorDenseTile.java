package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tiles of dense layers: a few rows by two vectors of neurons, accumulated over all inputs.
 *
 * <p>A tile computes {@code y[r][j] = bias[j] + Σ x[r][k] · w[k][j]}. Its columns are two vectors: the first at {@code
 * y}, the second {@code ySecond} further, which may overlap the first one or another tile's: what overlaps is computed
 * twice to the same bits. In w and bias the two lie {@code second} apart.
 *
 * <p>Six rows are twelve chains, where two fused multiply-adds a cycle of latency 4 need eight, and with the two weight
 * vectors and one input they fill 15 of the 16 registers that 256 and 128 bits have.
 *
 * <p>No output lies below {@code floor}: 0 with ReLU, −∞ without. A branch would read better, but its vectors would be
 * objects: the package's page says why, and why the bodies are flat.
 */
final class VectorDenseTile {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;

    private VectorDenseTile() {}

    /** y[6×2 vectors] from x[6×inputs]. */
    static void rows6(
            float[] x, int xOffset, int inputs, float[] w, int wOffset, int wStride, int second, float[] bias,
            int biasOffset, float[] y, int yOffset, int neurons, int ySecond, float floor) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, bias, biasOffset);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        FloatVector b0 = FloatVector.fromArray(SPECIES, bias, biasOffset + second);
        FloatVector b1 = b0;
        FloatVector b2 = b0;
        FloatVector b3 = b0;
        FloatVector b4 = b0;
        FloatVector b5 = b0;
        int x1 = xOffset + inputs;
        int x2 = x1 + inputs;
        int x3 = x2 + inputs;
        int x4 = x3 + inputs;
        int x5 = x4 + inputs;
        for (int k = 0; k < inputs; k++) {
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wOffset + k * wStride);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, wOffset + k * wStride + second);
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            a0 = v.fma(wa, a0);
            b0 = v.fma(wb, b0);
            v = FloatVector.broadcast(SPECIES, x[x1 + k]);
            a1 = v.fma(wa, a1);
            b1 = v.fma(wb, b1);
            v = FloatVector.broadcast(SPECIES, x[x2 + k]);
            a2 = v.fma(wa, a2);
            b2 = v.fma(wb, b2);
            v = FloatVector.broadcast(SPECIES, x[x3 + k]);
            a3 = v.fma(wa, a3);
            b3 = v.fma(wb, b3);
            v = FloatVector.broadcast(SPECIES, x[x4 + k]);
            a4 = v.fma(wa, a4);
            b4 = v.fma(wb, b4);
            v = FloatVector.broadcast(SPECIES, x[x5 + k]);
            a5 = v.fma(wa, a5);
            b5 = v.fma(wb, b5);
        }
        FloatVector least = FloatVector.broadcast(SPECIES, floor);
        a0.max(least).intoArray(y, yOffset);
        b0.max(least).intoArray(y, yOffset + ySecond);
        a1.max(least).intoArray(y, yOffset + neurons);
        b1.max(least).intoArray(y, yOffset + neurons + ySecond);
        a2.max(least).intoArray(y, yOffset + 2 * neurons);
        b2.max(least).intoArray(y, yOffset + 2 * neurons + ySecond);
        a3.max(least).intoArray(y, yOffset + 3 * neurons);
        b3.max(least).intoArray(y, yOffset + 3 * neurons + ySecond);
        a4.max(least).intoArray(y, yOffset + 4 * neurons);
        b4.max(least).intoArray(y, yOffset + 4 * neurons + ySecond);
        a5.max(least).intoArray(y, yOffset + 5 * neurons);
        b5.max(least).intoArray(y, yOffset + 5 * neurons + ySecond);
    }

    /** y[2×2 vectors] from x[2×inputs]. */
    static void rows2(
            float[] x, int xOffset, int inputs, float[] w, int wOffset, int wStride, int second, float[] bias,
            int biasOffset, float[] y, int yOffset, int neurons, int ySecond, float floor) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, bias, biasOffset);
        FloatVector a1 = a0;
        FloatVector b0 = FloatVector.fromArray(SPECIES, bias, biasOffset + second);
        FloatVector b1 = b0;
        int x1 = xOffset + inputs;
        for (int k = 0; k < inputs; k++) {
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wOffset + k * wStride);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, wOffset + k * wStride + second);
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            a0 = v.fma(wa, a0);
            b0 = v.fma(wb, b0);
            v = FloatVector.broadcast(SPECIES, x[x1 + k]);
            a1 = v.fma(wa, a1);
            b1 = v.fma(wb, b1);
        }
        FloatVector least = FloatVector.broadcast(SPECIES, floor);
        a0.max(least).intoArray(y, yOffset);
        b0.max(least).intoArray(y, yOffset + ySecond);
        a1.max(least).intoArray(y, yOffset + neurons);
        b1.max(least).intoArray(y, yOffset + neurons + ySecond);
    }

    /** y[1×2 vectors] from x[1×inputs]. */
    static void rows1(
            float[] x, int xOffset, int inputs, float[] w, int wOffset, int wStride, int second, float[] bias,
            int biasOffset, float[] y, int yOffset, int ySecond, float floor) {
        FloatVector a = FloatVector.fromArray(SPECIES, bias, biasOffset);
        FloatVector b = FloatVector.fromArray(SPECIES, bias, biasOffset + second);
        for (int k = 0; k < inputs; k++) {
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            a = v.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * wStride), a);
            b = v.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * wStride + second), b);
        }
        FloatVector least = FloatVector.broadcast(SPECIES, floor);
        a.max(least).intoArray(y, yOffset);
        b.max(least).intoArray(y, yOffset + ySecond);
    }

    /** Four tiles of one row side by side, their panels wNext apart in w: eight chains, where one tile has two. */
    static void rows1Panels4(
            float[] x, int xOffset, int inputs, float[] w, int wOffset, int wStride, int second, int wNext,
            float[] bias, int biasOffset, float[] y, int yOffset, float floor) {
        int width = 2 * SPECIES.length();
        FloatVector a0 = FloatVector.fromArray(SPECIES, bias, biasOffset);
        FloatVector b0 = FloatVector.fromArray(SPECIES, bias, biasOffset + second);
        FloatVector a1 = FloatVector.fromArray(SPECIES, bias, biasOffset + width);
        FloatVector b1 = FloatVector.fromArray(SPECIES, bias, biasOffset + width + second);
        FloatVector a2 = FloatVector.fromArray(SPECIES, bias, biasOffset + 2 * width);
        FloatVector b2 = FloatVector.fromArray(SPECIES, bias, biasOffset + 2 * width + second);
        FloatVector a3 = FloatVector.fromArray(SPECIES, bias, biasOffset + 3 * width);
        FloatVector b3 = FloatVector.fromArray(SPECIES, bias, biasOffset + 3 * width + second);
        int w1 = wOffset + wNext;
        int w2 = w1 + wNext;
        int w3 = w2 + wNext;
        for (int k = 0; k < inputs; k++) {
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            int row = k * wStride;
            a0 = v.fma(FloatVector.fromArray(SPECIES, w, wOffset + row), a0);
            b0 = v.fma(FloatVector.fromArray(SPECIES, w, wOffset + row + second), b0);
            a1 = v.fma(FloatVector.fromArray(SPECIES, w, w1 + row), a1);
            b1 = v.fma(FloatVector.fromArray(SPECIES, w, w1 + row + second), b1);
            a2 = v.fma(FloatVector.fromArray(SPECIES, w, w2 + row), a2);
            b2 = v.fma(FloatVector.fromArray(SPECIES, w, w2 + row + second), b2);
            a3 = v.fma(FloatVector.fromArray(SPECIES, w, w3 + row), a3);
            b3 = v.fma(FloatVector.fromArray(SPECIES, w, w3 + row + second), b3);
        }
        FloatVector least = FloatVector.broadcast(SPECIES, floor);
        a0.max(least).intoArray(y, yOffset);
        b0.max(least).intoArray(y, yOffset + second);
        a1.max(least).intoArray(y, yOffset + width);
        b1.max(least).intoArray(y, yOffset + width + second);
        a2.max(least).intoArray(y, yOffset + 2 * width);
        b2.max(least).intoArray(y, yOffset + 2 * width + second);
        a3.max(least).intoArray(y, yOffset + 3 * width);
        b3.max(least).intoArray(y, yOffset + 3 * width + second);
    }
}
