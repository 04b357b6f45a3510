package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InputsTest {
    @Test
    void halfOfTheValuesAreNegativeAndNoneIsTiny() {
        float[] values = Inputs.values(100_000, 1);
        long negative =
                IntStream.range(0, values.length).filter(i -> values[i] < 0).count();
        assertEquals(50_000, negative, 1_000);
        double squares = 0;
        for (float v : values) {
            assertTrue(Math.abs(v) > 1e-12f, () -> "as small as " + v);
            squares += (double) v * v;
        }
        assertEquals(1, squares / values.length, 0.01);
    }

    @Test
    void probabilitiesAddUpAndStayNormal() {
        float[] p = Inputs.probabilities(100, 1000, 1);
        double sum = 0;
        for (float v : p) {
            assertTrue(v >= Float.MIN_NORMAL, () -> "as small as " + v);
            sum += v;
        }
        assertEquals(100, sum, 1e-3);
    }

    @Test
    void oneHotRowsAreTheLabels() {
        int[] labels = Inputs.labels(50, 7, 1);
        float[] oneHot = Inputs.oneHot(labels, 7);
        for (int i = 0; i < oneHot.length; i++) {
            assertEquals(labels[i / 7] == i % 7 ? 1f : 0f, oneHot[i]);
        }
        assertTrue(IntStream.of(labels).distinct().count() == 7);
    }
}
