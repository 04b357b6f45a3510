package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The last arguments that are good. */
class ChecksTest {
    @Test
    void aProductMayBeTheLargestInt() {
        String message = assertThrows(
                        IndexOutOfBoundsException.class,
                        () -> ArgMax.forward(new float[5], new int[1], 1, Integer.MAX_VALUE))
                .getMessage();
        assertTrue(message.contains("x has 5 elements") && message.contains("2147483647"), message);
    }

    @Test
    void anArgumentWithoutElementsOverlapsNothing() {
        float[] array = {1, 2, 3};
        Dense.forward(array, 1, array, 1, new float[3], 0, array, 0, 1, 0, 3);
        assertArrayEquals(new float[3], array);
        Dense.forward(array, 0, array, 1, array, 1, array, 1, 1, 3, 0);
        assertArrayEquals(new float[3], array);
    }
}
