package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class InitialWeightsTest {
    /** The bits of the first weights from seed 42: the same on every machine and JDK. */
    @Test
    void fixedBits() {
        float[] weights = InitialWeights.normal(2, 3, 42);
        int[] bits = new int[6];
        Arrays.setAll(bits, i -> Float.floatToIntBits(weights[i]));
        assertArrayEquals(new int[] {1038736570, 1035750261, -1111324578, -1109215700, 1021717832, 1032599028}, bits);
    }

    @Test
    void fixedBitsOfTheUniformOnes() {
        assertArrayEquals(
                new float[] {0.78830373f, 0.6347047f, -0.66261524f, -0.77222276f}, InitialWeights.kaiming(2, 2, 42));
        assertArrayEquals(
                new float[] {0.5574149f, 0.44880402f, -0.46853974f, -0.54604393f}, InitialWeights.xavier(2, 2, 42));
    }

    @Test
    void isATenthOfRandomsGaussian() {
        Random random = new Random(-7);
        for (float weight : InitialWeights.normal(10, 10, -7)) {
            assertEquals((float) (0.1 * random.nextGaussian()), weight);
        }
    }

    @Test
    void meanAndDeviation() {
        float[] weights = InitialWeights.normal(200, 500, 3);
        double sum = 0;
        double squares = 0;
        for (float weight : weights) {
            sum += weight;
            squares += (double) weight * weight;
        }
        // Four standard errors of 100 000 draws.
        assertEquals(0, sum / weights.length, 4 * 0.1 / Math.sqrt(weights.length));
        assertEquals(0.1, Math.sqrt(squares / weights.length), 4 * 0.1 / Math.sqrt(2d * weights.length));
    }

    /** Bound, mean and deviation of a uniform distribution, which is its bound / √3. */
    @Test
    void uniformOnes() {
        check(Math.sqrt(6 / 200.0), InitialWeights.kaiming(200, 500, 3));
        check(Math.sqrt(6 / 700.0), InitialWeights.xavier(200, 500, 3));
    }

    private static void check(double bound, float[] weights) {
        double largest = 0;
        double sum = 0;
        double squares = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
            sum += weight;
            squares += (double) weight * weight;
        }
        assertEquals(bound, largest, bound / 1000);
        // Four standard errors of 100 000 draws; the fourth moment gives a square's.
        assertEquals(0, sum / weights.length, 4 * bound / Math.sqrt(3d * weights.length));
        double variance = bound * bound / 3;
        assertEquals(variance, squares / weights.length, 4 * variance * Math.sqrt(0.8 / weights.length));
    }

    @Test
    void seedsDiffer() {
        assertNotEquals(InitialWeights.kaiming(1, 1, 1)[0], InitialWeights.kaiming(1, 1, 2)[0]);
        assertNotEquals(InitialWeights.xavier(1, 1, 1)[0], InitialWeights.xavier(1, 1, 2)[0]);
        assertNotEquals(InitialWeights.normal(1, 1, 1)[0], InitialWeights.normal(1, 1, 2)[0]);
    }

    @Test
    void badSizes() {
        for (int bad : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertRefused(bad, 1, "inputs", bad);
            assertRefused(1, bad, "neurons", bad);
        }
        assertRefused(65536, 65536, "inputs", 65536);
        assertRefused(65536, 32768, "neurons", 32768);
    }

    private static void assertRefused(int inputs, int neurons, String name, int value) {
        assertRefused(() -> InitialWeights.normal(inputs, neurons, 1), name, value);
        assertRefused(() -> InitialWeights.kaiming(inputs, neurons, 1), name, value);
        assertRefused(() -> InitialWeights.xavier(inputs, neurons, 1), name, value);
    }

    private static void assertRefused(Executable call, String name, int value) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(name) && message.contains("" + value), message);
    }
}
