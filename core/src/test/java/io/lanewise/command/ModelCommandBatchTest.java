package io.lanewise.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.Activation;
import io.lanewise.DenseLayer;
import io.lanewise.Network;
import io.lanewise.RunsOnce;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many rows {@code --model} takes at once: 16,777,216 floats over the widest layer, and 256 at most. */
@RunsOnce
class ModelCommandBatchTest {
    @ParameterizedTest
    @CsvSource({"65536, 256", "65537, 255", "3000000, 5", "8388608, 2", "8388609, 1"})
    void aWideLayerHasFewerRowsAtOnce(int widest, int rows) {
        assertEquals(rows, ModelCommand.batch(network(widest, 1)));
        assertEquals(rows, ModelCommand.batch(network(1, widest)));
    }

    private static Network network(int inputs, int neurons) {
        float[] weights = new float[inputs * neurons];
        return Network.of(DenseLayer.of(weights, new float[neurons], inputs, neurons, Activation.LINEAR));
    }
}
