package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation against NumPy in float64.
 *
 * <p>A layer is fed the reference's own activations, rounded to float, so that a test sees the error of one layer. The
 * rounding adds at most 2⁻²⁴ Σ|x·w|, a two-hundredth of the bound. {@link #wholeNetwork} then lets the errors add up.
 */
class ReferenceTest {
    /** Times (1 + Σ|x·w|). */
    private static final double DENSE_ERROR = 1e-5;

    private static final double SOFTMAX_ERROR = 4e-7;

    /** Relative. */
    private static final double LOSS_ERROR = 1e-5;

    static Reference[] networks() {
        return Reference.networks();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void dense(Reference reference) {
        for (int layer = 1; layer <= reference.depth(); layer++) {
            Sizes sizes = new Sizes(reference, layer);
            float[] y = new float[sizes.batch * sizes.neurons];
            Dense.forward(sizes.x, sizes.weights, sizes.bias, y, sizes.batch, sizes.inputs, sizes.neurons);
            sizes.check(reference.doubles("z" + layer), y);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void denseLayer(Reference reference) {
        for (int layer = 1; layer <= reference.depth(); layer++) {
            Sizes sizes = new Sizes(reference, layer);
            float[] y = new float[sizes.batch * sizes.neurons];
            reference.layer(layer, Activation.LINEAR).forward(sizes.x, y, sizes.batch);
            sizes.check(reference.doubles("z" + layer), y);
            if (layer < reference.depth()) {
                reference.layer(layer, Activation.RELU).forward(sizes.x, y, sizes.batch);
                sizes.check(reference.doubles("relu" + layer), y);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void relu(Reference reference) {
        for (int layer = 1; layer < reference.depth(); layer++) {
            float[] z = reference.rounded("z" + layer);
            Relu.forward(z, z, z.length);
            assertArrayEquals(reference.rounded("relu" + layer), z);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void softmax(Reference reference) {
        float[] z = reference.rounded("z" + reference.depth());
        int columns = reference.floats("b" + reference.depth()).length;
        double[] expected = reference.doubles("softmax");
        float[] p = new float[z.length];
        Softmax.forward(z, p, z.length / columns, columns);
        assertClose(expected, p, SOFTMAX_ERROR);
        Softmax.logForward(z, p, z.length / columns, columns);
        for (int i = 0; i < p.length; i++) {
            // Half an ulp of z's rounding on each side, and an ulp of the difference and of the logarithm.
            assertEquals(Math.log(expected[i]), p[i], 2 * Math.ulp(16f), "log softmax " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void losses(Reference reference) {
        float[] p = reference.rounded("softmax");
        float[] z = reference.rounded("z" + reference.depth());
        int[] labels = reference.ints("labels");
        float[] oneHot = reference.floats("onehot");
        int rows = labels.length;
        int columns = p.length / rows;
        double[] expected = reference.doubles("losses");
        float[] losses = new float[rows];

        CrossEntropy.ofProbabilities().losses(p, labels, losses, rows, columns);
        assertRelative(expected, losses);
        float[] byLabel = losses.clone();
        CrossEntropy.ofProbabilities().losses(p, oneHot, losses, rows, columns);
        assertArrayEquals(byLabel, losses);

        CrossEntropy.ofLogits().losses(z, labels, losses, rows, columns);
        assertRelative(expected, losses);
        float[] fromLogitsByLabel = losses.clone();
        CrossEntropy.ofLogits().losses(z, oneHot, losses, rows, columns);
        assertArrayEquals(fromLogitsByLabel, losses);

        double mean = reference.doubles("mean_loss")[0];
        assertEquals(mean, CrossEntropy.ofProbabilities().mean(p, labels, rows, columns), mean * LOSS_ERROR);
        assertEquals(mean, CrossEntropy.ofProbabilities().mean(p, oneHot, rows, columns), mean * LOSS_ERROR);
        assertEquals(mean, CrossEntropy.ofLogits().mean(z, labels, rows, columns), mean * LOSS_ERROR);
        assertEquals(mean, CrossEntropy.ofLogits().mean(z, oneHot, rows, columns), mean * LOSS_ERROR);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void wholeNetwork(Reference reference) {
        int[] labels = reference.ints("labels");
        int batch = labels.length;
        Network network = reference.network();
        Session session = network.newSession(batch);
        float[] p = new float[batch * network.outputs()];
        session.probabilities(reference.floats("x"), p, batch);
        // Each layer's own error, at most 3 layers deep, and a softmax that at most passes it on.
        assertClose(reference.doubles("softmax"), p, 4 * DENSE_ERROR);
        double mean = reference.doubles("mean_loss")[0];
        assertEquals(mean, session.meanLoss(reference.floats("x"), labels, batch), mean * LOSS_ERROR);
    }

    @Test
    void extremeLogits() {
        Reference edge = new Reference("edge");
        float[] logits = edge.floats("logits");
        int[] labels = edge.ints("labels");
        int rows = labels.length;
        int columns = logits.length / rows;
        float[] p = new float[logits.length];
        Softmax.forward(logits, p, rows, columns);
        assertClose(edge.doubles("softmax"), p, SOFTMAX_ERROR);
        float[] losses = new float[rows];
        CrossEntropy.ofProbabilities().losses(p, labels, losses, rows, columns);
        assertRelative(edge.doubles("losses"), losses);
        assertEquals(rows, edge.doubles("losses").length);
    }

    private static void assertClose(double[] expected, float[] actual, double error) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[i], actual[i], error, "element " + i);
        }
    }

    private static void assertRelative(double[] expected, float[] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[i], actual[i], expected[i] * LOSS_ERROR, "row " + i);
        }
    }

    /** One layer's arrays and sizes. */
    private static final class Sizes {
        final float[] x;
        final float[] weights;
        final float[] bias;
        final int batch;
        final int inputs;
        final int neurons;

        Sizes(Reference reference, int layer) {
            x = reference.input(layer);
            weights = reference.floats("w" + layer);
            bias = reference.floats("b" + layer);
            neurons = bias.length;
            inputs = weights.length / neurons;
            batch = x.length / inputs;
        }

        void check(double[] expected, float[] y) {
            assertEquals(expected.length, y.length);
            boolean notZero = false;
            for (int i = 0; i < y.length; i++) {
                double size = Math.abs(bias[i % neurons]);
                for (int k = 0; k < inputs; k++) {
                    size += Math.abs((double) x[i / neurons * inputs + k] * weights[k * neurons + i % neurons]);
                }
                assertEquals(expected[i], y[i], DENSE_ERROR * (1 + size), "element " + i);
                notZero |= expected[i] != 0;
            }
            assertTrue(notZero, "the reference is all zero");
        }
    }
}
