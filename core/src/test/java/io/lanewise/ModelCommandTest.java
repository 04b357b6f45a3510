package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.ChildJvm.Result;
import io.lanewise.command.InThisJvm;
import io.lanewise.model.OnnxModel;
import io.lanewise.model.Tensor;
import io.lanewise.model.TensorFiles;
import io.lanewise.model.Tensors;
import io.lanewise.model.WeightOrder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar's command with {@code --model}: what it prints, what it writes, and that it writes nothing else. */
@RunsOnce
class ModelCommandTest {
    private static final Path FILES = Path.of("src/test/resources/io/lanewise/model");
    private static final Path DIGITS = FILES.resolve("digits-logits/dynamo.onnx");
    private static final Path DIGITS_INPUTS = FILES.resolve("digits-logits/inputs.npy");
    private static final Path WINE = FILES.resolve("wine-softmax/model.safetensors");

    private static final String MAIN = "io.lanewise.command.Main";
    private static final String CLASSES = ChildJvm.classes().toString();
    private static final List<String> CLASS_PATH = List.of("-cp", CLASSES, MAIN);

    /** No arguments of a process. */
    private static final List<String> IN_THIS_JVM = List.of();

    @TempDir
    Path folder;

    @Test
    void printsWhatIsInTheFile() throws Exception {
        Result result = model(CLASS_PATH, DIGITS);
        assertEquals(0, result.exit(), result.toString());
        assertEquals("", result.err());
        List<String> lines = result.out().lines().toList();
        assertTrue(lines.get(0).startsWith("Lanewise on "), result.out());
        assertEquals(List.of("backend: scalar", "lanes:   1"), lines.subList(1, 3));
        assertTrue(lines.get(3).startsWith("reason:  "), result.out());
        assertEquals(
                List.of(
                        "model:   " + DIGITS,
                        "layer:   64 -> 128, RELU",
                        "layer:   128 -> 64, RELU",
                        "layer:   64 -> 10, LINEAR",
                        "output:  LOGITS",
                        "weights: 17226 parameters, 0.069 MB in float32"),
                lines.subList(4, 10));
        String steady = "(, not yet steady after a warm-up of 10 s)?";
        assertTrue(lines.get(10).matches("time:    \\d+\\.\\d{3} microseconds for 1 row" + steady), result.out());
        assertTrue(lines.get(11).matches("time:    \\d+\\.\\d{3} microseconds for 256 rows" + steady), result.out());
        assertEquals(12, lines.size(), result.out());
    }

    /** 600 rows are two batches and a part of one. */
    @Test
    void writesWhatASessionAnswers() throws Exception {
        float[] x = InitialWeights.normal(600, 64, 7);
        float[] y = new float[600 * 10];
        OnnxModel.load(DIGITS).newSession(600).outputs(x, y, 600);
        assertAnswers(y, 600, x, new int[] {600, 64}, DIGITS);
        assertAnswers(y, 600, x, new int[] {600, 8, 8}, DIGITS);
        assertAnswers(List.of("-p", CLASSES, "-m", "io.lanewise/" + MAIN), y, 600, x, new int[] {600, 64}, DIGITS);
    }

    @Test
    void oneAxisIsOneRow() throws Exception {
        float[] x = InitialWeights.normal(1, 64, 8);
        float[] y = new float[10];
        OnnxModel.load(DIGITS).newSession(1).outputs(x, y, 1);
        assertAnswers(y, 1, x, new int[] {64}, DIGITS);
    }

    @Test
    void noRowsHaveNoAnswers() throws Exception {
        assertAnswers(new float[0], 0, new float[0], new int[] {0, 64}, DIGITS);
    }

    @Test
    void theActivationsOfTensorsAreTheCallers() throws Exception {
        Network network = Tensors.load(WINE)
                .network(Activation.leakyRelu(0.25f), Activation.GELU, Activation.LINEAR)
                .withOutput(Output.SOFTMAX);
        float[] x = InitialWeights.normal(5, 13, 9);
        float[] y = new float[5 * 3];
        network.newSession(5).outputs(x, y, 5);
        assertAnswers(y, 5, x, new int[] {5, 13}, WINE, "--activations", "leaky_relu:0.25,gelu,softmax");
    }

    @ParameterizedTest
    @CsvSource({"inputs_first, INPUTS_FIRST", "neurons_first, NEURONS_FIRST"})
    void theOrderIsTheCallers(String name, WeightOrder order) throws Exception {
        Path square = folder.resolve("square.npz");
        TensorFiles.writeNpz(
                square,
                Network.of(DenseLayer.of(InitialWeights.normal(4, 4, 1), new float[4], 4, 4, Activation.LINEAR)));
        float[] x = InitialWeights.normal(3, 4, 2);
        float[] y = new float[3 * 4];
        Tensors.load(square).network(order, Activation.TANH).newSession(3).outputs(x, y, 3);
        assertAnswers(y, 3, x, new int[] {3, 4}, square, "--activations", "tanh", "--order", name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing.onnx | | missing.onnx: there is no such file",
                "unsupported/convolution.onnx | | node '/Conv' (Conv)",
                "numpy-corners/c.npy | --activations relu | c.npy: its shapes do not tell",
                "numpy-corners/c.npy | --activations relu --order inputs_first | but the model needs [rows, 7]",
                "digits-logits/model.safetensors | --activations relu,softmax | model.safetensors: activations has 2",
                "sklearn-iris/float64.npz | --activations relu,softmax --order neurons_first | in no order",
                "digits-logits/model.safetensors | | holds no activations: --activations names one a layer",
                "digits-logits/model.safetensors | --activations relu,relu,max | 'max'",
                "digits-logits/model.safetensors | --activations relu --order up | --order is up, and not inputs_first",
                "digits-logits/dynamo.onnx | --activations relu | is read as ONNX, which holds its own",
                "digits-logits/dynamo.onnx | --order inputs_first | is read as ONNX, which holds its own",
                "digits-logits/dynamo.onnx | --model x.onnx | --model is there twice",
                "digits-logits/dynamo.onnx | --order | --order needs a value",
            },
            quoteCharacter = '`')
    void whatIsWrongIsSaidInALine(String model, String options, String reason) throws Exception {
        List<String> more = new ArrayList<>(List.of("--inputs", DIGITS_INPUTS.toString()));
        Collections.addAll(more, "--outputs", folder.resolve("y.npy").toString());
        if (options != null) {
            Collections.addAll(more, options.split(" "));
        }
        assertFails(reason, model(FILES.resolve(model), more.toArray(String[]::new)));
    }

