package io.lanewise.model;

import static io.lanewise.model.OnnxGraphs.assertAnswers;
import static io.lanewise.model.OnnxGraphs.assertRefused;
import static io.lanewise.model.OnnxGraphs.each;
import static io.lanewise.model.OnnxGraphs.graph;
import static io.lanewise.model.OnnxGraphs.parts;
import static io.lanewise.model.OnnxWriter.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.Activation;
import io.lanewise.Output;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operation of the reader in a graph of a few nodes, and what it refuses. */
class OnnxOperatorsTest {
    @Test
    void gemmInEveryForm() throws ModelFileException {
        UnaryOperator<double[]> plain = z -> z;
        UnaryOperator<double[]> biased = z -> new double[] {z[0] + 0.5, z[1] - 1};
        assertAnswers(graph().node("Gemm", "x w -> y"), plain);
        assertAnswers(graph().node("Gemm", "x w b -> y"), biased);
        assertAnswers(graph().node("Gemm", "x w b1 -> y"), biased);
        assertAnswers(graph().node("Gemm", "x wt b -> y", attribute("transB", 1)), biased);
        assertAnswers(graph().node("Gemm", "x w half -> y"), z -> each(z, v -> v + 0.5));
        assertAnswers(graph().node("Gemm", "x w b -> y", attribute("alpha", 2f), attribute("beta", -3f)), z ->
                new double[] {2 * z[0] - 1.5, 2 * z[1] + 3});
        assertRefused(graph().node("Gemm", "x w -> y", attribute("transA", 1)), "node 'myGemm' (Gemm)", "transA");
        assertRefused(graph().node("Gemm", "x w c3 -> y"), "node 'myGemm' (Gemm)", "[3]");
        assertRefused(graph().node("Gemm", "x wt -> y"), "node 'myGemm' (Gemm)", "2 inputs", "[3]");
    }

    @Test
    void matMulWithBiasOnEitherSide() throws ModelFileException {
        UnaryOperator<double[]> biased = z -> new double[] {z[0] + 0.5, z[1] - 1};
        assertAnswers(graph().node("MatMul", "x w -> z").node("Add", "z b -> y"), biased);
        assertAnswers(graph().node("MatMul", "x w -> z").node("Add", "b1 z -> y"), biased);
        assertAnswers(graph().node("Transpose", "wt -> t").node("MatMul", "x t -> y"), z -> z);
        assertRefused(graph().node("MatMul", "w x -> y"), "node 'myMatMul' (MatMul)");
    }

    @Test
    void activations() throws ModelFileException {
        assertEquals(Activation.RELU, activation("Relu", "a -> y"));
        assertEquals(Activation.leakyRelu(0.01f), activation("LeakyRelu", "a -> y"));
        assertEquals(Activation.leakyRelu(0.25f), activation("LeakyRelu", "a -> y", attribute("alpha", 0.25f)));
        // A writer of proto3 leaves out a number that is 0.
        OnnxWriter zero = new OnnxWriter().text(1, "alpha").integer(20, 1);
        assertEquals(Activation.leakyRelu(0), activation("LeakyRelu", "a -> y", zero));
        assertEquals(Activation.ELU, activation("Elu", "a -> y"));
        assertEquals(Activation.elu(0.5f), activation("Elu", "a -> y", attribute("alpha", 0.5f)));
        assertEquals(Activation.TANH, activation("Tanh", "a -> y"));
        assertEquals(Activation.GELU, activation("Gelu", "a -> y"));
        assertEquals(Activation.GELU_TANH, activation("Gelu", "a -> y", attribute("approximate", "tanh")));
        assertEquals(Activation.SILU, activation("Swish", "a -> y"));
        assertEquals(Activation.RELU6, activation("Clip", "a zero six -> y"));
        assertEquals(Activation.RELU6, activation("Clip", "a -> y", attribute("min", 0f), attribute("max", 6f)));
        assertEquals(Activation.RELU, activation("Clip", "a zero -> y"));
        assertEquals(Activation.RELU, activation("Clip", "a zero _ -> y"));
        assertEquals(Activation.RELU, activation("Max", "zero a -> y"));
        assertEquals(Activation.LINEAR, activation("Identity", "a -> y"));
        assertRefused(graph().node("MatMul", "x w -> a").node("Clip", "a _ six -> y"), "(Clip)", "[−∞, 6.0]");
        assertRefused(graph().node("MatMul", "x w -> a").node("HardSwish", "a -> y"), "'myHardSwish' (HardSwish)");
    }

