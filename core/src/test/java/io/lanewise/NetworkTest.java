package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @Test
    void knowsItsSizes() {
        DenseLayer first = layer(3, 7);
        DenseLayer second = layer(7, 2);
        Network network = Network.of(first, second);
        assertEquals(3, network.inputs());
        assertEquals(2, network.outputs());
        assertEquals(List.of(first, second), network.layers());
    }

    @Test
    void refusesNulls() {
        DenseLayer[] none = null;
        assertMessage(NullPointerException.class, () -> Network.of(none), "layers is null");
        assertMessage(NullPointerException.class, () -> Network.of(layer(1, 1), null), "layers[1] is null");
    }

    @Test
    void refusesNoLayer() {
        assertMessage(IllegalArgumentException.class, Network::of, "layers", "0", "1");
    }

    @Test
    void refusesLayersThatDoNotFit() {
        assertMessage(
                IllegalArgumentException.class,
                () -> Network.of(layer(2, 3), layer(3, 5), layer(4, 1)),
                "layers[2]",
                "4 inputs",
                "layers[1]",
                "5 neurons");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesSessionsWithoutARow(int maxBatch) {
        Network network = Network.of(layer(1, 1));
        assertMessage(
                IllegalArgumentException.class, () -> network.newSession(maxBatch), "maxBatch", "" + maxBatch, "1");
    }

    /** Refused before anything is allocated: an attempt would fill the heap with the layers that fit. */
    @Test
    void refusesSessionsPastInt() {
        int maxBatch = 1 << 30;
        assertMessage(
                IllegalArgumentException.class,
                () -> Network.of(layer(1, 4)).newSession(maxBatch),
                "maxBatch",
                "1073741824 × 4");
        assertMessage(
                IllegalArgumentException.class,
                () -> Network.of(layer(1, 2), layer(2, 1)).newSession(maxBatch),
                "maxBatch",
                "1073741824 × 2");
        assertMessage(
                IllegalArgumentException.class,
                () -> Network.of(layer(1, 1), layer(1, 4), layer(4, 1)).newSession(maxBatch),
                "maxBatch",
                "1073741824 × 4");
        assertMessage(
                IllegalArgumentException.class,
                () -> Network.of(layer(1, 1), layer(1, 8)).newSession(maxBatch),
                "maxBatch",
                "1073741824 × 8");
    }

    private static void assertMessage(Class<? extends RuntimeException> type, Executable call, String... words) {
        String message = assertThrows(type, call).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
    }

    private static DenseLayer layer(int inputs, int neurons) {
        return DenseLayer.of(new float[inputs * neurons], new float[neurons], inputs, neurons, Activation.RELU);
    }
}
