package io.lanewise.model;

import static io.lanewise.model.OnnxGraphs.graph;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.lanewise.RunsOnce;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files that want to hurt: an exception of the one type or a network, and no more memory than their sizes allow. */
@RunsOnce
class OnnxHostileTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** {@code -Dlanewise.fuzz=100000} takes under a minute. */
    private static final int MUTANTS = Integer.getInteger("lanewise.fuzz", 20_000);

    /** Classes that are loaded at the first file take memory too, once. */
    @BeforeAll
    static void loadClasses() throws IOException {
        for (byte[] file : seeds()) {
            read(file);
        }
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String name : List.of(
                "iris-silu/torchscript.onnx",
                "iris-hardtanh/torchscript.onnx",
                "exports/gelu/dynamo18.onnx",
                "exports/gelutanh/ts13.onnx",
                "exports/view/ts9.onnx",
                "exports/bn/train.onnx",
                "exports/half/ts17.onnx",
                "exports/sklearn-cancer-scaler/m.onnx",
                "exports/sklearn-reg/m.onnx",
                "digits-logits/dynamo-external.onnx",
                "unsupported/skip-connection.onnx")) {
            seeds.add(Files.readAllBytes(OnnxFilesTest.FOLDER.resolve(name)));
        }
        return seeds;
    }

    /** {@return the refusal, or null for a network} */
    private static ModelFileException read(byte[] file) {
        try {
            OnnxModel.parts(file, "m", null);
            return null;
        } catch (ModelFileException e) {
            return e;
        }
    }

    /** All that is allocated, which is no less than what is held at once. The file itself counts too. */
    private static ModelFileException readWithinMemory(byte[] file) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        ModelFileException refusal = read(file);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before + file.length;
        assertTrue(bytes <= 4L * file.length + (1 << 20), () -> bytes + " bytes for a file of " + file.length);
        return refusal;
    }

    private static void assertRefused(byte[] file, String reason) {
        ModelFileException refusal = readWithinMemory(file);
        assertTrue(refusal != null && refusal.getMessage().contains(reason), () -> "" + refusal);
    }

    @Test
    void cutAnywhere() throws IOException {
        for (byte[] seed : seeds()) {
            for (int length = 0; length < seed.length; length++) {
                readWithinMemory(Arrays.copyOf(seed, length));
            }
        }
    }

    @Test
    void bytesFlippedAtRandom() throws IOException {
        List<byte[]> seeds = seeds();
        for (int i = 0; i < MUTANTS; i++) {
            Random random = new Random(i);
            byte[] file = seeds.get(random.nextInt(seeds.size())).clone();
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                int at = random.nextInt(file.length);
                file[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (file[at] ^ 1 << random.nextInt(8));
            }
            try {
                readWithinMemory(file);
            } catch (RuntimeException | Error e) {
                fail("mutant " + i, e);
            }
        }
    }

    @Test
    void lengthsPastTheFile() {
        assertRefused(new byte[0], "no graph");
        assertRefused("not a model at all".getBytes(StandardCharsets.US_ASCII), "no ONNX file");
        assertRefused(
                new OnnxWriter().varint(7 << 3 | 2).varint(Integer.MAX_VALUE).bytes(), "a length of 2147483647");
        assertRefused(new OnnxWriter().varint(7 << 3 | 2).varint(-1).bytes(), "a length of 18446744073709551615");
        assertRefused(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}, "more than ten bytes");
    }

    @Test
    void groups() {
        byte[] nested = new byte[1 << 20];
        Arrays.fill(nested, (byte) (9 << 3 | 3));
        assertRefused(nested, "wire type 3");
    }

    @Test
    void shapesThatOverflow() {
        for (long[] shape : new long[][] {
            {1 << 16, 1 << 16},
            {Long.MAX_VALUE, 2},
            {-3, -2},
            {1L << 32, 1L << 32},
            {Integer.MAX_VALUE, 1},
            {0, 2},
            {3, 0}
        }) {
            byte[] file = graph().constant("t", OnnxWriter.floatTensor("t", shape, OnnxGraphs.W))
                    .node("MatMul", "x t -> y")
                    .bytes();
            assertTrue(readWithinMemory(file) != null, () -> Arrays.toString(shape));
        }
        long[] rows = {-1, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        byte[] wide =
                graph().node("Flatten", "x -> a").node("MatMul", "a w -> y").bytes(OnnxWriter.value("x", rows), "y");
        assertRefused(wide, "myFlatten");
    }

    @Test
    void dataThatIsNotThere() {
        OnnxWriter none = OnnxWriter.tensor("t", 1, 3, 2);
        assertRefused(graph().constant("t", none).node("MatMul", "x t -> y").bytes(), "no data");
        OnnxWriter few = OnnxWriter.tensor("t", 1, 3, 2).bytes(9, new byte[20]);
        assertRefused(graph().constant("t", few).node("MatMul", "x t -> y").bytes(), "20 bytes of data, not the 24");
        OnnxWriter twice =
                OnnxWriter.floatTensor("t", new long[] {3, 2}, OnnxGraphs.W).bytes(9, new byte[24]);
        assertRefused(graph().constant("t", twice).node("MatMul", "x t -> y").bytes(), "twice");
    }

    @Test
    void manyNodes() {
        OnnxGraphs circle = graph();
        for (int i = 0; i < 10_000; i++) {
            circle.node("Relu", "n" + i + " -> n" + (i + 1) % 10_000);
        }
        assertRefused(circle.bytes(), "more than 6000");
        OnnxGraphs small = graph();
        for (int i = 0; i < 500; i++) {
            small.node("Relu", "n" + i + " -> n" + (i + 1) % 500);
        }
        assertRefused(small.node("Add", "x n0 -> y").bytes(), "in a circle");
    }

    /** Two bytes each: empty nodes, tensors, names. */
    @Test
    void manySmallThings() {
        for (int field : new int[] {1, 5, 11, 12}) {
            OnnxWriter graph = new OnnxWriter();
            for (int i = 0; i <= OnnxProtobuf.MOST_ITEMS; i++) {
                graph.bytes(field, new byte[0]);
            }
            assertTrue(readWithinMemory(new OnnxWriter().message(7, graph).bytes()) != null);
        }
    }

    /** Each is of little use, and would be remembered with a reason why. */
    @Test
    void manyThingsThatCannotBeComputed() {
        String name = "\u0101".repeat(300);
        StringBuilder outputs = new StringBuilder("x -> a");
        for (int i = 0; i < 5500; i++) {
            outputs.append(" q").append(Integer.toString(i, 36));
        }
        assertRefused(
                graph().node(name, outputs.toString()).node("Relu", "a -> y").bytes(), "no such operation");
        OnnxWriter nodes = new OnnxWriter();
        for (int i = 0; i < 1990; i++) {
            nodes.message(
                    1, new OnnxWriter().text(2, "q" + Integer.toString(i, 36)).text(4, "\u0101"));
        }
        nodes.message(11, OnnxWriter.value("x", -1, 3)).message(12, OnnxWriter.value("q0"));
        nodes.message(1, OnnxWriter.node("Relu", "x -> y"));
        assertRefused(OnnxWriter.file(nodes), "no such operation");
    }

    /** One tensor that a thousand layers read would be a thousand times the file. */
    @Test
    void sharedWeights() {
        OnnxGraphs graph = graph().constant("square", new long[] {300, 300}, new double[90_000]);
        for (int i = 0; i < 500; i++) {
            graph.node("MatMul", (i == 0 ? "x" : "a" + i) + " square -> " + (i == 499 ? "y" : "a" + (i + 1)));
        }
        byte[] file = graph.bytes(OnnxWriter.value("x", -1, 300), "y");
        assertTrue(assertThrows(ModelFileException.class, () -> OnnxModel.read(file, "m"))
                .getMessage()
                .contains("too many read the same weights"));
    }

    /** Halves as varints of one byte become two, then eight as what is folded, then four. */
    @Test
    void numbersThatGrow() {
        int n = 1_000_000;
        OnnxWriter raw = OnnxWriter.tensor("c", 10, n).bytes(9, new byte[2 * n]);
        OnnxWriter varints = OnnxWriter.tensor("c", 10, n).bytes(5, new byte[n]);
        OnnxWriter floats = OnnxWriter.tensor("c", 1, n).bytes(9, new byte[4 * n]);
        OnnxWriter x = new OnnxWriter().text(1, "x");
        for (OnnxWriter c : List.of(raw, varints, floats)) {
            assertGrows(graph().constant("c", c)
                    .node("BatchNormalization", "x c c c c -> y")
                    .bytes(x, "y"));
        }
        assertGrows(graph().constant("c", varints).node("Add", "x c -> y").bytes(x, "y"));
        OnnxWriter weights = OnnxWriter.tensor("h", 10, n, 1).bytes(9, new byte[2 * n]);
        assertGrows(graph().constant("c", raw)
                .constant("h", weights)
                .node("Sub", "x c -> a")
                .node("Mul", "a c -> b2")
                .node("MatMul", "b2 h -> y")
                .bytes(x, "y"));
        OnnxWriter matrix = OnnxWriter.tensor("c", 10, 1000, 1000).bytes(5, new byte[n]);
        assertGrows(graph().constant("c", matrix).node("MatMul", "x c -> y").bytes(x, "y"));
    }

    private static void assertGrows(byte[] file) {
        assertRefused(file, "more than four times the file's size");
    }

    /** Doubles of a scaling in float16 are four times what they were; weights behind it, twice. */
    @Test
    void wideLayersBehindAScalingAreRead() {
        OnnxWriter x = new OnnxWriter().text(1, "x");
        byte[] file = graph().constant("c", OnnxWriter.tensor("c", 10, 100_000).bytes(9, new byte[200_000]))
                .constant("h", OnnxWriter.tensor("h", 10, 100_000, 16).bytes(9, new byte[3_200_000]))
                .node("Sub", "x c -> a")
                .node("Mul", "a c -> b2")
                .node("MatMul", "b2 h -> y")
                .bytes(x, "y");
        assertNull(readWithinMemory(file));
    }

    /** Numbers one by one, each with its tag. */
    @Test
    void numbersOneByOne() throws ModelFileException {
        OnnxWriter tensor = OnnxWriter.tensor("t", 1, 3, 100_000);
        for (int i = 0; i < 300_000; i++) {
            tensor.fixed32(4, i);
        }
        OnnxLayer layer = OnnxGraphs.parts(graph().constant("t", tensor).node("MatMul", "x t -> y"))
                .layers()
                .get(0);
        assertEquals(299_999f, layer.weights()[299_999]);
    }

    @Test
    void namesOfMegabytes() {
        byte[] name = new byte[5_000_000];
        Arrays.fill(name, (byte) 0xFF);
        name[0] = (byte) 0xC4;
        name[1] = (byte) 0x81;
        OnnxWriter graph = new OnnxWriter().message(1, new OnnxWriter().bytes(3, name));
        assertRefused(OnnxWriter.file(graph), "a name of 5000000 bytes");
        OnnxWriter approximate = new OnnxWriter().text(1, "approximate").bytes(4, name);
        assertRefused(
                graph().node("MatMul", "x w -> a")
                        .node("Gelu", "a -> y", approximate)
                        .bytes(),
                "a name of 5000000 bytes");
        OnnxWriter many = new OnnxWriter();
        for (int i = 0; i < 5000; i++) {
            many.bytes(2, Arrays.copyOf(name, Limits.NAME_BYTES));
        }
        assertRefused(OnnxWriter.file(new OnnxWriter().message(1, many)), "more than four times the file's size");
    }

    @Test
    void longNamesAndControlCharacters() {
        String name = "\n\u001b[31m" + "n".repeat(1000);
        byte[] file = graph().node("MatMul", "x w -> a").node(name, "a -> y").bytes();
        ModelFileException refusal = readWithinMemory(file);
        assertTrue(refusal.getMessage().length() < 1000 && !refusal.getMessage().contains("\n"));
    }
}
