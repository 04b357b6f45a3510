package io.lanewise.model;

import static io.lanewise.model.TensorResource.asNpz;
import static io.lanewise.model.TensorResource.asSafetensors;
import static io.lanewise.model.TensorResource.assertMessage;
import static io.lanewise.model.TensorResource.tensors;
import static io.lanewise.model.TensorResource.zeros;
import static io.lanewise.model.WeightOrder.INPUTS_FIRST;
import static io.lanewise.model.WeightOrder.NEURONS_FIRST;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.Activation;
import io.lanewise.DenseLayer;
import io.lanewise.Network;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers from tensors: which belong together, in which order, and how their weights lie. */
class TensorNetworkTest {
    @Test
    void aMissingBiasIsZero() throws ModelFileException {
        Tensors tensors = tensors("cancer-sigmoid/model.safetensors");
        DenseLayer first =
                tensors.network(Activation.LINEAR, Activation.LINEAR).layers().get(0);
        float[] y = new float[17];
        first.forward(new float[30], y, 1);
        assertArrayEquals(new float[17], y);
        float[] x = new float[30];
        x[29] = 1;
        first.forward(x, y, 1);
        float[] weights = tensors.get("0.weight").values();
        for (int j = 0; j < 17; j++) {
            assertEquals(weights[j * 30 + 29], y[j]);
        }
    }

    /** Names as they are sorted in a file, 10 before 2. */
    @Test
    void numbersInNamesAreNumbers() throws IOException {
        List<NamedArray> arrays = zeros(
                "fc1.weight", new int[] {5, 5},
                "fc10.weight", new int[] {5, 5},
                "fc2.weight", new int[] {5, 5},
                "head.weight", new int[] {2, 5});
        assertEquals("RELU LINEAR RELU LINEAR", order(asSafetensors(arrays), "fc1", "fc2", "fc10", "head"));
        assertEquals("RELU LINEAR RELU LINEAR", order(asNpz(arrays), "fc1", "fc2", "fc10", "head"));
    }

    /** Asserts the layers' order through weights that only the layer has. */
    private static String order(Tensors tensors, String... names) throws ModelFileException {
        Activation[] activations = new Activation[names.length];
        Arrays.setAll(activations, i -> i % 2 == 0 ? Activation.RELU : Activation.LINEAR);
        List<LayerPair> layers = new LayerOrder(
                        tensors.get(tensors.names().get(0)).piece().file(), all(tensors), true)
                .find(NEURONS_FIRST)
                .layers();
        assertEquals(
                List.of(names),
                layers.stream()
                        .map(pair -> pair.weights().name().split("\\.")[0])
                        .collect(Collectors.toList()));
        return tensors.network(NEURONS_FIRST, activations).layers().stream()
                .map(layer -> layer.activation().toString())
                .collect(Collectors.joining(" "));
    }

    private static List<Tensor> all(Tensors tensors) {
        return tensors.names().stream().map(tensors::get).toList();
    }

    /** Sorted by name in a safetensors file; one order fits. */
    @Test
    void shapesTellTheOrderOfWords() throws IOException {
        Tensors tensors = asSafetensors(zeros(
                "hidden.bias", new int[] {6},
                "hidden.weight", new int[] {6, 5},
                "input.bias", new int[] {5},
                "input.weight", new int[] {5, 4},
                "output.bias", new int[] {4},
                "output.weight", new int[] {4, 6}));
        assertRefused(tensors, "more than one order");
        tensors = asSafetensors(zeros(
                "hidden.bias", new int[] {6},
                "hidden.weight", new int[] {6, 5},
                "input.bias", new int[] {5},
                "input.weight", new int[] {5, 3},
                "output.bias", new int[] {4},
                "output.weight", new int[] {4, 6}));
        Network network = tensors.network(Activation.RELU, Activation.RELU, Activation.LINEAR);
        assertEquals(3, network.inputs());
        assertEquals(4, network.outputs());
    }

    /** Someone wrote it in this order, where two would fit. */
    @Test
    void anNpzKeepsTheOrderOfTheFile() throws IOException {
        List<NamedArray> arrays = zeros(
                "first.weight", new int[] {5, 4},
                "first.bias", new int[] {5},
                "and.weight", new int[] {5, 5},
                "and.bias", new int[] {5},
                "then.weight", new int[] {5, 5},
                "then.bias", new int[] {5},
                "head.weight", new int[] {2, 5});
        assertEquals("RELU LINEAR RELU LINEAR", order(asNpz(arrays), "first", "and", "then", "head"));
        assertRefused(asSafetensors(arrays), "more than one order", "first.weight [5×4] with [5]");
    }

    @ParameterizedTest
    @CsvSource({
        "fc.weight, fc.bias",
        "dense/kernel:0, dense/bias:0",
        "coef_0, intercept_0",
        "coefs_0_, intercepts_0_",
        "W1, b1",
        "net.weight.0.weight, net.weight.0.bias",
        "layer1_w, layer1_b",
        "Weights, Biases",
        "arr_0, arr_1",
        "7, 12",
    })
    void namesOfABias(String weights, String bias) throws IOException {
        for (int[] shape : List.of(new int[] {3}, new int[] {1, 3}, new int[] {3, 1})) {
            if (shape.length == 1 || !bias.matches("arr_1|12")) {
                Tensors tensors = asNpz(zeros(bias, shape, weights, new int[] {2, 3}));
                Network network = tensors.network(Activation.LINEAR);
                assertEquals(2, network.inputs());
                assertEquals(3, network.outputs());
            }
        }
    }

