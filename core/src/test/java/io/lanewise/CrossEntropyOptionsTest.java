package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Class weights, an ignored label and label smoothing, against the formulas of PyTorch's documentation, in double. */
class CrossEntropyOptionsTest {
    private static final int ROWS = 7;
    private static final int IGNORED = -100;
    private static final float SMOOTHING = 0.1f;

    private static final int[] COLUMNS = {3, 10, 16, 37};

    private final CrossEntropy plain = CrossEntropy.ofLogits();

    @Test
    void labelsWithClassWeightsAnIgnoredLabelAndSmoothing() {
        for (int columns : COLUMNS) {
            float[] x = logits(columns);
            float[] w = classWeights(columns);
            int[] labels = labels(columns);
            labels[2] = IGNORED;
            labels[5] = IGNORED;
            for (float smoothing : new float[] {0, SMOOTHING}) {
                double sum = 0;
                double weights = 0;
                float[] losses = new float[ROWS];
                CrossEntropy loss =
                        plain.withClassWeights(w).withIgnoredLabel(IGNORED).withLabelSmoothing(smoothing);
                loss.losses(x, labels, losses, ROWS, columns);
                for (int i = 0; i < ROWS; i++) {
                    double expected = 0;
                    if (labels[i] != IGNORED) {
                        double[] l = losses(x, i, columns);
                        expected = (1 - smoothing) * w[labels[i]] * l[labels[i]];
                        for (int c = 0; c < columns; c++) {
                            expected += smoothing / columns * w[c] * l[c];
                        }
                        weights += w[labels[i]];
                    }
                    sum += expected;
                    assertEquals(expected, losses[i], 2e-6 * (1 + expected));
                }
                assertEquals(sum, loss.sum(x, labels, ROWS, columns), 2e-6 * sum);
                assertEquals(sum / weights, loss.mean(x, labels, ROWS, columns), 2e-6 * sum / weights);
                assertEquals(ROWS - 2, loss.count(labels, ROWS));
            }
        }
    }

    @Test
    void rowsOfWeightsWithClassWeightsAndSmoothing() {
        for (int columns : COLUMNS) {
            float[] x = logits(columns);
            float[] w = classWeights(columns);
            float[] t = new float[x.length];
            Softmax.forward(logits(columns + 1), t, ROWS, columns);
            for (float smoothing : new float[] {0, SMOOTHING}) {
                CrossEntropy loss =
                        plain.withClassWeights(w).withIgnoredLabel(IGNORED).withLabelSmoothing(smoothing);
                double sum = 0;
                for (int i = 0; i < ROWS; i++) {
                    double[] l = losses(x, i, columns);
                    for (int c = 0; c < columns; c++) {
                        sum += w[c] * l[c] * ((1 - smoothing) * t[i * columns + c] + smoothing / columns);
                    }
                }
                assertEquals(sum, loss.sum(x, t, ROWS, columns), 2e-6 * sum);
                // By rows, not by weights, as PyTorch does for labels that are probabilities.
                assertEquals(sum / ROWS, loss.mean(x, t, ROWS, columns), 2e-6 * sum);
            }
        }
    }

    @Test
    void bothFormsOfLabelsGiveTheSameBitsWithOptions() {
        for (int columns : COLUMNS) {
            float[] x = logits(columns);
            float[] p = new float[x.length];
            Softmax.forward(x, p, ROWS, columns);
            int[] labels = labels(columns);
            float[] oneHot = oneHot(labels, columns);
            float[] byLabel = new float[ROWS];
            float[] byWeights = new float[ROWS];
            CrossEntropy loss = plain.withClassWeights(classWeights(columns)).withLabelSmoothing(SMOOTHING);
            loss.losses(x, labels, byLabel, ROWS, columns);
            loss.losses(x, oneHot, byWeights, ROWS, columns);
            assertArrayEquals(byLabel, byWeights);
            loss = CrossEntropy.ofProbabilities().withClassWeights(classWeights(columns));
            loss.losses(p, labels, byLabel, ROWS, columns);
            loss.losses(p, oneHot, byWeights, ROWS, columns);
            assertArrayEquals(byLabel, byWeights);
        }
    }

    @Test
    void classWeightsAndAnIgnoredLabelFromProbabilities() {
        float[] p = {0.5f, 0.5f, 0.25f, 0.75f, 0.125f, 0.875f};
        CrossEntropy loss = CrossEntropy.ofProbabilities()
                .withClassWeights(new float[] {3, 0.5f})
                .withIgnoredLabel(7);
        float[] losses = new float[3];
        loss.losses(p, new int[] {0, 7, 1}, losses, 3, 2);
        double second = -0.5 * Math.log(0.875);
        assertArrayEquals(new float[] {(float) (3 * Math.log(2)), 0, (float) second}, losses, 1e-6f);
        assertEquals((3 * Math.log(2) + second) / 3.5, loss.mean(p, new int[] {0, 7, 1}, 3, 2), 1e-6);
        // Σ t·w = 1.75, Σ t·p = 0.5.
        assertEquals(1.75 * Math.log(2), loss.sum(p, new float[] {0.5f, 0.5f}, 1, 2), 1e-6);
    }

