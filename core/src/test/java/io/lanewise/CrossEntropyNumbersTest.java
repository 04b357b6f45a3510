package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses where float32 numbers end: many columns, tiny weights, infinite losses, and a probability of 1. */
class CrossEntropyNumbersTest {
    private static final CrossEntropy OF_LOGITS = CrossEntropy.ofLogits();
    private static final double ULP_BOUND = 8;

    /** Buffers have the size of a block: of no rows and 2³¹ − 1 columns nothing overflows, and nothing is kept. */
    @ParameterizedTest
    @ValueSource(ints = {100_000_000, Integer.MAX_VALUE})
    void noRowsOfManyColumns(int columns) {
        float[] none = {};
        int[] noLabels = {};
        CrossEntropy smooth = OF_LOGITS.withLabelSmoothing(0.1f);
        assertEquals(0.0, smooth.sum(none, noLabels, 0, columns) + smooth.sum(none, none, 0, columns));
        long bytes = AllocationMeter.bytes(() -> smooth.sum(none, none, 0, columns));
        assertTrue(bytes < 100_000, bytes + " bytes");
        assertTrue(Double.isNaN(smooth.mean(none, noLabels, 0, columns)));
    }

    /** smoothing / columns underflows to 0 here, and 0 · ∞ would be NaN. */
    @Test
    void anyPartOfAnInfiniteLossIsInfinite() {
        CrossEntropy smooth = OF_LOGITS.withLabelSmoothing(Float.MIN_VALUE);
        float[] logits = {0, Float.NEGATIVE_INFINITY, 1};
        assertEquals(Double.POSITIVE_INFINITY, smooth.sum(logits, new int[] {0}, 1, 3));
        assertEquals(Double.POSITIVE_INFINITY, smooth.sum(logits, new float[] {1, 0, 0}, 1, 3));
        logits[2] = Float.NaN;
        assertTrue(Double.isNaN(smooth.sum(logits, new int[] {0}, 1, 3)));
    }

    /** An infinite block of a long row does not become NaN on the way to the row's sum. */
    @Test
    void anInfiniteLossInALongRow() {
        float[] logits = new float[3000];
        logits[1500] = Float.NEGATIVE_INFINITY;
        float[] t = new float[3000];
        Arrays.fill(t, 1f / 3000);
        assertEquals(Double.POSITIVE_INFINITY, OF_LOGITS.sum(logits, t, 1, 3000));
        t[1500] = 0;
        assertTrue(Double.isFinite(OF_LOGITS.sum(logits, t, 1, 3000)));
    }

    /** Roundings of equal terms have one sign: without blocks these are 374 and 1,468 ULP off. */
    @ParameterizedTest
    @ValueSource(ints = {600, 32_000, 128_000, 1_000_000})
    void softLabelsAndSmoothingOverManyColumns(int columns) {
        float[] logits = new float[columns];
        logits[columns / 3] = 15.5f;
        float[] t = new float[columns];
        Arrays.fill(t, 1f / columns);
        double logSum = 15.5 + Math.log1p((columns - 1) * Math.exp(-15.5));
        double all = columns * logSum - 15.5;
        check(t[0] * all, OF_LOGITS.sum(logits, t, 1, columns));
        CrossEntropy smooth = OF_LOGITS.withLabelSmoothing(0.5f);
        check(0.5 * logSum + 0.5 / columns * all, smooth.sum(logits, new int[] {0}, 1, columns));
        float[] p = new float[columns];
        Arrays.fill(p, 0.3f);
        check(
                -Math.log(0.3f * (double) t[0] * columns),
                CrossEntropy.ofProbabilities().sum(p, t, 1, columns));
    }

    /** The documented bound, on terms of any size. */
    @Test
    void randomWeightsOverManyColumns() {
        Random random = new Random(1);
        int columns = 20_011;
        float[] logits = new float[columns];
        float[] t = new float[columns];
        for (int trial = 0; trial < 20; trial++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < columns; j++) {
                logits[j] = (float) (random.nextGaussian() * 5);
                t[j] = random.nextFloat();
                max = Math.max(max, logits[j]);
            }
            double sum = 0;
            for (float logit : logits) {
                sum += Math.exp(logit - max);
            }
            double expected = 0;
            for (int j = 0; j < columns; j++) {
                expected += t[j] * (max + Math.log(sum) - logits[j]);
            }
            double error = Math.abs(OF_LOGITS.sum(logits, t, 1, columns) - expected);
            assertTrue(error <= 44 * 0x1p-24 * expected, error / expected * 0x1p24 + " · 2^-24");
        }
    }

    /** A clip of 1e-9 does nothing at 1 in float32. */
    @Test
    void theLossAtAProbabilityOfOneIsPlusZero() {
        CrossEntropy loss = CrossEntropy.ofProbabilities(1e-9f);
        float[] losses = {9, 9};
        loss.losses(new float[] {1, 0, 0, 1}, new int[] {0, 1}, losses, 2, 2);
        assertEquals(0, Float.floatToRawIntBits(losses[0]) | Float.floatToRawIntBits(losses[1]));
        loss.losses(new float[] {1, 0, 0, 1}, new float[] {1, 0, 0, 1}, losses, 2, 2);
        assertEquals(0, Float.floatToRawIntBits(losses[0]) | Float.floatToRawIntBits(losses[1]));
    }

    private static void check(double expected, double loss) {
        double ulps = Math.abs(loss - expected) / Math.ulp((float) expected);
        assertTrue(ulps <= ULP_BOUND, ulps + " ULP: " + loss + " for " + expected);
    }
}
