package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.corpus.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrossEntropyGradientTest {
    private static final int IGNORED = -100;
    private static final float SMOOTHING = 0.1f;

    /** Of the largest weight of a row: a probability's error, that of a sum, and those of three operations. */
    private static final double ERROR = 2.5e-6;

    /** A loss and what it is made of. */
    record Options(boolean weights, boolean ignoring, boolean smoothing) {
        CrossEntropy loss(float[] classWeights) {
            CrossEntropy loss = CrossEntropy.ofLogits();
            loss = weights ? loss.withClassWeights(classWeights) : loss;
            loss = ignoring ? loss.withIgnoredLabel(IGNORED) : loss;
            return smoothing ? loss.withLabelSmoothing(SMOOTHING) : loss;
        }
    }

    static List<Options> options() {
        List<Options> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(new Options((i & 1) != 0, (i & 2) != 0, (i & 4) != 0));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("options")
    void isTheFormulaInDouble(Options options) {
        for (int columns : new int[] {1, 2, 3, 10, 16, 37, 300, 5000}) {
            for (int rows : new int[] {1, 7, 20, 450}) {
                if (rows * columns < 20_000) {
                    byLabels(options, rows, columns);
                    byRowsOfWeights(options, rows, columns);
                }
            }
        }
    }

    private static void byLabels(Options options, int rows, int columns) {
        Random random = new Random(31 * rows + columns);
        float[] x = logits(rows, columns, random);
        float[] w = classWeights(columns, random);
        int[] labels = new int[rows];
        float[] t = new float[rows * columns];
        double count = 0;
        for (int i = 0; i < rows; i++) {
            labels[i] = options.ignoring && i % 5 == 3 ? IGNORED : random.nextInt(columns);
            if (labels[i] != IGNORED) {
                t[i * columns + labels[i]] = 1;
                count += options.weights ? w[labels[i]] : 1;
            }
        }
        CrossEntropy loss = options.loss(w);
        float[] sum = new float[x.length];
        float[] mean = new float[x.length];
        assertEquals(loss.sum(x, labels, rows, columns), loss.sumGradient(x, labels, sum, rows, columns));
        assertEquals(loss.mean(x, labels, rows, columns), loss.meanGradient(x, labels, mean, rows, columns));
        for (int i = 0; i < rows; i++) {
            if (labels[i] == IGNORED) {
                assertArrayEquals(new float[columns], row(sum, i, columns));
                assertArrayEquals(new float[columns], row(mean, i, columns));
            } else {
                double[] expected = expected(options, x, t, w, i, columns);
                assertClose(expected, 1, row(sum, i, columns), options, w);
                assertClose(expected, count, row(mean, i, columns), options, w);
            }
        }
        float[] inPlace = x.clone();
        loss.meanGradient(inPlace, labels, inPlace, rows, columns);
        assertArrayEquals(mean, inPlace);
        if (!options.ignoring) {
            loss.sumGradient(x, t, inPlace, rows, columns);
            assertArrayEquals(sum, inPlace);
        }
    }

    private static void byRowsOfWeights(Options options, int rows, int columns) {
        Random random = new Random(31 * rows + columns + 1);
        float[] x = logits(rows, columns, random);
        float[] w = classWeights(columns, random);
        float[] t = new float[rows * columns];
        Softmax.forward(logits(rows, columns, random), t, rows, columns);
        CrossEntropy loss = options.loss(w);
        float[] sum = new float[x.length];
        float[] mean = new float[x.length];
        assertEquals(loss.sum(x, t, rows, columns), loss.sumGradient(x, t, sum, rows, columns));
        assertEquals(loss.mean(x, t, rows, columns), loss.meanGradient(x, t, mean, rows, columns));
        for (int i = 0; i < rows; i++) {
            double[] expected = expected(options, x, t, w, i, columns);
            assertClose(expected, 1, row(sum, i, columns), options, w);
            assertClose(expected, rows, row(mean, i, columns), options, w);
        }
        float[] inPlace = x.clone();
        loss.meanGradient(inPlace, t, inPlace, rows, columns);
        assertArrayEquals(mean, inPlace);
    }

    private static double[] expected(Options options, float[] x, float[] t, float[] w, int row, int columns) {
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < columns; j++) {
            max = Math.max(max, x[row * columns + j]);
        }
        double[] p = new double[columns];
        double exponentials = 0;
        for (int j = 0; j < columns; j++) {
            p[j] = Math.exp(x[row * columns + j] - max);
            exponentials += p[j];
        }
        double s = options.smoothing ? SMOOTHING : 0;
        double[] weights = new double[columns];
        double sum = 0;
        for (int j = 0; j < columns; j++) {
            double weight = options.weights ? w[j] : 1;
            weights[j] = weight * ((1 - s) * t[row * columns + j] + s / columns);
            sum += weights[j];
        }
        for (int j = 0; j < columns; j++) {
            p[j] = p[j] / exponentials * sum - weights[j];
        }
        return p;
    }

    private static void assertClose(double[] expected, double count, float[] actual, Options options, float[] w) {
        double size = options.weights ? largest(w) : 1;
        for (int j = 0; j < actual.length; j++) {
            assertEquals(expected[j] / count, actual[j], ERROR * size / count, options + ", column " + j);
        }
    }

    private static double largest(float[] w) {
        double largest = 0;
        for (float v : w) {
            largest = Math.max(largest, v);
        }
        return largest;
    }

    private static float[] row(float[] values, int i, int columns) {
        return Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
    }

    private static float[] logits(int rows, int columns, Random random) {
        float[] x = Values.ORDINARY.array(rows * columns, random);
        for (int i = 0; i < x.length; i++) {
            x[i] *= 3;
        }
        return x;
    }

    private static float[] classWeights(int columns, Random random) {
        float[] w = new float[columns];
        for (int j = 0; j < columns; j++) {
            w[j] = 0.25f + Values.unit(random) * 2;
        }
        return w;
    }

    /** A row of a NaN loss has a gradient of NaN, and no other row has. */
    @Test
    void nanStaysInItsRow() {
        float inf = Float.POSITIVE_INFINITY;
        float[] x = {1, 2, 3, 1, Float.NaN, 3, 1, inf, 3, -inf, -inf, -inf, 4, 5, 6};
        float[] gradient = new float[15];
        CrossEntropy loss = CrossEntropy.ofLogits();
        assertTrue(Double.isNaN(loss.meanGradient(x, new int[] {0, 0, 2, 1, 1}, gradient, 5, 3)));
        for (int i = 0; i < 15; i++) {
            assertEquals(i >= 3 && i < 12, Float.isNaN(gradient[i]), "element " + i);
        }
        loss.withIgnoredLabel(7).meanGradient(x, new int[] {7, 7, 7, 7, 1}, gradient, 5, 3);
        assertArrayEquals(new float[12], Arrays.copyOf(gradient, 12));
    }

    /** An infinite loss has a finite gradient. */
    @Test
    void aLabelOfProbabilityZeroPullsByOne() {
        float[] x = {0, Float.NEGATIVE_INFINITY, 0};
        float[] gradient = new float[3];
        assertEquals(Double.POSITIVE_INFINITY, CrossEntropy.ofLogits().sumGradient(x, new int[] {1}, gradient, 1, 3));
        assertArrayEquals(new float[] {0.5f, -1, 0.5f}, gradient);
    }

    /** What counts as nothing has no gradient, whatever its logits are. */
    @Test
    void aRowOfNoWeightHasNoGradient() {
        float[] x = {1, Float.NaN, 3, 1, 2, 3};
        float[] gradient = new float[6];
        CrossEntropy weighted = CrossEntropy.ofLogits().withClassWeights(new float[] {0, 1, 2});
        assertEquals(0, weighted.sumGradient(x, new int[] {0, 0}, gradient, 2, 3));
        assertArrayEquals(new float[6], gradient);
        assertEquals(0, CrossEntropy.ofLogits().sumGradient(x, new float[6], gradient, 2, 3));
        assertArrayEquals(new float[6], gradient);
        float[] cancelled = {1, -1, 0, 1, -1, 0};
        CrossEntropy.ofLogits().sumGradient(x, cancelled, gradient, 2, 3);
        assertArrayEquals(new float[] {Float.NaN, Float.NaN, Float.NaN, -1, 1, 0}, gradient);
    }

    /** The mean of nothing is NaN, but an ignored row's gradient is 0. */
    @Test
    void nothingToAverage() {
        float[] gradient = {7, 7};
        CrossEntropy loss = CrossEntropy.ofLogits().withIgnoredLabel(1);
        assertTrue(Double.isNaN(loss.meanGradient(new float[] {1, 2}, new int[] {1}, gradient, 1, 2)));
        assertArrayEquals(new float[2], gradient);
        assertTrue(Double.isNaN(loss.meanGradient(new float[0], new int[0], gradient, 0, 2)));
        assertEquals(0, loss.sumGradient(new float[0], new float[0], gradient, 0, 2));
        assertArrayEquals(new float[2], gradient);
        CrossEntropy nothing = CrossEntropy.ofLogits().withClassWeights(new float[] {0, 1});
        assertTrue(Double.isNaN(nothing.meanGradient(new float[] {1, 2}, new int[] {0}, gradient, 1, 2)));
        assertArrayEquals(new float[] {Float.NaN, Float.NaN}, gradient);
    }

    @Test
    void aLossOfProbabilitiesHasNone() {
        float[] gradient = {7, 7};
        CrossEntropy loss = CrossEntropy.ofProbabilities();
        for (boolean mean : new boolean[] {false, true}) {
            IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> {
                if (mean) {
                    loss.meanGradient(new float[2], new int[1], gradient, 1, 2);
                } else {
                    loss.sumGradient(new float[2], new float[2], gradient, 1, 2);
                }
            });
            assertTrue(thrown.getMessage().contains("probabilities"), thrown::getMessage);
        }
        assertArrayEquals(new float[] {7, 7}, gradient);
    }
}
