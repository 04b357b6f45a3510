package io.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Network;
import io.lanewise.Output;
import io.lanewise.RunsOnce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as exporters write them: what the layers answer, in double, against the answers that lie beside the file. */
@RunsOnce
class OnnxFilesTest {
    static final Path FOLDER = Path.of("src/test/resources/io/lanewise/model");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file ->
                            file.toString().endsWith(".onnx") && Files.exists(file.resolveSibling("outputs.npy")))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void areThere() throws IOException {
        assertTrue(files().size() >= 49, files().toString());
    }

    @ParameterizedTest
    @MethodSource("files")
    void answersAreThoseBesideTheFile(Path file) throws IOException {
        double[] x = OnnxAnswers.npy(file.resolveSibling("inputs.npy"));
        double[] y = OnnxAnswers.npy(file.resolveSibling("outputs.npy"));
        double distance = OnnxAnswers.distance(OnnxAnswers.of(OnnxModel.parts(file), x), y);
        assertTrue(distance <= 2e-7, () -> "" + distance);
    }

    @ParameterizedTest
    @MethodSource("files")
    void networkHasTheLayersThatWereRead(Path file) throws IOException {
        OnnxFolding parts = OnnxModel.parts(file);
        Network network = OnnxModel.load(file);
        assertEquals(parts.output(), network.output());
        assertEquals(parts.layers().size(), network.layers().size());
        for (int i = 0; i < parts.layers().size(); i++) {
            assertEquals(parts.layers().get(i).inputs(), network.layers().get(i).inputs());
            assertEquals(
                    parts.layers().get(i).neurons(), network.layers().get(i).neurons());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "digits-logits/torchscript.onnx, 64 RELU 128 RELU 64 LINEAR 10, LOGITS",
        "wine-softmax/dynamo.onnx, 13 RELU 33 RELU 33 LINEAR 3, SOFTMAX",
        "cancer-sigmoid/dynamo.onnx, 30 TANH 17 LINEAR 1, SIGMOID",
        "diabetes-batchnorm/torchscript.onnx, 10 LEAKY_RELU(0.1) 40 LEAKY_RELU(0.1) 20 LINEAR 1, LOGITS",
        "iris-elu/dynamo.onnx, 4 ELU 16 LINEAR 3, LOG_SOFTMAX",
        "iris-gelu/torchscript.onnx, 4 GELU 16 LINEAR 3, LOG_SOFTMAX",
        "iris-silu/dynamo.onnx, 4 SILU 16 LINEAR 3, LOG_SOFTMAX",
        "iris-sigmoid/dynamo.onnx, 4 SIGMOID 16 LINEAR 3, LOG_SOFTMAX",
        "iris-hardtanh/torchscript.onnx, 4 RELU6 16 LINEAR 3, LOG_SOFTMAX",
        "keras-wine/keras-export.onnx, 13 RELU 24 LINEAR 3, SOFTMAX",
        "exports/gelu/ts13.onnx, 4 GELU 6 LINEAR 3, LOGITS",
        "exports/gelutanh/ts13.onnx, 4 GELU_TANH 6 LINEAR 3, LOGITS",
        "exports/sklearn-cancer-scaler/m.onnx, 30 RELU 6 LINEAR 2, SOFTMAX",
        "exports/sklearn-multilabel/m.onnx, 4 RELU 5 LINEAR 3, SIGMOID",
        "exports/tanh2/ts17.onnx, 4 RELU 8 TANH 2 LINEAR 2, LOGITS",
    })
    void layersAreThoseOfTheModel(String file, String layers, Output output) throws IOException {
        OnnxFolding parts = OnnxModel.parts(FOLDER.resolve(file));
        String read = parts.layers().stream()
                .map(layer -> " " + layer.activation() + " " + layer.neurons())
                .collect(Collectors.joining());
        assertEquals(layers, parts.layers().get(0).inputs() + read);
        assertEquals(output, parts.output());
    }

    /** Where nothing is folded, and the batch normalisation that one exporter folds itself is not there. */
    @ParameterizedTest
    @CsvSource({
        "digits-logits/dynamo.onnx, digits-logits/torchscript.onnx",
        "digits-logits/dynamo.onnx, digits-logits/dynamo-external.onnx",
        "digits-logits/dynamo.onnx, digits-logits/torchscript-opset9.onnx",
        "digits-logits/dynamo.onnx, digits-logits/torchscript-batch1.onnx",
        "wine-softmax/dynamo.onnx, wine-softmax/torchscript.onnx",
        "cancer-sigmoid/dynamo.onnx, cancer-sigmoid/torchscript.onnx",
        "iris-gelu/dynamo.onnx, iris-gelu/torchscript.onnx",
        "iris-silu/dynamo.onnx, iris-silu/torchscript.onnx",
        "iris-hardtanh/dynamo.onnx, iris-hardtanh/torchscript.onnx",
    })
    void exportersGiveTheSameBits(String one, String other) throws IOException {
        List<OnnxLayer> first = OnnxModel.parts(FOLDER.resolve(one)).layers();
        List<OnnxLayer> second = OnnxModel.parts(FOLDER.resolve(other)).layers();
        assertEquals(first.size(), second.size());
        for (int i = 0; i < first.size(); i++) {
            assertArrayEquals(first.get(i).weights(), second.get(i).weights());
            assertArrayEquals(first.get(i).bias(), second.get(i).bias());
            assertEquals(first.get(i).activation(), second.get(i).activation());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "convolution.onnx, node '/Conv' (Conv)",
        "skip-connection.onnx, node '/Add' (Add): it joins two branches",
        "two-inputs.onnx, node '/b/Gemm' (Gemm): it takes the graph's input 'onnx::Gemm_1'",
    })
    void othersAreRefusedByNode(String file, String reason) {
        Path path = FOLDER.resolve("unsupported").resolve(file);
        String message = assertThrows(ModelFileException.class, () -> OnnxModel.load(path))
                .getMessage();
        assertTrue(message.startsWith(path + ": ") && message.contains(reason), message);
        assertEquals(1, message.lines().count());
    }
}
