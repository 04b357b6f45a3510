package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxTest {
    private static final float NAN = Float.NaN;
    private static final float HIGH = Float.POSITIVE_INFINITY;
    private static final float LOW = Float.NEGATIVE_INFINITY;

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 16, 37})
    void aRowWithNanOrInfinityIsNan(int columns) {
        for (float bad : new float[] {NAN, HIGH}) {
            for (int at = 0; at < columns; at++) {
                float[] x = new float[columns];
                x[at] = bad;
                assertAll(NAN, softmax(x, 1));
                assertAll(NAN, logSoftmax(x, 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 16, 37})
    void aRowOfMinusInfinityAloneIsNan(int columns) {
        float[] x = new float[columns];
        Arrays.fill(x, LOW);
        assertAll(NAN, softmax(x, 1));
        assertAll(NAN, logSoftmax(x, 1));
    }

    @Test
    void aBadRowLeavesItsNeighboursAlone() {
        float[] p = softmax(new float[] {0, 0, NAN, 0, 1, 1}, 3);
        assertArrayEquals(new float[] {0.5f, 0.5f, NAN, NAN, 0.5f, 0.5f}, p);
    }

    @Test
    void minusInfinityBesideANumberIsProbabilityZero() {
        assertArrayEquals(new float[] {0, 1, 0}, softmax(new float[] {LOW, 5, LOW}, 1));
        assertArrayEquals(new float[] {LOW, 0, LOW}, logSoftmax(new float[] {LOW, 5, LOW}, 1));
    }

    @ParameterizedTest
    @ValueSource(floats = {0f, -0f, 3f, -1e30f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE})
    void aRowOfOneIsExactlyOne(float x) {
        assertArrayEquals(new float[] {1f}, softmax(new float[] {x}, 1));
        assertArrayEquals(new float[] {0f}, logSoftmax(new float[] {x}, 1));
    }

    @ParameterizedTest
    @ValueSource(floats = {-1e30f, -20000f, 0f, 20000f, 1e30f, Float.MAX_VALUE, -Float.MAX_VALUE})
    void equalLogitsShareEqually(float x) {
        float[] row = new float[8];
        Arrays.fill(row, x);
        assertAll(0.125f, softmax(row, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 100, 1000, 5000})
    void theProbabilitiesAddUpToOne(int columns) {
        float[] x = InitialWeights.normal(4, columns, 7);
        for (int i = 0; i < x.length; i++) {
            x[i] *= 50;
        }
        float[] p = softmax(x, 4);
        for (int i = 0; i < 4; i++) {
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                sum += p[i * columns + j];
            }
            // Roundings: a group 8, groups 4, the tree 4, the quotient and the products 2.
            assertEquals(1, sum, (8 + 4 + 4 + 2) * 0x1p-24 + 1e-9, "row " + i);
        }
    }

    @Test
    void theLogarithmIsExactWhereTheProbabilityVanishes() {
        float[] q = logSoftmax(new float[] {0, -1000, -1e20f}, 1);
        assertArrayEquals(new float[] {0, -1000, -1e20f}, q);
    }

    @Test
    void nothingIsDoneWithoutRowsOrColumns() {
        float[] out = {12345f};
        Softmax.forward(new float[0], out, 0, 3);
        Softmax.forward(new float[0], out, 3, 0);
        Softmax.logForward(new float[0], out, 0, 3);
        Softmax.logForward(new float[0], out, 3, 0);
        assertArrayEquals(new float[] {12345f}, out);
    }

    private static float[] softmax(float[] x, int rows) {
        float[] p = new float[x.length];
        Softmax.forward(x, p, rows, x.length / rows);
        return p;
    }

    private static float[] logSoftmax(float[] x, int rows) {
        float[] q = new float[x.length];
        Softmax.logForward(x, q, rows, x.length / rows);
        return q;
    }

    private static void assertAll(float expected, float[] actual) {
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected, actual[i], "element " + i);
        }
    }
}
