package io.lanewise.kernel.dense;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

// spotless:off, because a dozen arrays and offsets read best in lines as full as they are here.
/**
 * Register tiles of a gradient of weights: an outer product a step, of two vectors with a number of broadcasts each.
 *
 * <p>As in {@link VectorDenseTile}, 16 registers are 12 sums + 2 vectors + 2 broadcasts, and as in {@link
 * VectorDenseTallTile}, 32 are 24 + 2 + 1. A block is short enough for C2 to leave the loop whole where the minimum
 * tells it so.
 */
final class VectorGradientTile {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** Columns of b. */
    static final int WIDTH = 2 * LANES;

    /** Columns of a. */
    static final int HEIGHT = VectorDenseTallTile.FITS ? 12 : 6;

    /** From a row of a to the next: a power of two, because C2 multiplies by it at every step. */
    static final int STRIDE = VectorDenseTallTile.FITS ? 16 : 8;

    private VectorGradientTile() {}

    /** out[HEIGHT×WIDTH] = a[rows×STRIDE], its first HEIGHT columns, transposed · b[rows×WIDTH]; rows ≤ BLOCK. */
    static void product(
            float[] a, int aOffset, float[] b, int bOffset, int rows, float[] out, int outOffset, int stride) {
        if (VectorDenseTallTile.FITS) {
            rows12(a, aOffset, b, bOffset, rows, out, outOffset, stride);
        } else {
            rows6(a, aOffset, b, bOffset, rows, out, outOffset, stride);
        }
    }

