package io.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files that Python wrote, and files made for a test. */
final class TensorResource {
    /** A file of every form, none of more than 6 KB. */
    static final List<String> SMALL = List.of(
            "cancer-sigmoid/model.safetensors",
            "halves/bfloat16.safetensors",
            "halves/many.safetensors",
            "keras-wine/get_weights.npz",
            "numpy-corners/big-endian.npy",
            "numpy-corners/fortran.npy",
            "numpy-corners/half.npy",
            "numpy-corners/int64.npy",
            "numpy-corners/object.npy",
            "numpy-corners/version3.npy",
            "sklearn-diabetes/float64.npz",
            "sklearn-iris/float32-compressed.npz");

    private TensorResource() {}

    static byte[] bytes(String name) {
        try (InputStream in = TensorResource.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Tensors tensors(String name) throws ModelFileException {
        return Tensors.read(bytes(name), name);
    }

    /** The only array of an .npy. */
    static float[] npy(String name) throws ModelFileException {
        return tensors(name).get("arr_0").values();
    }

    /** An .npy of version 1 with this header, which need not be right. */
    static byte[] npy(String header, int dataBytes) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(10 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(NpyReader.MAGIC).put((byte) 1).put((byte) 0).putShort((short) text.length);
        return bytes.put(text).array();
    }

    /** A safetensors file with this header, which need not be right. */
    static byte[] safetensors(String header, int dataBytes) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.putLong(text.length).put(text).array();
    }

    /** Arrays of zeros, from names and shapes: {@code "fc1.weight", {3, 2}}. */
    static List<NamedArray> zeros(Object... namesAndShapes) {
        NamedArray[] arrays = new NamedArray[namesAndShapes.length / 2];
        for (int i = 0; i < arrays.length; i++) {
            int[] shape = (int[]) namesAndShapes[2 * i + 1];
            arrays[i] = new NamedArray((String) namesAndShapes[2 * i], shape, () -> new float[Shapes.length(shape)]);
        }
        return List.of(arrays);
    }

    static Tensors asSafetensors(List<NamedArray> arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TensorFiles.writeSafetensors(out, arrays);
        return Tensors.read(out.toByteArray(), "made.safetensors");
    }

    static Tensors asNpz(List<NamedArray> arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TensorFiles.writeNpz(out, arrays);
        return Tensors.read(out.toByteArray(), "made.npz");
    }

    /** Refused at reading, by a message of one line with the file's name and these words. */
    static void assertRefused(byte[] bytes, String... words) {
        assertMessage(assertThrows(ModelFileException.class, () -> Tensors.read(bytes, "x.file")), words);
    }

    static void assertMessage(ModelFileException e, String... words) {
        for (String word : words) {
            assertTrue(e.getMessage().contains(word), e.getMessage() + " has no " + word);
        }
        assertTrue(e.getMessage().lines().count() == 1, e.getMessage());
    }
}