    private static Activation activation(String operator, String values, OnnxWriter... attributes)
            throws ModelFileException {
        List<OnnxLayer> layers = parts(graph().node("MatMul", "x w -> a").node(operator, values, attributes))
                .layers();
        return layers.get(layers.size() - 1).activation();
    }

    /** The orders in which x, 1 + erf(x / √2) and ½ are multiplied, and x may be divided or multiplied. */
    @ParameterizedTest
    @CsvSource({
        "Div a root e, Mul a s t, Mul t half y",
        "Div a root e, Mul s a t, Mul half t y",
        "Div a root e, Mul a half t, Mul t s y",
        "Div a root e, Mul s half t, Mul a t y",
        "Mul a rooth e, Mul a s t, Div t two y",
    })
    void geluOfErf(String inner, String second, String third) throws ModelFileException {
        OnnxGraphs graph = graph().constant("rooth", new long[] {1}, Math.sqrt(0.5))
                .constant("two", new long[] {1, 1}, 2)
                .node("MatMul", "x w -> a");
        binary(graph, inner).node("Erf", "e -> r").node("Add", "r one -> s");
        assertEquals(
                Activation.GELU,
                parts(binary(binary(graph, second), third)).layers().get(0).activation());
        assertEquals(1, parts(graph).layers().size());
    }

    private static OnnxGraphs binary(OnnxGraphs graph, String node) {
        String[] parts = node.split(" ");
        return graph.node(parts[0], parts[1] + " " + parts[2] + " -> " + parts[3]);
    }

    @Test
    void brokenBranchesAreRefused() {
        OnnxGraphs wrongRoot =
                graph().node("MatMul", "x w -> a").node("Div", "a half -> e").node("Erf", "e -> r");
        assertRefused(wrongRoot.node("Mul", "r a -> y"), "node 'myErf' (Erf)");
        assertRefused(
                graph().node("MatMul", "x w -> a").node("Sigmoid", "a -> s").node("Add", "s a -> y"),
                "node 'myAdd' (Add)",
                "two branches");
        assertRefused(graph().node("MatMul", "x w -> a").node("Mul", "a a -> y"), "node 'myMul' (Mul)", "activation");
        assertRefused(graph().node("MatMul", "x w -> a").node("Div", "a a -> y"), "node 'myDiv' (Div)");
    }

    @Test
    void activationsNeedALayer() {
        assertRefused(graph().node("Relu", "x -> a").node("MatMul", "a w -> y"), "node 'myRelu' (Relu)", "layer");
        assertRefused(
                graph().node("MatMul", "x w -> a").node("Relu", "a -> c").node("Tanh", "c -> y"),
                "node 'myTanh' (Tanh)",
                "layer");
        assertRefused(graph().node("Add", "x one -> y"), "no dense layer");
    }

    @Test
    void endings() throws ModelFileException {
        assertEquals(Output.SOFTMAX, output("Softmax", attribute("axis", 1)));
        assertEquals(Output.SOFTMAX, output("Softmax"));
        assertEquals(Output.LOG_SOFTMAX, output("LogSoftmax", attribute("axis", -1)));
        assertEquals(Output.SIGMOID, output("Sigmoid"));
        assertEquals(Output.LOGITS, output("Tanh"));
        OnnxGraphs log =
                graph().node("MatMul", "x w -> a").node("Softmax", "a -> s").node("Log", "s -> y");
        assertEquals(Output.LOG_SOFTMAX, parts(log).output());
        assertRefused(graph().node("MatMul", "x w -> a").node("Softmax", "a -> y", attribute("axis", 0)), "axis 0");
        assertRefused(
                graph().node("MatMul", "x w -> a").node("Softmax", "a -> s").node("MatMul", "s v -> y"),
                "node 'myMatMul' (MatMul)",
                "softmax");
    }

    private static Output output(String operator, OnnxWriter... attributes) throws ModelFileException {
        return parts(graph().node("MatMul", "x w -> a").node(operator, "a -> y", attributes))
                .output();
    }