    private static void rows12(
            float[] a, int aOffset, float[] b, int bOffset, int rows, float[] out, int outOffset, int stride) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = a0;
        FloatVector a1 = a0;
        FloatVector b1 = a0;
        FloatVector a2 = a0;
        FloatVector b2 = a0;
        FloatVector a3 = a0;
        FloatVector b3 = a0;
        FloatVector a4 = a0;
        FloatVector b4 = a0;
        FloatVector a5 = a0;
        FloatVector b5 = a0;
        FloatVector a6 = a0;
        FloatVector b6 = a0;
        FloatVector a7 = a0;
        FloatVector b7 = a0;
        FloatVector a8 = a0;
        FloatVector b8 = a0;
        FloatVector a9 = a0;
        FloatVector b9 = a0;
        FloatVector a10 = a0;
        FloatVector b10 = a0;
        FloatVector a11 = a0;
        FloatVector b11 = a0;
        int most = Math.min(rows, GradientKernel.BLOCK);
        for (int r = 0; r < most; r++) {
            FloatVector va = FloatVector.fromArray(SPECIES, b, bOffset + r * WIDTH);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bOffset + r * WIDTH + LANES);
            int at = aOffset + r * STRIDE;
            FloatVector v = FloatVector.broadcast(SPECIES, a[at]);
            a0 = v.fma(va, a0);
            b0 = v.fma(vb, b0);
            v = FloatVector.broadcast(SPECIES, a[at + 1]);
            a1 = v.fma(va, a1);
            b1 = v.fma(vb, b1);
            v = FloatVector.broadcast(SPECIES, a[at + 2]);
            a2 = v.fma(va, a2);
            b2 = v.fma(vb, b2);
            v = FloatVector.broadcast(SPECIES, a[at + 3]);
            a3 = v.fma(va, a3);
            b3 = v.fma(vb, b3);
            v = FloatVector.broadcast(SPECIES, a[at + 4]);
            a4 = v.fma(va, a4);
            b4 = v.fma(vb, b4);
            v = FloatVector.broadcast(SPECIES, a[at + 5]);
            a5 = v.fma(va, a5);
            b5 = v.fma(vb, b5);
            v = FloatVector.broadcast(SPECIES, a[at + 6]);
            a6 = v.fma(va, a6);
            b6 = v.fma(vb, b6);
            v = FloatVector.broadcast(SPECIES, a[at + 7]);
            a7 = v.fma(va, a7);
            b7 = v.fma(vb, b7);
            v = FloatVector.broadcast(SPECIES, a[at + 8]);
            a8 = v.fma(va, a8);
            b8 = v.fma(vb, b8);
            v = FloatVector.broadcast(SPECIES, a[at + 9]);
            a9 = v.fma(va, a9);
            b9 = v.fma(vb, b9);
            v = FloatVector.broadcast(SPECIES, a[at + 10]);
            a10 = v.fma(va, a10);
            b10 = v.fma(vb, b10);
            v = FloatVector.broadcast(SPECIES, a[at + 11]);
            a11 = v.fma(va, a11);
            b11 = v.fma(vb, b11);
        }
        a0.intoArray(out, outOffset);
        b0.intoArray(out, outOffset + LANES);
        a1.intoArray(out, outOffset + stride);
        b1.intoArray(out, outOffset + stride + LANES);
        a2.intoArray(out, outOffset + 2 * stride);
        b2.intoArray(out, outOffset + 2 * stride + LANES);
        a3.intoArray(out, outOffset + 3 * stride);
        b3.intoArray(out, outOffset + 3 * stride + LANES);
        a4.intoArray(out, outOffset + 4 * stride);
        b4.intoArray(out, outOffset + 4 * stride + LANES);
        a5.intoArray(out, outOffset + 5 * stride);
        b5.intoArray(out, outOffset + 5 * stride + LANES);
        a6.intoArray(out, outOffset + 6 * stride);
        b6.intoArray(out, outOffset + 6 * stride + LANES);
        a7.intoArray(out, outOffset + 7 * stride);
        b7.intoArray(out, outOffset + 7 * stride + LANES);
        a8.intoArray(out, outOffset + 8 * stride);
        b8.intoArray(out, outOffset + 8 * stride + LANES);
        a9.intoArray(out, outOffset + 9 * stride);
        b9.intoArray(out, outOffset + 9 * stride + LANES);
        a10.intoArray(out, outOffset + 10 * stride);
        b10.intoArray(out, outOffset + 10 * stride + LANES);
        a11.intoArray(out, outOffset + 11 * stride);
        b11.intoArray(out, outOffset + 11 * stride + LANES);
    }

    private static void rows6(
            float[] a, int aOffset, float[] b, int bOffset, int rows, float[] out, int outOffset, int stride) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = a0;
        FloatVector a1 = a0;
        FloatVector b1 = a0;
        FloatVector a2 = a0;
        FloatVector b2 = a0;
        FloatVector a3 = a0;
        FloatVector b3 = a0;
        FloatVector a4 = a0;
        FloatVector b4 = a0;
        FloatVector a5 = a0;
        FloatVector b5 = a0;
        int most = Math.min(rows, GradientKernel.BLOCK);
        for (int r = 0; r < most; r++) {
            FloatVector va = FloatVector.fromArray(SPECIES, b, bOffset + r * WIDTH);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bOffset + r * WIDTH + LANES);
            int at = aOffset + r * STRIDE;
            FloatVector v = FloatVector.broadcast(SPECIES, a[at]);
            a0 = v.fma(va, a0);
            b0 = v.fma(vb, b0);
            v = FloatVector.broadcast(SPECIES, a[at + 1]);
            a1 = v.fma(va, a1);
            b1 = v.fma(vb, b1);
            v = FloatVector.broadcast(SPECIES, a[at + 2]);
            a2 = v.fma(va, a2);
            b2 = v.fma(vb, b2);
            v = FloatVector.broadcast(SPECIES, a[at + 3]);
            a3 = v.fma(va, a3);
            b3 = v.fma(vb, b3);
            v = FloatVector.broadcast(SPECIES, a[at + 4]);
            a4 = v.fma(va, a4);
            b4 = v.fma(vb, b4);
            v = FloatVector.broadcast(SPECIES, a[at + 5]);
            a5 = v.fma(va, a5);
            b5 = v.fma(vb, b5);
        }
        a0.intoArray(out, outOffset);
        b0.intoArray(out, outOffset + LANES);
        a1.intoArray(out, outOffset + stride);
        b1.intoArray(out, outOffset + stride + LANES);
        a2.intoArray(out, outOffset + 2 * stride);
        b2.intoArray(out, outOffset + 2 * stride + LANES);
        a3.intoArray(out, outOffset + 3 * stride);
        b3.intoArray(out, outOffset + 3 * stride + LANES);
        a4.intoArray(out, outOffset + 4 * stride);
        b4.intoArray(out, outOffset + 4 * stride + LANES);
        a5.intoArray(out, outOffset + 5 * stride);
        b5.intoArray(out, outOffset + 5 * stride + LANES);
    }
}
// spotless:on
