package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgMaxTest {
    private static final float NAN = Float.NaN;
    private static final float LOW = Float.NEGATIVE_INFINITY;
    private static final float HIGH = Float.POSITIVE_INFINITY;

    @Test
    void theFirstLargestOfEachRow() {
        float[] x = {
            1, 2, 3, 3, 2, 3, -3, -2, -2, LOW, LOW, LOW, LOW, -1, LOW, 0, HIGH, HIGH, -0f, 0f, -0f, NAN, 1, 2, 1, 2,
            NAN,
        };
        assertArrayEquals(new int[] {2, 0, 1, 0, 1, 1, 0, -1, -1}, argMax(x, 9, 3));
    }

    /** Rows of a few vectors and a remainder, with one value twice in each. */
    @ParameterizedTest
    @ValueSource(floats = {-0f, 1f, 1e30f, HIGH, NAN})
    void everyPlaceInALongRow(float largest) {
        int columns = 77;
        for (int first = 0; first < columns; first++) {
            for (int second = first; second < columns; second++) {
                float[] x = new float[columns];
                Arrays.fill(x, 0, first, -1);
                Arrays.fill(x, first, columns, LOW);
                x[first] = largest;
                x[second] = largest;
                assertArrayEquals(new int[] {largest == largest ? first : -1}, argMax(x, 1, columns));
            }
        }
    }

    @Test
    void rowsOfOneColumnAndOfNone() {
        assertArrayEquals(new int[] {0, -1, 0}, argMax(new float[] {-1, NAN, LOW}, 3, 1));
        assertArrayEquals(new int[] {-1, -1}, argMax(new float[] {}, 2, 0));
    }

    @Test
    void withoutRowsNothingIsDone() {
        int[] indices = {12345};
        ArgMax.forward(new float[] {}, indices, 0, 3);
        assertEquals(12345, indices[0]);
    }

    private static int[] argMax(float[] x, int rows, int columns) {
        int[] indices = new int[rows];
        ArgMax.forward(x, indices, rows, columns);
        return indices;
    }
}