    @Test
    void whatChangesNothing() throws ModelFileException {
        OnnxGraphs graph = graph().constant("to", OnnxWriter.integerTensor("to", -1, 2))
                .constant("keep", OnnxWriter.integerTensor("keep", 0, -1))
                .constant("axis", OnnxWriter.integerTensor("axis", 1))
                .node("Cast", "x -> a", attribute("to", 1))
                .node("Identity", "a -> c")
                .node("Flatten", "c -> d")
                .node("MatMul", "d w -> e")
                .node("Dropout", "e -> f mask")
                .node("Reshape", "f to -> g")
                .node("Unsqueeze", "g axis -> h")
                .node("Squeeze", "h axis -> i")
                .node("Reshape", "i keep -> j")
                .node("Cast", "j -> y", attribute("to", 11));
        assertAnswers(graph, z -> z);
        assertRefused(graph().node("Cast", "x -> a", attribute("to", 7)).node("MatMul", "a w -> y"), "(Cast)");
        OnnxGraphs mixed = graph().constant("to", OnnxWriter.integerTensor("to", -1, 1));
        assertRefused(mixed.node("MatMul", "x w -> a").node("Reshape", "a to -> y"), "(Reshape)", "keep the rows");
        OnnxGraphs squeezed = graph().constant("axis", OnnxWriter.integerTensor("axis", 1));
        assertRefused(squeezed.node("MatMul", "x w -> a").node("Squeeze", "a axis -> y"), "(Squeeze)");
        assertRefused(graph().node("Flatten", "x -> y", attribute("axis", 0)), "(Flatten)");
        assertRefused(graph().node("Dropout", "x half one -> y"), "(Dropout)", "training");
    }

    @Test
    void labelsAreLeftOut() throws ModelFileException {
        OnnxGraphs graph = graph().node("MatMul", "x w -> a")
                .node("Softmax", "a -> p")
                .node("ArgMax", "p -> n", attribute("axis", 1))
                .node("ai.onnx.ml.ArrayFeatureExtractor", "b n -> label")
                .node("ai.onnx.ml.ZipMap", "p -> y");
        assertEquals(Output.SOFTMAX, parts(graph).output());
        byte[] labelOnly =
                graph().node("MatMul", "x w -> a").node("ArgMax", "a -> y").bytes();
        assertRefused(labelOnly, "no output that is computed numbers");
    }

    @Test
    void graphsThatAreNoChain() {
        assertRefused(graph().node("MatMul", "x w -> z"), "output 'y'");
        assertRefused(graph().node("MatMul", "a w -> y").node("Identity", "x -> a"), "node 'myMatMul'", "'a'", "order");
        assertRefused(graph().node("MatMul", "x w -> y").node("Relu", "x -> y"), "node 'myRelu' (Relu)", "already");
        assertRefused(graph().node("com.microsoft.FusedGemm", "x w -> y"), "(com.microsoft.FusedGemm)");
        assertRefused(graph().node("MatMul", "x gone -> y"), "'gone'");
        byte[] twice = new OnnxWriter()
                .message(
                        7,
                        new OnnxWriter()
                                .message(5, OnnxWriter.tensor("w", 1, 1))
                                .message(5, OnnxWriter.tensor("w", 1, 1)))
                .bytes();
        assertRefused(twice, "'w'", "twice");
        OnnxWriter sparse = new OnnxWriter().message(7, new OnnxWriter().message(15, new OnnxWriter()));
        assertRefused(sparse.bytes(), "sparse");
    }

    @Test
    void rowsOfMoreDimensionsAreFlattened() throws ModelFileException {
        OnnxGraphs graph =
                graph().node("Div", "x half -> a").node("Flatten", "a -> c").node("MatMul", "c w -> y");
        OnnxFolding parts = OnnxModel.parts(graph.bytes(OnnxWriter.value("x", -1, 1, 3), "y"), "m", null);
        assertEquals(2f, parts.layers().get(0).weights()[0]);
        OnnxGraphs straight = graph().node("MatMul", "x w -> y");
        assertRefused(straight.bytes(OnnxWriter.value("x", -1, 1, 3), "y"), "(MatMul)", "[1, 3]", "flatten");
        assertRefused(straight.bytes(OnnxWriter.value("x", 3), "y"), "(MatMul)", "the input has no axis of rows");
    }

    @Test
    void nullsAreNamed() {
        assertEquals(
                "file is null",
                assertThrows(NullPointerException.class, () -> OnnxModel.load(null))
                        .getMessage());
        assertEquals(
                "bytes is null",
                assertThrows(NullPointerException.class, () -> OnnxModel.read(null, "m"))
                        .getMessage());
        assertEquals(
                "name is null",
                assertThrows(NullPointerException.class, () -> OnnxModel.read(new byte[0], null))
                        .getMessage());
    }
}
