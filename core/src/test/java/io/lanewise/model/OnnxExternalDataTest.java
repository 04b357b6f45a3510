package io.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.RunsOnce;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights beside the model: a folder with the model in {@code folder/} and its weights there, below and above. */
@RunsOnce
class OnnxExternalDataTest {
    private static final byte[] WEIGHTS = OnnxWriter.floats(9, 1, 2, 3);

    @TempDir
    Path above;

    private Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        folder = Files.createDirectories(above.resolve("folder"));
        Files.createDirectories(folder.resolve("below"));
        Files.write(folder.resolve("weights"), WEIGHTS);
        Files.write(folder.resolve("below/weights"), WEIGHTS);
        Files.write(above.resolve("weights"), WEIGHTS);
    }

    private Path model(String location, String offset, String length) throws IOException {
        return model(3, location, offset, length);
    }

    private Path model(int inputs, String location, String offset, String length) throws IOException {
        OnnxWriter tensor = OnnxWriter.tensor("w", 1, inputs, 1).integer(14, 1);
        String[] entries = {"location", location, "offset", offset, "length", length};
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i + 1] != null) {
                tensor.message(13, new OnnxWriter().text(1, entries[i]).text(2, entries[i + 1]));
            }
        }
        OnnxWriter graph = new OnnxWriter()
                .message(1, OnnxWriter.node("MatMul", "x w -> y"))
                .message(5, tensor)
                .message(11, OnnxWriter.value("x", -1, inputs))
                .message(12, OnnxWriter.value("y", -1, 1));
        return Files.write(folder.resolve("model.onnx"), OnnxWriter.file(graph));
    }

    private void assertRefused(Path model, String reason) {
        String message = assertThrows(ModelFileException.class, () -> OnnxModel.load(model))
                .getMessage();
        assertTrue(message.contains("tensor 'w'") && message.contains(reason), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"weights", "below/weights", "./weights"})
    void isReadFromTheFolderAndBelow(String location) throws IOException {
        OnnxLayer layer = OnnxModel.parts(model(location, "4", "12")).layers().get(0);
        assertEquals(2f, layer.weights()[1]);
    }

    /** The JDK reads into arrays by way of memory outside the heap, as much as is asked for, which a thread keeps. */
    @Test
    void takesLittleMemoryOutsideTheHeap() throws IOException {
        int inputs = 1 << 21;
        Files.write(folder.resolve("large"), new byte[4 * inputs]);
        Path model = model(inputs, "large", "0", null);
        long before = outsideTheHeap();
        assertEquals(inputs, OnnxModel.parts(model).layers().get(0).inputs());
        assertTrue(outsideTheHeap() - before < 1 << 20, "" + (outsideTheHeap() - before));
    }

    private static long outsideTheHeap() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../weights", "below/../../weights", "below/../weights", "..", "", "\\weights", "a\0b"})
    void mayNotLeaveTheFolder(String location) throws IOException {
        assertRefused(model(location, "4", null), "");
    }

    @Test
    void mayNotBeAbsolute() throws IOException {
        assertRefused(model(folder.resolve("weights").toAbsolutePath().toString(), "4", null), "inside the model's");
    }

    @Test
    void mayNotBeASymbolicLink() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), above.resolve("weights"));
        Files.createSymbolicLink(folder.resolve("up"), above);
        assertRefused(model("link", "4", null), "symbolic link");
        assertRefused(model("up/weights", "4", null), "symbolic link");
    }

    @Test
    void mayNotBeAHardLink() throws IOException {
        Files.createLink(folder.resolve("link"), above.resolve("weights"));
        assertRefused(model("link", "4", null), "hard link");
    }

    @ParameterizedTest
    @CsvSource({
        "below, 0, 12, not a regular file",
        "missing, 0, 12, is missing",
        "weights, 8, 12, too few",
        "weights, 9223372036854775807, 12, too few",
        "weights, -4, 12, the offset '-4'",
        "weights, x, 12, the offset 'x'",
        "weights, 0, 8, 8 bytes outside",
        ", 0, 12, nothing says where",
    })
    void isChecked(String location, String offset, String length, String reason) throws IOException {
        assertRefused(model(location, offset, length), reason);
    }

    /** A file of 3 GB that has no bytes on the disk. */
    @Test
    void mayNotBeLargerThanAnArray() throws IOException {
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("sparse").toFile(), "rw")) {
            large.setLength(3_000_000_000L);
        }
        assertRefused(model(600_000_000, "sparse", null, null), "2400000000 bytes, more than an array holds");
    }

    /** It would be in memory once more for each layer. */
    @Test
    void theModelItselfIsNotAnotherFile() throws IOException {
        OnnxWriter tensor = OnnxWriter.tensor("w", 1, 1000, 1000).integer(14, 1);
        tensor.message(13, new OnnxWriter().text(1, "location").text(2, "model.onnx"));
        OnnxWriter graph = new OnnxWriter()
                .message(1, OnnxWriter.node("MatMul", "x w -> a"))
                .message(1, OnnxWriter.node("MatMul", "a w -> b"))
                .message(1, OnnxWriter.node("MatMul", "b w -> y"))
                .message(5, tensor)
                .message(11, OnnxWriter.value("x", -1, 1000))
                .message(12, OnnxWriter.value("y"))
                .bytes(10, new byte[4_000_000]);
        Path model = Files.write(folder.resolve("model.onnx"), OnnxWriter.file(graph));
        String message = assertThrows(ModelFileException.class, () -> OnnxModel.load(model))
                .getMessage();
        assertTrue(message.contains("(MatMul): what is read up to it takes more than four times"), message);
    }

    @Test
    void isNotReadForBytesAlone() throws IOException {
        byte[] bytes = Files.readAllBytes(model("weights", "4", "12"));
        String message = assertThrows(ModelFileException.class, () -> OnnxModel.read(bytes, "name"))
                .getMessage();
        assertTrue(message.startsWith("name: tensor 'w'") && message.contains("load the model from its path"), message);
    }
}
