package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffleTest {
    /** The same on every machine and JDK. */
    @Test
    void fixedOrder() {
        int[] order = new int[10];
        Shuffle.order(order, 10, 42);
        assertArrayEquals(new int[] {4, 6, 1, 8, 2, 5, 9, 3, 0, 7}, order);
    }

    @Test
    void everyNumberIsThereOnce() {
        for (int length : new int[] {0, 1, 2, 3, 1000}) {
            int[] order = new int[length];
            Shuffle.order(order, length, -1);
            Arrays.sort(order);
            assertArrayEquals(IntStream.range(0, length).toArray(), order);
        }
    }

    @Test
    void seedsDiffer() {
        int[] one = new int[50];
        int[] two = new int[50];
        Shuffle.order(one, 50, 1);
        Shuffle.order(two, 50, 2);
        assertFalse(Arrays.equals(one, two));
    }

    /** Of 4! orders each comes up as often as the others, by χ² with 23 degrees of freedom. */
    @Test
    void ordersAreEquallyLikely() {
        int draws = 24_000;
        int[] counts = new int[256];
        int[] order = new int[4];
        for (int seed = 0; seed < draws; seed++) {
            Shuffle.order(order, 4, seed);
            counts[order[0] | order[1] << 2 | order[2] << 4 | order[3] << 6]++;
        }
        int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
        assertEquals(24, seen.length);
        double expected = draws / 24.0;
        double chiSquare = Arrays.stream(seen)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        // One in a thousand sets of fair draws is beyond it; these draws are always the same.
        assertEquals(23, chiSquare, 49.7 - 23);
    }
}
