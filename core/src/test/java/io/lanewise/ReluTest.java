package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReluTest {
    /** Values by themselves and in rows long enough for any vector. */
    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5",
        "-1.5, 0",
        "0.0, 0",
        "-0.0, 0",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, 0",
        "1.4e-45, 1.4e-45",
        "-1.4e-45, 0"
    })
    void values(float x, float expected) {
        for (int length : new int[] {1, 3, 16, 37}) {
            float[] row = new float[length];
            Arrays.fill(row, x);
            float[] y = new float[length];
            float[] expectedRow = new float[length];
            Arrays.fill(expectedRow, expected);
            Relu.forward(row, y, length);
            assertArrayEquals(expectedRow, y);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20})
    void onlyLengthElementsAreWritten(int length) {
        float[] x = new float[32];
        Arrays.fill(x, 2);
        float[] y = new float[32];
        Relu.forward(x, y, length);
        float[] expected = new float[32];
        Arrays.fill(expected, 0, length, 2);
        assertArrayEquals(expected, y);
    }
}
