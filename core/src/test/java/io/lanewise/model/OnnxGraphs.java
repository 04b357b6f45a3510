package io.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** Small graphs from {@code x[rows×3]} to {@code y}, constants that all tests share, and checks of what is read. */
final class OnnxGraphs {
    /** Weights {@code [3×2]}. */
    static final double[] W = {1, -2, 0.5, 3, -1.5, 0.25};

    static final double[] X = {1, 2, 3, -1, 0.5, 4};

    private final List<OnnxWriter> nodes = new ArrayList<>();
    private final Map<String, OnnxWriter> constants = new LinkedHashMap<>();

    private OnnxGraphs() {}

    static OnnxGraphs graph() {
        OnnxGraphs graph = new OnnxGraphs();
        graph.constant("w", new long[] {3, 2}, W);
        graph.constant("wt", new long[] {2, 3}, 1, 0.5, -1.5, -2, 3, 0.25);
        graph.constant("v", new long[] {2, 1}, 2, -1);
        graph.constant("b", new long[] {2}, 0.5, -1);
        graph.constant("b1", new long[] {1, 2}, 0.5, -1);
        graph.constant("c3", new long[] {3}, 2, 4, -8);
        graph.constant("one", new long[] {}, 1);
        graph.constant("half", new long[] {}, 0.5);
        graph.constant("six", new long[] {}, 6);
        graph.constant("zero", new long[] {}, 0);
        graph.constant("root", new long[] {}, Math.sqrt(2));
        graph.constant("var", new long[] {3}, 1, 4, 0.25);
        return graph;
    }

    OnnxGraphs constant(String name, long[] shape, double... values) {
        return constant(name, OnnxWriter.floatTensor(name, shape, values));
    }

    OnnxGraphs constant(String name, OnnxWriter tensor) {
        constants.put(name, tensor);
        return this;
    }

    OnnxGraphs node(String operator, String values, OnnxWriter... attributes) {
        nodes.add(OnnxWriter.node(operator, values, attributes));
        return this;
    }

    byte[] bytes() {
        return bytes(OnnxWriter.value("x", -1, 3), "y");
    }

    byte[] bytes(OnnxWriter input, String output) {
        OnnxWriter graph = new OnnxWriter();
        nodes.forEach(node -> graph.message(1, node));
        for (OnnxWriter constant : constants.values()) {
            graph.message(5, constant);
        }
        graph.message(11, input).message(12, OnnxWriter.value(output));
        return OnnxWriter.file(graph);
    }

    static OnnxFolding parts(OnnxGraphs graph) throws ModelFileException {
        return OnnxModel.parts(graph.bytes(), "m", null);
    }

    /** Checks the answers for x of a graph against a formula of {@code z = x · w}, of two columns. */
    static void assertAnswers(OnnxGraphs graph, UnaryOperator<double[]> formula) throws ModelFileException {
        double[] x = X;
        double[] answers = OnnxAnswers.of(parts(graph), x);
        for (int row = 0; row < 2; row++) {
            double[] z = new double[2];
            for (int i = 0; i < 6; i++) {
                z[i % 2] += x[3 * row + i / 2] * W[i];
            }
            double[] wanted = formula.apply(z);
            for (int j = 0; j < wanted.length; j++) {
                assertEquals(wanted[j], answers[row * wanted.length + j], 1e-6);
            }
        }
    }

    static double[] each(double[] z, DoubleUnaryOperator f) {
        return Arrays.stream(z).map(f).toArray();
    }

    static void assertRefused(OnnxGraphs graph, String... parts) {
        assertRefused(graph.bytes(), parts);
    }

    static void assertRefused(byte[] file, String... parts) {
        String message = assertThrows(ModelFileException.class, () -> OnnxModel.read(file, "m.onnx"))
                .getMessage();
        assertTrue(message.startsWith("m.onnx: "), message);
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }
}
