package io.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Activation;
import io.lanewise.Network;
import io.lanewise.Output;
import io.lanewise.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session answers on this backend, of every file that has answers beside it. */
class ModelAnswersTest {
    /** What files of tensors do not hold: the hidden layers' activation, and the output. */
    private record Ends(Activation hidden, Output output) {}

    private static final Map<String, Ends> ENDS = Map.of(
            "digits-logits", new Ends(Activation.RELU, Output.LOGITS),
            "wine-softmax", new Ends(Activation.RELU, Output.SOFTMAX),
            "cancer-sigmoid", new Ends(Activation.TANH, Output.SIGMOID),
            "keras-wine", new Ends(Activation.RELU, Output.SOFTMAX),
            "sklearn-iris", new Ends(Activation.RELU, Output.SOFTMAX),
            "sklearn-diabetes", new Ends(Activation.RELU, Output.LOGITS),
            "sklearn-cancer-tanh", new Ends(Activation.TANH, Output.SIGMOID),
            "sklearn-digits-logistic", new Ends(Activation.SIGMOID, Output.SOFTMAX),
            "halves", new Ends(Activation.RELU, Output.LOGITS));

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(OnnxFilesTest.FOLDER)) {
            return files.filter(file ->
                            file.toString().matches(".*\\.(onnx|safetensors|npz)") && Files.exists(answersOf(file)))
                    .sorted()
                    .toList();
        }
    }

    /** Two files of one folder can have answers of their own. */
    private static Path answersOf(Path file) {
        Path own = Path.of(file.toString().replaceAll("\\.[a-z]+$", "-outputs.npy"));
        return Files.exists(own) ? own : file.resolveSibling("outputs.npy");
    }

    private static Network network(Path file) throws ModelFileException {
        if (file.toString().endsWith(".onnx")) {
            return OnnxModel.load(file);
        }
        Tensors tensors = Tensors.load(file);
        Ends ends = ENDS.get(file.getParent().getFileName().toString());
        Activation[] activations = tensors.names().stream()
                .filter(name -> tensors.get(name).rank() == 2)
                .map(name -> ends.hidden())
                .toArray(Activation[]::new);
        activations[activations.length - 1] = Activation.LINEAR;
        return tensors.network(activations).withOutput(ends.output());
    }

    private static float[] inputs(Path file) throws ModelFileException {
        return Tensors.load(file.resolveSibling("inputs.npy")).get("arr_0").values();
    }

    private static float[] outputs(Network network, float[] x) {
        int rows = x.length / network.inputs();
        float[] y = new float[rows * network.outputs()];
        network.newSession(rows).outputs(x, y, rows);
        return y;
    }

    /** {@code [rows×outputs]}; of the two probabilities that scikit-learn gives for one output the second. */
    private static double[] answers(Path file, int length) throws IOException {
        float[] answers = Tensors.load(answersOf(file)).get("arr_0").values();
        int all = answers.length == 2 * length ? 2 : 1;
        double[] last = new double[answers.length / all];
        Arrays.setAll(last, i -> answers[all * i + all - 1]);
        return last;
    }

    @Test
    void areThere() throws IOException {
        assertTrue(files().size() >= 68, files().size() + ": " + files());
    }

    @ParameterizedTest
    @MethodSource("files")
    void outputsAreTheAnswers(Path file) throws IOException {
        float[] y = outputs(network(file), inputs(file));
        double[] outputs = new double[y.length];
        Arrays.setAll(outputs, i -> y[i]);
        double distance = OnnxAnswers.distance(outputs, answers(file, y.length));
        assertTrue(distance <= 2e-5, () -> "" + distance);
    }

    @ParameterizedTest
    @MethodSource("files")
    void classesAreThoseOfTheAnswers(Path file) throws IOException {
        Network network = network(file);
        float[] x = inputs(file);
        int rows = x.length / network.inputs();
        int columns = network.outputs();
        double[] answers = answers(file, rows * columns);
        int[] classes = new int[rows];
        network.newSession(rows).predict(x, classes, rows);
        for (int i = 0; i < rows; i++) {
            int best = columns == 1 && network.output() == Output.SIGMOID && answers[i] > 0.5 ? 1 : 0;
            for (int j = 1; j < columns; j++) {
                best = answers[i * columns + j] > answers[i * columns + best] ? j : best;
            }
            assertEquals(best, classes[i], "row " + i);
        }
    }

    /** All that is in a folder. Not diabetes-batchnorm, where one exporter folds a normalisation itself, in float32. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "digits-logits",
                "wine-softmax",
                "cancer-sigmoid",
                "keras-wine",
                "sklearn-iris",
                "sklearn-diabetes",
                "sklearn-cancer-tanh",
                "sklearn-digits-logistic",
                "iris-elu",
                "iris-gelu",
                "iris-hardtanh",
                "iris-sigmoid",
                "iris-silu"
            })
    void theSameWeightsGiveTheSameBits(String folder) throws IOException {
        List<Path> same = files().stream()
                .filter(file -> file.getParent().endsWith(folder))
                .toList();
        assertTrue(same.size() > 1, same.toString());
        float[] x = inputs(same.get(0));
        int[] bits = bits(outputs(network(same.get(0)), x));
        for (Path file : same) {
            assertArrayEquals(bits, bits(outputs(network(file), x)), file.toString());
        }
    }

    /** Row by row, too: a graph that was exported for one row answers many. */
    @Test
    void aRowAloneHasTheBitsThatItHasAmongOthers() throws IOException {
        Path file = OnnxFilesTest.FOLDER.resolve("digits-logits/torchscript-batch1.onnx");
        Network network = network(file);
        float[] x = inputs(file);
        float[] together = outputs(network, x);
        Session session = network.newSession(1);
        float[] alone = new float[together.length];
        for (int i = 0; i < x.length / network.inputs(); i++) {
            session.outputs(x, i * network.inputs(), alone, i * network.outputs(), 1);
        }
        assertArrayEquals(bits(together), bits(alone));
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToIntBits(values[i]));
        return bits;
    }
}
