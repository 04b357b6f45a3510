package io.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFilesTest {
    /** Bits that a detour through text or double would change. */
    private static final float[] VALUES = {0.1f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, 1f / 3};

    @TempDir
    Path folder;

    @Test
    void npyAsNumpyWritesIt() throws IOException {
        Path file = folder.resolve("x.npy");
        TensorFiles.writeNpy(file, TensorResource.npy("numpy-corners/c.npy"), 7, 5);
        assertArrayEquals(TensorResource.bytes("numpy-corners/c.npy"), Files.readAllBytes(file));
        TensorFiles.writeNpy(file, TensorResource.npy("numpy-corners/one.npy"), 5);
        assertArrayEquals(TensorResource.bytes("numpy-corners/one.npy"), Files.readAllBytes(file));
        TensorFiles.writeNpy(file, TensorResource.npy("numpy-corners/scalar.npy"));
        assertArrayEquals(TensorResource.bytes("numpy-corners/scalar.npy"), Files.readAllBytes(file));
        TensorFiles.writeNpy(file, new float[0], 0, 5);
        assertArrayEquals(TensorResource.bytes("numpy-corners/empty.npy"), Files.readAllBytes(file));
    }

    @Test
    void arraysComeBack() throws IOException {
        List<NamedArray> arrays = List.of(
                new NamedArray("0.weight", new int[] {2, 3}, () -> VALUES),
                new NamedArray("0.bias", new int[] {6}, () -> VALUES));
        for (Tensors tensors : List.of(TensorResource.asSafetensors(arrays), TensorResource.asNpz(arrays))) {
            assertEquals(List.of("0.weight", "0.bias"), tensors.names());
            for (NamedArray array : arrays) {
                assertArrayEquals(array.shape(), tensors.get(array.name()).shape());
                assertArrayEquals(VALUES, tensors.get(array.name()).values());
            }
        }
    }

    /** More than a chunk. */
    @Test
    void longArraysComeBack() throws IOException {
        float[] values = new float[5000];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1f / i;
        }
        List<NamedArray> arrays = List.of(new NamedArray("x", new int[] {50, 100}, () -> values));
        assertArrayEquals(values, TensorResource.asSafetensors(arrays).get("x").values());
        assertArrayEquals(values, TensorResource.asNpz(arrays).get("x").values());
    }

    /** The numbers are aligned, as the formats' own writers have them. */
    @Test
    void theSameBytesEachTime() throws IOException {
        List<NamedArray> arrays = TensorResource.zeros("a", new int[] {1}, "bc", new int[] {2, 2});
        ByteArrayOutputStream once = new ByteArrayOutputStream();
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        TensorFiles.writeNpz(once, arrays);
        TensorFiles.writeNpz(again, arrays);
        assertArrayEquals(once.toByteArray(), again.toByteArray());
        once.reset();
        TensorFiles.writeSafetensors(once, arrays);
        assertEquals(0, (once.size() - 20) % 8);
    }

    @Test
    void aFailureLeavesWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("x.npz"), "before");
        IOException failure = new IOException("full");
        assertEquals(
                failure,
                assertThrows(
                        IOException.class,
                        () -> NewFile.write(file, out -> {
                            out.write(1);
                            throw failure;
                        })));
        assertEquals("before", Files.readString(file));
        assertOnly(file);
        assertThrows(IOException.class, () -> TensorFiles.writeNpy(folder, VALUES, 6));
        Path nowhere = folder.resolve("no/x.npy");
        IOException noFolder = assertThrows(IOException.class, () -> TensorFiles.writeNpy(nowhere, VALUES, 6));
        assertTrue(noFolder.getMessage().startsWith(nowhere + " cannot be written"), noFolder.getMessage());
        assertOnly(file);
    }

    @Test
    void aFileIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("x.npy"), "before");
        TensorFiles.writeNpy(file, VALUES, 2, 3);
        assertArrayEquals(VALUES, Tensors.load(file).get("arr_0").values());
        assertOnly(file);
    }

    private void assertOnly(Path file) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void shapesThatAreWrong() {
        Path file = folder.resolve("x.npy");
        for (int[] shape : new int[][] {{5}, {2, 4}, {}, {-2, -3}, {6, 65536, 65536}, {0}, {0, 6}}) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> TensorFiles.writeNpy(file, VALUES, shape))
                    .getMessage();
            assertTrue(message.startsWith("shape is " + Shapes.shown(shape)), message);
        }
        assertThrows(IllegalArgumentException.class, () -> TensorFiles.writeNpy(file, new float[1], new int[33]));
    }

    @Test
    void filesThatCannotBeRead() {
        assertMessage("there is no such file", folder.resolve("missing.npy"));
        assertMessage("is not a regular file", folder);
        assertThrows(NullPointerException.class, () -> Tensors.load(null));
    }

    private static void assertMessage(String reason, Path file) {
        ModelFileException e = assertThrows(ModelFileException.class, () -> Tensors.load(file));
        assertEquals(file + ": " + reason, e.getMessage());
    }
}
