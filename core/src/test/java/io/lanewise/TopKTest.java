package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopKTest {
    private static final float NAN = Float.NaN;
    private static final float LOW = Float.NEGATIVE_INFINITY;
    private static final float HIGH = Float.POSITIVE_INFINITY;

    @Test
    void theLargestFirst() {
        check(new float[] {3, 1, 4, 1.5f, 9, 2}, 3, new float[] {9, 4, 3}, 4, 2, 0);
    }

    @Test
    void theLowerColumnFirstOnTies() {
        check(new float[] {2, 5, 2, 5, 2, 1}, 4, new float[] {5, 5, 2, 2}, 1, 3, 0, 2);
    }

    @Test
    void zerosTieAndKeepTheirSigns() {
        check(new float[] {-1, 0f, -0f, 0f, -0f}, 5, new float[] {0f, -0f, 0f, -0f, -1}, 1, 2, 3, 4, 0);
    }

    @Test
    void infinitiesAreValues() {
        check(new float[] {LOW, 0, HIGH, LOW, HIGH}, 5, new float[] {HIGH, HIGH, 0, LOW, LOW}, 2, 4, 1, 0, 3);
        check(new float[] {LOW, LOW, LOW}, 2, new float[] {LOW, LOW}, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 16, 37, 100})
    void aRowWithNanHasNone(int columns) {
        for (int at = 0; at < columns; at++) {
            for (int k : new int[] {1, (columns + 1) / 2, columns}) {
                float[] x = InitialWeights.normal(1, columns, at);
                x[at] = NAN;
                float[] values = new float[k];
                Arrays.fill(values, NAN);
                int[] indices = new int[k];
                Arrays.fill(indices, -1);
                check(x, k, values, indices);
            }
        }
    }

    @Test
    void aRowWithNanLeavesItsNeighboursAlone() {
        float[] values = new float[6];
        int[] indices = new int[6];
        TopK.forward(new float[] {1, 2, 3, 1, NAN, 3, 3, 2, 1}, values, indices, 3, 3, 2);
        assertArrayEquals(new float[] {3, 2, NAN, NAN, 3, 2}, values);
        assertArrayEquals(new int[] {2, 1, -1, -1, 0, 1}, indices);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 16, 37, 1000})
    void kOfOneIsArgMaxAndAllSortTheRow(int columns) {
        float[] x = InitialWeights.normal(1, columns, columns);
        float[] values = new float[columns];
        int[] indices = new int[columns];
        TopK.forward(x, values, indices, 1, columns, columns);
        float[] sorted = x.clone();
        Arrays.sort(sorted);
        for (int t = 0; t < columns; t++) {
            assertEquals(sorted[columns - 1 - t], values[t]);
            assertEquals(x[indices[t]], values[t]);
        }
        int[] first = new int[1];
        ArgMax.forward(x, first, 1, columns);
        check(x, 1, new float[] {sorted[columns - 1]}, first);
    }

    @Test
    void withoutRowsNothingIsDone() {
        float[] values = {12345f};
        int[] indices = {12345};
        TopK.forward(new float[] {}, values, indices, 0, 3, 2);
        assertEquals(12345f, values[0]);
        assertEquals(12345, indices[0]);
    }

    @Test
    void ofNoColumnsNoneCanBeTaken() {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class, () -> TopK.forward(new float[] {}, new float[1], new int[1], 1, 0, 1));
        assertEquals("k is 1, not in [1, columns]: columns is 0", thrown.getMessage());
    }

    private static void check(float[] x, int k, float[] expectedValues, int... expectedIndices) {
        float[] values = new float[k];
        int[] indices = new int[k];
        TopK.forward(x, values, indices, 1, x.length, k);
        assertArrayEquals(expectedIndices, indices);
        assertArrayEquals(expectedValues, values);
    }
}
