package io.lanewise.model;

import static io.lanewise.model.OnnxGraphs.assertAnswers;
import static io.lanewise.model.OnnxGraphs.assertRefused;
import static io.lanewise.model.OnnxGraphs.graph;
import static io.lanewise.model.OnnxGraphs.parts;
import static io.lanewise.model.OnnxWriter.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the file's numbers: read as every type, folded into a layer, kept as they are. */
class OnnxFoldingTest {
    @Test
    void biasKeepsItsBits() throws ModelFileException {
        OnnxGraphs graph = graph().constant("nought", new long[] {2}, -0.0, 1e-45);
        assertArrayEquals(
                new float[] {-0f, 1e-45f},
                parts(graph.node("MatMul", "x w -> z").node("Add", "z nought -> y"))
                        .layers()
                        .get(0)
                        .bias());
        assertArrayEquals(
                new float[] {0f, 0f},
                parts(graph().node("MatMul", "x w -> y")).layers().get(0).bias());
    }

    @Test
    void scalingsAfterALayer() throws ModelFileException {
        OnnxGraphs graph = graph().node("MatMul", "x w -> a")
                .node("Mul", "a b -> b2")
                .node("Add", "b2 one -> c")
                .node("Div", "c half -> d")
                .node("Sub", "b d -> e")
                .node("Sub", "e six -> y");
        assertAnswers(graph, z -> new double[] {0.5 - (z[0] * 0.5 + 1) * 2 - 6, -1 - (z[1] * -1 + 1) * 2 - 6});
        assertEquals(1, parts(graph).layers().size());
        assertRefused(graph().node("MatMul", "x w -> a").node("Div", "b a -> y"), "node 'myDiv' (Div)", "constant");
        assertRefused(graph().node("MatMul", "x w -> a").node("Add", "a c3 -> y"), "node 'myAdd' (Add)", "[3]");
    }

    @Test
    void scalingsBeforeALayer() throws ModelFileException {
        OnnxGraphs graph =
                graph().node("Sub", "x c3 -> a").node("Div", "a c3 -> b2").node("Gemm", "b2 w b -> y");
        OnnxFolding parts = parts(graph);
        assertEquals(1, parts.layers().size());
        // w / c3 by rows, and b − the sum of w's columns
        assertArrayEquals(
                new float[] {0.5f, -1, 0.125f, 0.75f, 0.1875f, -0.03125f},
                parts.layers().get(0).weights());
        assertArrayEquals(new float[] {0.5f, -2.25f}, parts.layers().get(0).bias());
    }

    @Test
    void batchNormalizationBeforeALayer() throws ModelFileException {
        OnnxGraphs graph = graph().node("BatchNormalization", "x c3 c3 one3 var -> a unused", attribute("epsilon", 0f))
                .constant("one3", new long[] {3}, 1, 1, 1)
                .node("MatMul", "a w -> y");
        OnnxLayer layer = parts(graph).layers().get(0);
        // scale / √var is 2, 2, −16; the shift c3 − that is 0, 2, 8
        assertArrayEquals(new float[] {2, -4, 1, 6, 24, -4}, layer.weights());
        assertArrayEquals(new float[] {2 * 0.5f + 8 * -1.5f, 2 * 3 + 8 * 0.25f}, layer.bias());
        assertRefused(
                graph().node("BatchNormalization", "x c3 c3 c3 var -> y", attribute("training_mode", 1)),
                "training mode");
    }

    @Test
    void whatFoldsToNoNumberIsRefused() throws ModelFileException {
        assertRefused(
                graph().node("MatMul", "x w -> a").node("Div", "a zero -> y"), "(MatMul)", "becomes ", "divisor of 0");
        OnnxGraphs negative = graph().constant("below", new long[] {3}, 1, -2, 1);
        assertRefused(
                negative.node("BatchNormalization", "x c3 c3 c3 below -> a").node("MatMul", "a w -> y"),
                "becomes NaN",
                "negative variance");
        OnnxGraphs own = graph().constant("nan", new long[] {2}, Double.NaN, 1);
        assertEquals(
                Float.NaN,
                parts(own.node("Gemm", "x w nan -> y")).layers().get(0).bias()[0]);
    }

