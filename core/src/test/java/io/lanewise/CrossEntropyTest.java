package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossEntropyTest {
    private static final float NAN = Float.NaN;
    private static final float HIGH = Float.POSITIVE_INFINITY;
    private static final float LOW = Float.NEGATIVE_INFINITY;

    private final CrossEntropy ofProbabilities = CrossEntropy.ofProbabilities();
    private final CrossEntropy ofLogits = CrossEntropy.ofLogits();

    @Test
    void theClipBoundsTheLoss() {
        float largest = loss(0f);
        float smallest = loss(1f);
        assertEquals(16.118, largest, 1e-3);
        assertEquals(-Math.log(1e-7f), largest, Math.ulp(largest));
        assertEquals(-Math.log(1f - 1e-7f), smallest, Math.ulp(smallest));
        assertTrue(smallest > 0);
        for (float p : new float[] {-0f, -1f, 1e-8f, 1e-7f, Float.MIN_VALUE, LOW}) {
            assertEquals(largest, loss(p), "probability " + p);
        }
        for (float p : new float[] {1.5f, 1f - 1e-7f, HIGH}) {
            assertEquals(smallest, loss(p), "probability " + p);
        }
    }

    @Test
    void anotherClip() {
        float[] losses = new float[3];
        CrossEntropy loss = CrossEntropy.ofProbabilities(0.25f);
        loss.losses(new float[] {0, 0.5f, 1}, new int[3], losses, 3, 1);
        assertEquals(Math.log(4), losses[0], 1e-6);
        assertEquals(Math.log(2), losses[1], 1e-6);
        assertEquals(Math.log(4 / 3d), losses[2], 1e-6);
        assertEquals(Math.log(4), loss.mean(new float[] {0}, new float[] {1}, 1, 1), 1e-6);
    }

    @Test
    void theClipLiesBetween0AndAHalf() {
        for (float bad : new float[] {0f, -0f, -1e-7f, 0.5f, 1f, NAN, HIGH, LOW}) {
            Throwable refused = assertThrows(IllegalArgumentException.class, () -> CrossEntropy.ofProbabilities(bad));
            assertEquals("epsilon is " + bad + ", not in (0, 0.5)", refused.getMessage());
        }
        for (float good : new float[] {Float.MIN_VALUE, 0.25f, Math.nextDown(0.5f)}) {
            float[] losses = new float[1];
            CrossEntropy.ofProbabilities(good).losses(new float[1], new int[1], losses, 1, 1);
            assertEquals(-Math.log(good), losses[0], 1e-5);
        }
    }

    @Test
    void aNanProbabilityIsANanLoss() {
        assertEquals(NAN, loss(NAN));
        // An integer label looks at its own probability, a row of weights at all.
        float[] p = {0.5f, NAN};
        float[] losses = new float[1];
        ofProbabilities.losses(p, new int[] {0}, losses, 1, 2);
        assertEquals(Math.log(2), losses[0], 1e-6);
        ofProbabilities.losses(p, new float[] {1, 0}, losses, 1, 2);
        assertEquals(NAN, losses[0]);
        assertEquals(Double.NaN, ofProbabilities.mean(p, new int[] {1}, 1, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 16, 17, 100})
    void oneHotRowsGiveTheBitsOfLabels(int columns) {
        float[] logits = InitialWeights.normal(columns, columns, 5);
        for (int i = 0; i < logits.length; i++) {
            logits[i] *= 40;
        }
        float[] p = new float[logits.length];
        Softmax.forward(logits, p, columns, columns);
        int[] labels = new int[columns];
        float[] oneHot = new float[columns * columns];
        for (int i = 0; i < columns; i++) {
            labels[i] = (i * 7 + 3) % columns;
            oneHot[i * columns + labels[i]] = 1;
        }
        float[] byLabel = new float[columns];
        float[] byOneHot = new float[columns];
        ofProbabilities.losses(p, labels, byLabel, columns, columns);
        ofProbabilities.losses(p, oneHot, byOneHot, columns, columns);
        assertArrayEquals(byLabel, byOneHot);
        assertEquals(
                ofProbabilities.mean(p, labels, columns, columns), ofProbabilities.mean(p, oneHot, columns, columns));
        ofLogits.losses(logits, labels, byLabel, columns, columns);
        ofLogits.losses(logits, oneHot, byOneHot, columns, columns);
        assertArrayEquals(byLabel, byOneHot);
        assertEquals(ofLogits.mean(logits, labels, columns, columns), ofLogits.mean(logits, oneHot, columns, columns));
    }

    @Test
    void aRowOfWeights() {
        float[] losses = new float[1];
        ofProbabilities.losses(new float[] {0.25f, 0.75f}, new float[] {0.5f, 0.5f}, losses, 1, 2);
        assertEquals(Math.log(2), losses[0], 1e-6);
        ofLogits.losses(new float[] {0, 0}, new float[] {0.25f, 0.75f}, losses, 1, 2);
        assertEquals(Math.log(2), losses[0], 1e-6);
    }

    @Test
    void fromLogitsNeedsNoClip() {
        float[] losses = new float[4];
        ofLogits.losses(new float[] {0, -1000, 0, -1e30f, 1000, -1000, 88, 89}, new int[] {1, 1, 1, 0}, losses, 4, 2);
        assertEquals(1000f, losses[0]);
        assertEquals(1e30f, losses[1]);
        assertEquals(2000f, losses[2]);
        assertEquals(Math.log1p(Math.E), losses[3], 1e-6);
    }

    @Test
    void specialLogits() {
        float[] losses = new float[5];
        ofLogits.losses(
                new float[] {LOW, 0, 0, LOW, LOW, LOW, HIGH, 0, NAN, 0}, new int[] {0, 0, 0, 0, 1}, losses, 5, 2);
        assertArrayEquals(new float[] {HIGH, 0, NAN, NAN, NAN}, losses);
    }

    @Test
    void aWeightOfZeroCountsAsNothingAtMinusInfinity() {
        float[] losses = new float[2];
        ofLogits.losses(new float[] {LOW, 3, LOW, 3}, new float[] {0, 1, -0f, 1}, losses, 2, 2);
        assertArrayEquals(new float[] {0, 0}, losses);
    }

    @Test
    void sumAndMeanAreOfTheFloatLossesInDouble() {
        float[] p = new float[1000];
        for (int i = 0; i < p.length; i++) {
            p[i] = (i + 1) / 1001f;
        }
        int[] labels = new int[1000];
        float[] losses = new float[1000];
        ofProbabilities.losses(p, labels, losses, 1000, 1);
        double sum = 0;
        for (float loss : losses) {
            sum += loss;
        }
        assertEquals(sum, ofProbabilities.sum(p, labels, 1000, 1));
        assertEquals(sum / 1000, ofProbabilities.mean(p, labels, 1000, 1));
    }

    @Test
    void ofNothing() {
        float[] none = {};
        float[] losses = {12345f};
        for (CrossEntropy loss : new CrossEntropy[] {ofProbabilities, ofLogits}) {
            loss.losses(none, new int[0], losses, 0, 3);
            loss.losses(none, none, losses, 0, 3);
            assertArrayEquals(new float[] {12345f}, losses);
            assertEquals(0, loss.sum(none, new int[0], 0, 3));
            assertEquals(0, loss.sum(none, none, 0, 3));
            assertEquals(Double.NaN, loss.mean(none, new int[0], 0, 3));
            assertEquals(Double.NaN, loss.mean(none, none, 0, 3));
            assertEquals(0, loss.count(new int[0], 0));
        }
    }

    /** The loss of one probability, the same for both forms and as the mean of one. */
    private float loss(float p) {
        float[] byLabel = new float[1];
        float[] byOneHot = new float[1];
        ofProbabilities.losses(new float[] {p}, new int[1], byLabel, 1, 1);
        ofProbabilities.losses(new float[] {p}, new float[] {1}, byOneHot, 1, 1);
        assertEquals(byLabel[0], byOneHot[0]);
        assertEquals(byLabel[0], (float) ofProbabilities.mean(new float[] {p}, new int[1], 1, 1));
        return byLabel[0];
    }
}
