package io.lanewise.kernel.dense;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A wide layer of at least a vector of neurons on weights as they are, for rows too few to pay for packing. A step loads
 * a piece of one row of weights: eight vectors of columns for one row of x, or four for two rows, are the eight chains
 * that hide a multiply-add's latency. Vectors that would pass the last column end with it, and so compute some columns
 * twice.
 */
final class VectorDenseFewRows {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    private VectorDenseFewRows() {}

    /** y[batch×neurons] = x · w[inputs×neurons] + bias, neurons ≥ a vector. */
    static void forward(
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            int batch,
            int inputs,
            int neurons) {
        int i = 0;
        for (; i + 2 <= batch; i += 2) {
            int xAt = xOffset + i * inputs;
            int yAt = yOffset + i * neurons;
            for (int left = neurons; left > 0; left -= 4 * LANES) {
                rows2(x, xAt, w, wOffset, bias, biasOffset, y, yAt, inputs, neurons, neurons - left);
            }
        }
        for (; i < batch; i++) {
            int xAt = xOffset + i * inputs;
            int yAt = yOffset + i * neurons;
            for (int left = neurons; left > 0; left -= 8 * LANES) {
                row(x, xAt, w, wOffset, bias, biasOffset, y, yAt, inputs, neurons, neurons - left);
            }
        }
    }

    /** The first column of a vector that would start here: the last one ends with the row. */
    private static int column(int first, int vector, int neurons) {
        return Math.min(first + vector * LANES, neurons - LANES);
    }

    // spotless:off, because what the vectors have in common shows in columns.
    /** Eight vectors of columns of y[neurons], from the first on. */
    private static void row(
            float[] x, int xOffset, float[] w, int wOffset, float[] bias, int biasOffset, float[] y, int yOffset,
            int inputs, int neurons, int first) {
        int c0 = column(first, 0, neurons);
        int c1 = column(first, 1, neurons);
        int c2 = column(first, 2, neurons);
        int c3 = column(first, 3, neurons);
        int c4 = column(first, 4, neurons);
        int c5 = column(first, 5, neurons);
        int c6 = column(first, 6, neurons);
        int c7 = column(first, 7, neurons);
        FloatVector s0 = FloatVector.fromArray(SPECIES, bias, biasOffset + c0);
        FloatVector s1 = FloatVector.fromArray(SPECIES, bias, biasOffset + c1);
        FloatVector s2 = FloatVector.fromArray(SPECIES, bias, biasOffset + c2);
        FloatVector s3 = FloatVector.fromArray(SPECIES, bias, biasOffset + c3);
        FloatVector s4 = FloatVector.fromArray(SPECIES, bias, biasOffset + c4);
        FloatVector s5 = FloatVector.fromArray(SPECIES, bias, biasOffset + c5);
        FloatVector s6 = FloatVector.fromArray(SPECIES, bias, biasOffset + c6);
        FloatVector s7 = FloatVector.fromArray(SPECIES, bias, biasOffset + c7);
        for (int k = 0; k < inputs; k++) {
            int at = wOffset + k * neurons;
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s0 = v.fma(FloatVector.fromArray(SPECIES, w, at + c0), s0);
            s1 = v.fma(FloatVector.fromArray(SPECIES, w, at + c1), s1);
            s2 = v.fma(FloatVector.fromArray(SPECIES, w, at + c2), s2);
            s3 = v.fma(FloatVector.fromArray(SPECIES, w, at + c3), s3);
            s4 = v.fma(FloatVector.fromArray(SPECIES, w, at + c4), s4);
            s5 = v.fma(FloatVector.fromArray(SPECIES, w, at + c5), s5);
            s6 = v.fma(FloatVector.fromArray(SPECIES, w, at + c6), s6);
            s7 = v.fma(FloatVector.fromArray(SPECIES, w, at + c7), s7);
        }
        s0.intoArray(y, yOffset + c0);
        s1.intoArray(y, yOffset + c1);
        s2.intoArray(y, yOffset + c2);
        s3.intoArray(y, yOffset + c3);
        s4.intoArray(y, yOffset + c4);
        s5.intoArray(y, yOffset + c5);
        s6.intoArray(y, yOffset + c6);
        s7.intoArray(y, yOffset + c7);
    }

    /** Four vectors of columns of y[2×neurons], from the first on. */
    private static void rows2(
            float[] x, int xOffset, float[] w, int wOffset, float[] bias, int biasOffset, float[] y, int yOffset,
            int inputs, int neurons, int first) {
        int c0 = column(first, 0, neurons);
        int c1 = column(first, 1, neurons);
        int c2 = column(first, 2, neurons);
        int c3 = column(first, 3, neurons);
        FloatVector a0 = FloatVector.fromArray(SPECIES, bias, biasOffset + c0);
        FloatVector a1 = FloatVector.fromArray(SPECIES, bias, biasOffset + c1);
        FloatVector a2 = FloatVector.fromArray(SPECIES, bias, biasOffset + c2);
        FloatVector a3 = FloatVector.fromArray(SPECIES, bias, biasOffset + c3);
        FloatVector b0 = a0;
        FloatVector b1 = a1;
        FloatVector b2 = a2;
        FloatVector b3 = a3;
        int next = xOffset + inputs;
        for (int k = 0; k < inputs; k++) {
            int at = wOffset + k * neurons;
            FloatVector a = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            FloatVector b = FloatVector.broadcast(SPECIES, x[next + k]);
            FloatVector v = FloatVector.fromArray(SPECIES, w, at + c0);
            a0 = a.fma(v, a0);
            b0 = b.fma(v, b0);
            v = FloatVector.fromArray(SPECIES, w, at + c1);
            a1 = a.fma(v, a1);
            b1 = b.fma(v, b1);
            v = FloatVector.fromArray(SPECIES, w, at + c2);
            a2 = a.fma(v, a2);
            b2 = b.fma(v, b2);
            v = FloatVector.fromArray(SPECIES, w, at + c3);
            a3 = a.fma(v, a3);
            b3 = b.fma(v, b3);
        }
        a0.intoArray(y, yOffset + c0);
        a1.intoArray(y, yOffset + c1);
        a2.intoArray(y, yOffset + c2);
        a3.intoArray(y, yOffset + c3);
        b0.intoArray(y, yOffset + neurons + c0);
        b1.intoArray(y, yOffset + neurons + c1);
        b2.intoArray(y, yOffset + neurons + c2);
        b3.intoArray(y, yOffset + neurons + c3);
    }
    // spotless:on
}
