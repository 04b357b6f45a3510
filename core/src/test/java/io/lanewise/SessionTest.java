package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
    private static final int BATCH = 9;

    /** Rows of a call that takes about a millisecond. */
    private static final int MANY = 1000;

    /** Widths that rise and fall, so that scratch sized by the wrong layer is too short. */
    private static final int[] WIDTHS = {6, 40, 3, 50, 17, 10};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void equalsLayerAfterLayer(int depth) {
        Network network = network(depth);
        float[] x = InitialWeights.normal(BATCH, network.inputs(), 1);
        float[] expected = x;
        for (DenseLayer layer : network.layers()) {
            float[] y = new float[BATCH * layer.neurons()];
            layer.forward(expected, y, BATCH);
            expected = y;
        }
        Session session = network.newSession(BATCH);
        float[] logits = new float[expected.length];
        session.logits(x, logits, BATCH);
        assertArrayEquals(expected, logits);

        float[] probabilities = new float[expected.length];
        session.probabilities(x, probabilities, BATCH);
        float[] softmax = new float[expected.length];
        Softmax.forward(expected, softmax, BATCH, network.outputs());
        assertArrayEquals(softmax, probabilities);

        int[] labels = new int[BATCH];
        Arrays.setAll(labels, i -> i % network.outputs());
        assertEquals(
                CrossEntropy.ofLogits().mean(expected, labels, BATCH, network.outputs()),
                session.meanLoss(x, labels, BATCH));

        int[] predictions = new int[BATCH];
        session.predict(x, predictions, BATCH);
        for (int i = 0; i < BATCH; i++) {
            float largest = expected[i * network.outputs() + predictions[i]];
            for (int j = 0; j < network.outputs(); j++) {
                assertTrue(largest >= expected[i * network.outputs() + j]);
            }
        }
    }

    @Test
    void aSmallerBatchAfterALargerOneSeesNothingOfIt() {
        Network network = network(5);
        float[] x = InitialWeights.normal(BATCH, network.inputs(), 1);
        Session used = network.newSession(BATCH);
        used.logits(x, new float[BATCH * network.outputs()], BATCH);
        float[] expected = new float[2 * network.outputs()];
        float[] actual = new float[2 * network.outputs()];
        network.newSession(2).logits(x, expected, 2);
        used.logits(x, actual, 2);
        assertArrayEquals(expected, actual);
    }

    @Test
    void predictTakesTheFirstOfTiesAndNoneOfNan() {
        DenseLayer copy = DenseLayer.of(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, new float[3], 3, 3, Activation.LINEAR);
        float nan = Float.NaN;
        float[] x = {1, 2, 2, 2, 2, 2, nan, 1, 2, -1, -3, -1};
        int[] out = new int[4];
        Network.of(copy).newSession(4).predict(x, out, 4);
        assertArrayEquals(new int[] {1, 0, -1, 0}, out);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10})
    void topKIsThatOfTheLogits(int k) {
        Network network = network(5);
        Session session = network.newSession(BATCH);
        float[] x = InitialWeights.normal(BATCH, network.inputs(), 1);
        float[] logits = new float[BATCH * network.outputs()];
        session.logits(x, logits, BATCH);
        float[] expected = new float[BATCH * k];
        int[] expectedIndices = new int[BATCH * k];
        TopK.forward(logits, expected, expectedIndices, BATCH, network.outputs(), k);
        float[] values = new float[BATCH * k];
        int[] indices = new int[BATCH * k];
        session.topK(x, values, indices, BATCH, k);
        assertArrayEquals(expected, values);
        assertArrayEquals(expectedIndices, indices);
    }

    @Test
    void batchesOverTheMaximumAreRefused() {
        Session session = network(2).newSession(3);
        assertEquals(3, session.maxBatch());
        float[] x = new float[100];
        float[] out = new float[100];
        int[] ints = new int[100];
        for (int batch : new int[] {4, Integer.MAX_VALUE}) {
            assertRefused(batch, () -> session.logits(x, out, batch));
            assertRefused(batch, () -> session.probabilities(x, out, batch));
            assertRefused(batch, () -> session.predict(x, ints, batch));
            assertRefused(batch, () -> session.topK(x, out, ints, batch, 1));
            assertRefused(batch, () -> session.meanLoss(x, ints, batch));
        }
        assertArrayEquals(new float[100], out);
        assertArrayEquals(new int[100], ints);
    }

    @Test
    void withoutRowsNothingIsDone() {
        Session session = network(2).newSession(3);
        float[] none = {};
        float[] out = {12345f};
        int[] predictions = {12345};
        session.logits(none, out, 0);
        session.probabilities(none, out, 0);
        session.predict(none, predictions, 0);
        session.topK(none, out, predictions, 0, 1);
        assertEquals(Double.NaN, session.meanLoss(none, new int[0], 0));
        assertEquals(12345f, out[0]);
        assertEquals(12345, predictions[0]);
    }

    static List<Named<Consumer<Session>>> calls() {
        float[] x = InitialWeights.normal(MANY, WIDTHS[0], 1);
        float[] out = new float[MANY * WIDTHS[WIDTHS.length - 1]];
        int[] indices = new int[MANY];
        int[] labels = new int[MANY];
        return List.of(
                Named.of("logits", session -> session.logits(x, out, MANY)),
                Named.of("probabilities", session -> session.probabilities(x, out, MANY)),
                Named.of("predict", session -> session.predict(x, indices, MANY)),
                Named.of("topK", session -> session.topK(x, out, indices, MANY, 1)),
                Named.of("meanLoss", session -> session.meanLoss(x, labels, MANY)));
    }

    /** One of two threads meets the other's call soon, because each makes calls of a millisecond without a pause. */
    @ParameterizedTest
    @MethodSource("calls")
    void aSessionOfTwoThreadsThrows(Consumer<Session> call) throws Exception {
        Network network = network(5);
        Session session = network.newSession(MANY);
        AtomicReference<ConcurrentModificationException> met = new AtomicReference<>();
        Runnable calls = () -> {
            long end = System.nanoTime() + 20_000_000_000L;
            try {
                while (met.get() == null && System.nanoTime() < end) {
                    call.accept(session);
                }
            } catch (ConcurrentModificationException e) {
                met.set(e);
            }
        };
        Thread other = new Thread(calls);
        other.start();
        calls.run();
        other.join();
        assertTrue(met.get() != null && met.get().getMessage().contains("Network.newSession"), "nothing thrown");

        float[] x = InitialWeights.normal(MANY, network.inputs(), 1);
        float[] expected = new float[MANY * network.outputs()];
        float[] actual = new float[MANY * network.outputs()];
        network.newSession(MANY).probabilities(x, expected, MANY);
        session.probabilities(x, actual, MANY);
        assertArrayEquals(expected, actual);
    }

    private static void assertRefused(int batch, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains("batch is " + batch) && message.contains("maxBatch 3"), message);
    }

    private static Network network(int depth) {
        DenseLayer[] layers = new DenseLayer[depth];
        for (int i = 0; i < depth; i++) {
            float[] weights = InitialWeights.normal(WIDTHS[i], WIDTHS[i + 1], i);
            float[] bias = InitialWeights.normal(1, WIDTHS[i + 1], 10 + i);
            Activation activation = i == depth - 1 ? Activation.LINEAR : Activation.RELU;
            layers[i] = DenseLayer.of(weights, bias, WIDTHS[i], WIDTHS[i + 1], activation);
        }
        return Network.of(layers);
    }

    @Test
    void theOutputsAreWhatTheNetworkSays() {
        float[] x = InitialWeights.normal(3, 4, 5);
        DenseLayer layer = DenseLayer.of(InitialWeights.normal(4, 5, 6), new float[5], 4, 5, Activation.LINEAR);
        float[] logits = new float[15];
        layer.forward(x, logits, 3);
        float[] expected = new float[15];
        float[] actual = new float[15];
        for (Output output : Output.values()) {
            Session session = Network.of(layer).withOutput(output).newSession(3);
            switch (output) {
                case LOGITS -> System.arraycopy(logits, 0, expected, 0, 15);
                case SOFTMAX -> Softmax.forward(logits, expected, 3, 5);
                case LOG_SOFTMAX -> Softmax.logForward(logits, expected, 3, 5);
                case SIGMOID -> Activation.SIGMOID.forward(logits, expected, 15);
            }
            session.outputs(x, actual, 3);
            assertArrayEquals(expected, actual, output.toString());
            Softmax.logForward(logits, expected, 3, 5);
            session.logProbabilities(x, actual, 3);
            assertArrayEquals(expected, actual);
            session.logits(x, actual, 3);
            assertArrayEquals(logits, actual);
        }
    }

    @Test
    void aSingleSigmoidIsABinaryClassifier() {
        DenseLayer layer = DenseLayer.of(new float[] {1}, new float[] {0}, 1, 1, Activation.LINEAR);
        float[] x = {-3, -0f, 0, Float.MIN_VALUE, 5, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
        int[] classes = new int[x.length];
        Network.of(layer).withOutput(Output.SIGMOID).newSession(x.length).predict(x, classes, x.length);
        assertArrayEquals(new int[] {0, 0, 0, 1, 1, -1, 0, 1}, classes);
        // Any other network of one output has one column.
        Network.of(layer).newSession(x.length).predict(x, classes, x.length);
        assertArrayEquals(new int[] {0, 0, 0, 0, 0, -1, 0, 0}, classes);
    }
}