    @Test
    void inputsAndOutputsAreChecked() throws Exception {
        String y = folder.resolve("y.npy").toString();
        assertFails("--inputs and --outputs need each other", model(DIGITS, "--outputs", y));
        assertFails("there is no such file", model(DIGITS, "--inputs", "no.npy", "--outputs", y));
        String wine = FILES.resolve("wine-softmax/inputs.npy").toString();
        assertFails("[120, 13], but the model needs [rows, 64]", model(DIGITS, "--inputs", wine, "--outputs", y));
        String scalar = FILES.resolve("numpy-corners/scalar.npy").toString();
        assertFails("has the shape []", model(DIGITS, "--inputs", scalar, "--outputs", y));
        String many = FILES.resolve("sklearn-iris/float64.npz").toString();
        assertFails("has 4 arrays", model(DIGITS, "--inputs", many, "--outputs", y));
        String pickle = FILES.resolve("numpy-corners/object.npy").toString();
        assertFails("Python objects", model(DIGITS, "--inputs", pickle, "--outputs", y));
        String nowhere = folder.resolve("no/y.npy").toString();
        String inputs = DIGITS_INPUTS.toString();
        assertFails(nowhere + " cannot be written", model(DIGITS, "--inputs", inputs, "--outputs", nowhere));
    }

    /** 256 rows of 9,000,000 inputs would be 9 GB. */
    @Test
    void theWidestLayersHaveOneRowAtOnce() throws Exception {
        int inputs = 9_000_000;
        Path wide = folder.resolve("wide.npz");
        Path x = folder.resolve("x.npy");
        Path y = folder.resolve("y.npy");
        float[] weights = InitialWeights.normal(inputs, 1, 1);
        TensorFiles.writeNpz(wide, Network.of(DenseLayer.of(weights, new float[1], inputs, 1, Activation.LINEAR)));
        TensorFiles.writeNpy(x, weights, 1, inputs);
        List<String> little = List.of("-Xmx400m", "-cp", CLASSES, MAIN);
        String[] options = {"--activations", "linear", "--inputs", x.toString(), "--outputs", y.toString()};
        Result result = model(little, wide, options);
        assertEquals(0, result.exit(), result.toString());
        List<String> times =
                result.out().lines().filter(line -> line.startsWith("time:")).toList();
        assertEquals(1, times.size(), result.out());
        assertTrue(times.get(0).contains(" for 1 row"), result.out());
        float[] expected = new float[1];
        Tensors.load(wide).network(Activation.LINEAR).newSession(1).outputs(weights, expected, 1);
        assertArrayEquals(expected, Tensors.load(y).get("arr_0").values());
    }

    @Test
    void withoutABackendNothingRuns() throws Exception {
        assertFails("nonsense", model(List.of("-Dlanewise.backend=nonsense", "-cp", CLASSES, MAIN), DIGITS));
    }

    @Test
    void aFileThatMemoryDoesNotHold() throws Exception {
        Path large = folder.resolveSibling(folder.getFileName() + ".onnx");
        try {
            try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
                file.setLength(1L << 30);
            }
            assertFails("needs more memory", model(List.of("-Xmx64m", "-cp", CLASSES, MAIN), large));
        } finally {
            Files.delete(large);
        }
    }

    private void assertAnswers(float[] y, int rows, float[] x, int[] shape, Path model, String... options)
            throws Exception {
        assertAnswers(IN_THIS_JVM, y, rows, x, shape, model, options);
    }

    private void assertAnswers(
            List<String> java, float[] y, int rows, float[] x, int[] shape, Path model, String... options)
            throws Exception {
        Path inputs = folder.resolve("x.npy");
        Path outputs = folder.resolve("y.npy");
        TensorFiles.writeNpy(inputs, x, shape);
        List<String> more = new ArrayList<>(List.of(options));
        Collections.addAll(more, "--inputs", inputs.toString(), "--outputs", outputs.toString());
        Result result = model(java, model, more.toArray(String[]::new));
        assertEquals(0, result.exit(), result.toString());
        Tensor written = Tensors.load(outputs).get("arr_0");
        assertEquals("<f4", written.type());
        assertArrayEquals(new int[] {rows, rows == 0 ? 10 : y.length / rows}, written.shape());
        assertArrayEquals(y, written.values());
    }

    /** In one line, before anything is printed or written. */
    private void assertFails(String reason, Result result) throws IOException {
        assertEquals(1, result.exit(), result.toString());
        assertTrue(result.err().contains(reason), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertEquals("", result.out());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private static Result model(Path model, String... options) throws Exception {
        return model(IN_THIS_JVM, model, options);
    }

    private static Result model(List<String> java, Path model, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--model", model.toString()));
        Collections.addAll(arguments, options);
        if (java.equals(IN_THIS_JVM)) {
            return InThisJvm.run(arguments);
        }
        List<String> command = new ArrayList<>(java);
        command.addAll(arguments);
        return ChildJvm.run(command);
    }
}
