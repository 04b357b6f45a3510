package io.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class ArgMaxTest {
    private static final float NAN = Float.NaN;
    private static final float LOW = Float.NEGATIVE_INFINITY;
    private static final float HIGH = Float.POSITIVE_INFINITY;

    @Test
    void theFirstLargestOfEachRow() {
        float[] values = {
            1, 2, 3,
            3, 2, 3,
            -3, -2, -2,
            LOW, LOW, LOW,
            LOW, -1, LOW,
            0, HIGH, HIGH,
            -0f, 0f, -0f,
            NAN, 1, 2,
            1, 2, NAN,
        };
        int[] expected = {2, 0, 1, 0, 1, 1, 0, -1, -1};
        check(values, 3, expected);
    }

    @Test
    void rowsOfOneColumnAndOfNone() {
        check(new float[] {-1, NAN, LOW}, 1, new int[] {0, -1, 0});
        check(new float[] {}, 0, new int[] {-1, -1});
    }

    private static void check(float[] values, int columns, int[] expected) {
        float[] framed = new float[values.length + 7];
        System.arraycopy(values, 0, framed, 5, values.length);
        int[] out = new int[expected.length + 4];
        int[] expectedOut = new int[expected.length + 4];
        System.arraycopy(expected, 0, expectedOut, 3, expected.length);
        ArgMax.rows(framed, 5, out, 3, expected.length, columns);
        assertArrayEquals(expectedOut, out);
    }
}