    /** A column, too, can be ignored, as one that pads. */
    @Test
    void theIgnoredLabelMayBeAColumn() {
        int[] labels = {0, 1, 0, 2};
        float[] x = new float[12];
        CrossEntropy loss = plain.withIgnoredLabel(0);
        assertEquals(2, loss.count(labels, 4));
        assertEquals(4, plain.count(labels, 4));
        assertEquals(Math.log(3), loss.mean(x, labels, 4, 3), 1e-6);
        assertThrows(IndexOutOfBoundsException.class, () -> loss.mean(x, new int[] {-1, 0, 0, 0}, 4, 3));
    }

    @Test
    void theMeanOfNothingLeft() {
        int[] labels = {2, 2};
        float[] x = new float[6];
        CrossEntropy loss = plain.withIgnoredLabel(2);
        assertEquals(Double.NaN, loss.mean(x, labels, 2, 3));
        assertEquals(0, loss.sum(x, labels, 2, 3));
        assertEquals(0, loss.count(labels, 2));
        CrossEntropy weighsNothing = plain.withClassWeights(new float[] {1, 1, 0});
        assertEquals(Double.NaN, weighsNothing.mean(x, labels, 2, 3));
        // The smoothed loss of the other columns, by a weight of 0.
        double smoothed = weighsNothing.withLabelSmoothing(SMOOTHING).mean(x, labels, 2, 3);
        assertEquals(Double.POSITIVE_INFINITY, smoothed);
    }

    @Test
    void aWeightOfZeroCountsAsNothingEvenOfAnInfiniteLoss() {
        float[] x = {Float.NEGATIVE_INFINITY, 0, 0};
        CrossEntropy loss = plain.withClassWeights(new float[] {0, 1, 1}).withLabelSmoothing(SMOOTHING);
        assertEquals(SMOOTHING / 3 * 2 * Math.log(2), loss.sum(x, new int[1], 1, 3), 1e-6);
        assertEquals(
                Double.POSITIVE_INFINITY, plain.withLabelSmoothing(SMOOTHING).sum(x, new int[] {1}, 1, 3));
    }

    @Test
    void theWeightsAreCopied() {
        float[] weights = {1, 2, 3};
        CrossEntropy loss = plain.withClassWeights(weights);
        double before = loss.sum(new float[3], new int[1], 1, 3);
        weights[0] = 5;
        assertEquals(before, loss.sum(new float[3], new int[1], 1, 3));
        assertNotEquals(before, plain.withClassWeights(weights).sum(new float[3], new int[1], 1, 3));
    }

    @Test
    void badOptions() {
        Throwable noWeights = assertThrows(NullPointerException.class, () -> plain.withClassWeights(null));
        assertEquals("classWeights is null", noWeights.getMessage());
        for (float bad : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
            refuses("classWeights[1] is " + bad, () -> plain.withClassWeights(new float[] {0, bad}));
        }
        for (float bad : new float[] {-0.1f, 1, Float.NaN}) {
            refuses("smoothing is " + bad, () -> plain.withLabelSmoothing(bad));
        }
        Throwable noLogits = assertThrows(
                IllegalStateException.class,
                () -> CrossEntropy.ofProbabilities().withLabelSmoothing(SMOOTHING));
        assertTrue(noLogits.getMessage().contains("0.1"), noLogits.getMessage());
    }

    @Test
    void everyFiniteWeightIsGood() {
        CrossEntropy loss = plain.withClassWeights(new float[] {Float.MAX_VALUE, Float.MIN_VALUE, -0f});
        assertEquals(Float.MAX_VALUE * (float) Math.log(2), loss.sum(new float[] {1, -200, 1}, new int[1], 1, 3), 1e32);
    }

    @Test
    void classWeightsForOtherColumns() {
        CrossEntropy loss = plain.withClassWeights(new float[3]);
        float[] losses = {12345f};
        refuses("columns is 2, but there are 3", () -> loss.losses(new float[2], new int[1], losses, 1, 2));
        refuses("columns is 4, but there are 3", () -> loss.losses(new float[4], new float[4], losses, 1, 4));
        assertEquals(12345f, losses[0]);
    }

    private static void refuses(String message, Runnable call) {
        Throwable thrown = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
    }

    /** Row i's loss by each label. */
    private static double[] losses(float[] x, int i, int columns) {
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            sum += Math.exp(x[i * columns + c]);
        }
        double[] losses = new double[columns];
        for (int c = 0; c < columns; c++) {
            losses[c] = Math.log(sum) - x[i * columns + c];
        }
        return losses;
    }

    private static float[] logits(int seed) {
        float[] x = InitialWeights.normal(ROWS, 120, seed);
        for (int i = 0; i < x.length; i++) {
            x[i] *= 30;
        }
        return x;
    }

    private static float[] classWeights(int columns) {
        float[] weights = new float[columns];
        for (int c = 0; c < columns; c++) {
            weights[c] = 0.3f + c % 3;
        }
        return weights;
    }

    private static int[] labels(int columns) {
        int[] labels = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = (i * 5 + 2) % columns;
        }
        return labels;
    }

    private static float[] oneHot(int[] labels, int columns) {
        float[] oneHot = new float[ROWS * columns];
        for (int i = 0; i < ROWS; i++) {
            oneHot[i * columns + labels[i]] = 1;
        }
        return oneHot;
    }
}