    @Test
    void positionsWithoutSomeBiases() throws IOException {
        Network network = asNpz(zeros(
                        "arr_0", new int[] {4, 6},
                        "arr_1", new int[] {6, 5},
                        "arr_2", new int[] {5},
                        "arr_10", new int[] {3, 2},
                        "arr_9", new int[] {5, 3}))
                .network(Activation.RELU, Activation.RELU, Activation.RELU, Activation.LINEAR);
        assertEquals(4, network.inputs());
        assertEquals(2, network.outputs());
    }

    @Test
    void squareLayersNeedAWordOfTheCaller() throws IOException {
        Tensors tensors = asSafetensors(zeros("0.weight", new int[] {4, 4}, "0.bias", new int[] {4}));
        assertRefused(tensors, "network(WeightOrder.NEURONS_FIRST, …)", "0.weight [4×4] with [4]");
        assertEquals(4, tensors.network(INPUTS_FIRST, Activation.LINEAR).inputs());
        // The layer after it tells.
        tensors = asSafetensors(zeros("0.weight", new int[] {4, 4}, "2.weight", new int[] {3, 4}));
        assertEquals(3, tensors.network(Activation.RELU, Activation.LINEAR).outputs());
        // One layer without a bias: 3 inputs or 4.
        tensors = asSafetensors(zeros("weight", new int[] {3, 4}));
        assertRefused(tensors, "NEURONS_FIRST");
        assertEquals(4, tensors.network(NEURONS_FIRST, Activation.LINEAR).inputs());
        assertEquals(3, tensors.network(INPUTS_FIRST, Activation.LINEAR).inputs());
    }

    /** The numbers decide who gives what, whichever way the weights are said to lie. */
    @Test
    void squareWeightsLieAsTheCallerSays() throws IOException {
        List<NamedArray> arrays = List.of(new NamedArray("w", new int[] {2, 2}, () -> new float[] {1, 2, 3, 4}));
        float[] y = new float[2];
        asNpz(arrays).network(INPUTS_FIRST, Activation.LINEAR).layers().get(0).forward(new float[] {1, 0}, y, 1);
        assertArrayEquals(new float[] {1, 2}, y);
        asNpz(arrays).network(NEURONS_FIRST, Activation.LINEAR).layers().get(0).forward(new float[] {1, 0}, y, 1);
        assertArrayEquals(new float[] {1, 3}, y);
    }

    @Test
    void whatIsNoDenseLayerIsRefused() throws IOException {
        int[] five = {5};
        int[] matrix = {5, 4};
        assertRefused(asNpz(zeros("w", matrix, "1.running_mean", five)), "1.running_mean: [5] is neither");
        assertRefused(asNpz(zeros("w", matrix, "c.weight", new int[] {5, 1, 3})), "c.weight: [5×1×3] is neither");
        assertRefused(asNpz(zeros("w", matrix, "steps", new int[0])), "steps: [] is neither");
        assertRefused(asNpz(zeros("0.weight", matrix, "1.bias", five)), "1.bias: [5] is neither");
        assertRefused(asNpz(zeros("a0", matrix, "a1", five, "a2", five)), "a2: [5] is neither");
        assertRefused(asNpz(zeros("a0", five, "a1", matrix)), "a0: [5] is neither");
        assertRefused(asNpz(zeros("x.weight", matrix, "x.kernel", matrix)), "x.kernel: has the name");
        assertRefused(asNpz(zeros("x.b", five, "x.bias", five, "x.w", matrix)), "x.bias: is a second bias");
        assertRefused(asNpz(zeros("x.weight", new int[] {0, 4})), "[0×4] has no weights");
        assertRefused(asNpz(zeros("x.bias", five)), "x.bias");
        assertRefused(asNpz(zeros()), "no weights");
        assertRefused(asNpz(zeros("0.weight", matrix, "0.bias", new int[] {6})), "in no order", "[5×4] with [6]");
        assertRefused(tensors("halves/many.safetensors"), "in no order", "…");
    }

    @Test
    void oneActivationALayer() throws ModelFileException {
        Tensors tensors = tensors("cancer-sigmoid/model.safetensors");
        String message = assertThrows(IllegalArgumentException.class, () -> tensors.network(Activation.RELU))
                .getMessage();
        assertEquals(
                "activations has 1 elements, but the file has 2 layers: 0.weight [17×30], 2.weight [1×17] with [1]",
                message);
    }

    /** Every order of twenty layers fits, until the last: a search would not end. */
    @Test
    void aSearchEnds() throws IOException {
        Object[] layers = new Object[42];
        for (int i = 0; i < 20; i++) {
            layers[2 * i] = Character.toString('c' + i) + ".weight";
            layers[2 * i + 1] = new int[] {5, 5};
        }
        layers[40] = "x.weight";
        layers[41] = new int[] {7, 9};
        assertRefused(asSafetensors(zeros(layers)), "more than one order");
    }

    private static void assertRefused(Tensors tensors, String... words) {
        assertMessage(assertThrows(ModelFileException.class, () -> tensors.network(Activation.LINEAR)), words);
    }
}
