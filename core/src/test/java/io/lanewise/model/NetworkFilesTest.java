package io.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.Activation;
import io.lanewise.DenseLayer;
import io.lanewise.InitialWeights;
import io.lanewise.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network, written and read. */
class NetworkFilesTest {
    private static final Activation[] ACTIVATIONS = {Activation.RELU, Activation.LINEAR, Activation.LINEAR};

    @TempDir
    Path folder;

    @Test
    void safetensorsWithThePlacesOfASequential() throws IOException {
        Network network = network(7, 9, 3, 1);
        Path file = folder.resolve("x.safetensors");
        TensorFiles.writeSafetensors(file, network);
        Tensors tensors = Tensors.load(file);
        assertEquals(List.of("0.weight", "0.bias", "2.weight", "2.bias", "3.weight", "3.bias"), tensors.names());
        assertArrayEquals(new int[] {9, 7}, tensors.get("0.weight").shape());
        assertSame(network, tensors.network(ACTIVATIONS));
    }

    @Test
    void npzAsScikitLearnHasIt() throws IOException {
        Network network = network(7, 9, 3, 1);
        Path file = folder.resolve("x.npz");
        TensorFiles.writeNpz(file, network);
        Tensors tensors = Tensors.load(file);
        assertEquals(
                List.of("coef_0", "intercept_0", "coef_1", "intercept_1", "coef_2", "intercept_2"), tensors.names());
        assertArrayEquals(new int[] {7, 9}, tensors.get("coef_0").shape());
        assertSame(network, tensors.network(ACTIVATIONS));
    }

    @Test
    void squareLayersAsTheFormatsHaveThem() throws IOException {
        Network network = network(4, 4, 4, 4);
        Path file = folder.resolve("x");
        TensorFiles.writeSafetensors(file, network);
        assertSame(network, Tensors.load(file).network(WeightOrder.NEURONS_FIRST, ACTIVATIONS));
        TensorFiles.writeNpz(file, network);
        assertSame(network, Tensors.load(file).network(WeightOrder.INPUTS_FIRST, ACTIVATIONS));
    }

    /** PyTorch's own file of the same weights: the tensors have other places in it, and the same names and bits. */
    @Test
    void theNamesThatPyTorchGives() throws IOException {
        Tensors original = TensorResource.tensors("digits-logits/model.safetensors");
        Path file = folder.resolve("x.safetensors");
        TensorFiles.writeSafetensors(file, original.network(Activation.RELU, Activation.RELU, Activation.LINEAR));
        Tensors written = Tensors.load(file);
        assertEquals(
                original.names().stream().sorted().toList(),
                written.names().stream().sorted().toList());
        for (String name : original.names()) {
            assertArrayEquals(original.get(name).values(), written.get(name).values());
        }
    }

    @Test
    void nullIsRefusedBeforeAnythingIsWritten() throws IOException {
        Path file = folder.resolve("x");
        assertThrows(NullPointerException.class, () -> TensorFiles.writeNpz(file, null));
        assertThrows(NullPointerException.class, () -> TensorFiles.writeSafetensors(null, network(1, 2, 3, 4)));
        assertEquals(false, Files.exists(file));
    }

    private static Network network(int... sizes) {
        DenseLayer[] layers = new DenseLayer[ACTIVATIONS.length];
        for (int i = 0; i < layers.length; i++) {
            float[] weights = InitialWeights.normal(sizes[i], sizes[i + 1], i);
            float[] bias = InitialWeights.normal(1, sizes[i + 1], 9 + i);
            layers[i] = DenseLayer.of(weights, bias, sizes[i], sizes[i + 1], ACTIVATIONS[i]);
        }
        return Network.of(layers);
    }

    private static void assertSame(Network expected, Network actual) {
        for (int i = 0; i < ACTIVATIONS.length; i++) {
            assertArrayEquals(
                    expected.layers().get(i).weights(), actual.layers().get(i).weights());
            assertArrayEquals(
                    expected.layers().get(i).bias(), actual.layers().get(i).bias());
            assertEquals(ACTIVATIONS[i], actual.layers().get(i).activation());
        }
    }
}