    @Test
    void scalingAfterTheLastActivationIsALayer() throws ModelFileException {
        OnnxGraphs graph =
                graph().node("MatMul", "x w -> a").node("Tanh", "a -> c").node("Mul", "c b -> y");
        assertEquals(2, parts(graph).layers().size());
        assertAnswers(graph, z -> new double[] {Math.tanh(z[0]) * 0.5, -Math.tanh(z[1])});
        assertRefused(
                graph().constant("wide", new long[] {3, 65}, new double[195])
                        .node("MatMul", "x wide -> a")
                        .node("Relu", "a -> c")
                        .node("Mul", "c half -> y"),
                "node 'myMul' (Mul)",
                "65 columns");
    }

    @Test
    void twoClassesOfOneSigmoid() throws ModelFileException {
        OnnxGraphs graph = graph().node("MatMul", "x w -> a")
                .node("MatMul", "a v -> z")
                .node("Sigmoid", "z -> p")
                .node("Sub", "one p -> q")
                .node("Concat", "q p -> y", attribute("axis", 1));
        assertAnswers(graph, z -> {
            double p = 1 / (1 + Math.exp(-2 * z[0] + z[1]));
            return new double[] {1 - p, p};
        });
        assertEquals(Output.SOFTMAX, parts(graph).output());
    }

    @Test
    void weightsOfEveryType() throws ModelFileException {
        long[] shape = {3, 2};
        OnnxWriter halves = new OnnxWriter();
        OnnxWriter brains = new OnnxWriter();
        int[] half = {0x3C00, 0xC000, 0x3800, 0x4200, 0xBE00, 0x3400};
        int[] brain = {0x3F80, 0xC000, 0x3F00, 0x4040, 0xBFC0, 0x3E80};
        for (int i = 0; i < 6; i++) {
            halves.varint(half[i]);
            brains.varint(brain[i]);
        }
        OnnxWriter oneByOne = OnnxWriter.tensor("t", 1, shape);
        for (double weight : OnnxGraphs.W) {
            oneByOne.fixed32(4, (float) weight);
        }
        List<OnnxWriter> tensors = List.of(
                OnnxWriter.tensor("t", 1, shape).bytes(4, OnnxWriter.floats(OnnxGraphs.W)),
                oneByOne,
                OnnxWriter.tensor("t", 11, shape).bytes(10, OnnxWriter.doubles(OnnxGraphs.W)),
                OnnxWriter.tensor("t", 11, shape).bytes(9, OnnxWriter.doubles(OnnxGraphs.W)),
                OnnxWriter.tensor("t", 10, shape).bytes(5, halves.bytes()),
                OnnxWriter.tensor("t", 16, shape).bytes(5, brains.bytes()));
        for (OnnxWriter tensor : tensors) {
            assertAnswers(graph().constant("t", tensor).node("MatMul", "x t -> y"), z -> z);
        }
        OnnxWriter huge = OnnxWriter.tensor("t", 11, 3, 1).bytes(9, OnnxWriter.doubles(1e300, 1, 1));
        assertRefused(graph().constant("t", huge).node("MatMul", "x t -> y"), "(MatMul)", "1.0E300", "float32");
        OnnxWriter integers = OnnxWriter.tensor("t", 7, 3, 1).bytes(9, new byte[24]);
        assertRefused(graph().constant("t", integers).node("MatMul", "x t -> y"), "'t'", "int64");
    }

    @Test
    void constantsOfEveryKind() throws ModelFileException {
        OnnxWriter value = new OnnxWriter()
                .text(1, "value")
                .message(5, OnnxWriter.floatTensor("", new long[] {3, 2}, OnnxGraphs.W))
                .integer(20, 4);
        OnnxWriter floats = new OnnxWriter()
                .text(1, "value_floats")
                .bytes(7, OnnxWriter.floats(0.5, -1))
                .integer(20, 6);
        OnnxGraphs graph = graph().node("Constant", "_ -> w2", value)
                .node("Constant", "_ -> b2", floats)
                .node("Constant", "_ -> six2", attribute("value_float", 6f))
                .node("Gemm", "x w2 b2 -> a")
                .node("Add", "a six2 -> y");
        assertAnswers(graph, z -> new double[] {z[0] + 6.5, z[1] + 5});
    }
}
