package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trained classifier on the first 500 MNIST test images, against PyTorch's weights computed by NumPy. */
class MnistTest {
    private static final Reference MNIST = new Reference("mnist");
    private static final int IMAGES = 500;
    private static final int CLASSES = 10;

    private static Network network;
    private static float[] x;

    @BeforeAll
    static void load() {
        network = MNIST.network();
        x = MNIST.pixels("images");
    }

    @Test
    void everyPredictionIsTheReferences() {
        int[] predictions = new int[IMAGES];
        network.newSession(IMAGES).predict(x, predictions, IMAGES);
        assertArrayEquals(MNIST.ints("predictions"), predictions);
    }

    @Test
    void accuracy() {
        int[] labels = MNIST.ints("labels");
        int[] predictions = new int[IMAGES];
        network.newSession(IMAGES).predict(x, predictions, IMAGES);
        int right = 0;
        for (int i = 0; i < IMAGES; i++) {
            right += predictions[i] == labels[i] ? 1 : 0;
        }
        assertEquals(0.984, right / (double) IMAGES);
    }

    @Test
    void meanLoss() {
        double expected = MNIST.doubles("mean_loss")[0];
        int[] labels = MNIST.ints("labels");
        Session session = network.newSession(IMAGES);
        assertEquals(expected, session.meanLoss(x, labels, IMAGES), 1e-6);
        float[] p = new float[IMAGES * CLASSES];
        session.probabilities(x, p, IMAGES);
        assertEquals(expected, CrossEntropy.ofProbabilities().mean(p, labels, IMAGES, CLASSES), 1e-6);
    }

    @Test
    void probabilitiesAndLosses() {
        float[] p = new float[IMAGES * CLASSES];
        network.newSession(IMAGES).probabilities(x, p, IMAGES);
        double[] expected = MNIST.doubles("softmax");
        for (int i = 0; i < p.length; i++) {
            // Far above the rounding of two layers, far below the effect of a wrong weight.
            assertEquals(expected[i], p[i], 1e-5, "probability " + i);
        }
        float[] losses = new float[IMAGES];
        CrossEntropy.ofProbabilities().losses(p, MNIST.ints("labels"), losses, IMAGES, CLASSES);
        double[] expectedLosses = MNIST.doubles("losses");
        for (int i = 0; i < IMAGES; i++) {
            assertEquals(expectedLosses[i], losses[i], 1e-5 * (1 + expectedLosses[i]), "loss " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 499})
    void everyBatchGivesTheSameBits(int batch) {
        float[] whole = new float[IMAGES * CLASSES];
        network.newSession(IMAGES).logits(x, whole, IMAGES);
        float[] parts = new float[IMAGES * CLASSES];
        Session session = network.newSession(batch);
        for (int from = 0; from < IMAGES; from += batch) {
            int n = Math.min(batch, IMAGES - from);
            session.logits(x, from * network.inputs(), parts, from * CLASSES, n);
        }
        assertArrayEquals(bits(whole), bits(parts));
        double mean = network.newSession(IMAGES).meanLoss(x, MNIST.ints("labels"), IMAGES);
        assertEquals(mean, CrossEntropy.ofLogits().mean(parts, MNIST.ints("labels"), IMAGES, CLASSES));
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToIntBits(values[i]));
        return bits;
    }
}
