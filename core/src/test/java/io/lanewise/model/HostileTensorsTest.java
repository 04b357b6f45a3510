package io.lanewise.model;

import static io.lanewise.model.TensorResource.SMALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.lanewise.RunsOnce;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Damaged files end in {@link ModelFileException} or are read; neither takes more memory than is promised. */
@RunsOnce
class HostileTensorsTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Of each file in {@link TensorResource#SMALL}. */
    private static final int FUZZED = 2500;

    /** Parts of the formats, so that chance need not find them. */
    private static final String[] WORDS = {
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "'",
        "(",
        ")",
        "\\",
        "\\u0000",
        "F64",
        "<f8",
        ">f2",
        "|O",
        "shape",
        "9223372036854775807",
        "2147483647",
        "-1",
        "NaN",
        "PK\u0001\u0002",
        "PK\u0003\u0004",
        "PK\u0005\u0006",
        "\u00ff\u00ff\u00ff\u00ff",
        "\u00ff\u00ff\u00ff\u007f",
        "\u0000\u0000\u0000\u0000",
    };

    /** What runs for the first time loads classes, which is not the files' doing. */
    @BeforeAll
    static void warmUp() {
        for (String name : SMALL) {
            byte[] bytes = TensorResource.bytes(name);
            read(bytes);
            read(Arrays.copyOf(bytes, bytes.length / 2));
        }
    }

    @ParameterizedTest
    @FieldSource("io.lanewise.model.TensorResource#SMALL")
    void cutOffAtEveryByte(String name) {
        byte[] bytes = TensorResource.bytes(name);
        for (int length = 0; length < bytes.length; length++) {
            assertFalse(read(Arrays.copyOf(bytes, length)), name + " of " + length + " bytes");
        }
    }

    @ParameterizedTest
    @FieldSource("io.lanewise.model.TensorResource#SMALL")
    void everyByteChanged(String name) {
        Random random = new Random(21);
        byte[] bytes = TensorResource.bytes(name);
        for (int at = 0; at < bytes.length; at++) {
            byte before = bytes[at];
            bytes[at] ^= (byte) (1 + random.nextInt(255));
            read(bytes);
            bytes[at] = before;
        }
    }

    @ParameterizedTest
    @FieldSource("io.lanewise.model.TensorResource#SMALL")
    void manyChangesAtOnce(String name) {
        byte[] original = TensorResource.bytes(name);
        for (int seed = 0; seed < FUZZED; seed++) {
            Random random = new Random(seed);
            byte[] bytes = original;
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                bytes = changed(bytes, random);
            }
            read(bytes);
        }
    }

    private static byte[] changed(byte[] bytes, Random random) {
        // Headers are at the beginning and, in a zip, at the end.
        int near = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 300);
        int at = random.nextInt(near + 1);
        at = random.nextInt(3) == 0 ? bytes.length - at : at;
        int some = Math.min(random.nextInt(9), bytes.length - at);
        byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        switch (random.nextInt(4)) {
            case 0:
                break;
            case 1:
                out.writeBytes(word);
                some = Math.min(word.length, bytes.length - at);
                break;
            case 2:
                out.writeBytes(word);
                some = 0;
                break;
            default:
                out.write(bytes, at, some);
                some = 0;
        }
        out.write(bytes, at + some, bytes.length - at - some);
        return out.toByteArray();
    }

    /** Tensors of no numbers, as many as are read and more. */
    @Test
    void manyTensorsTakeLittleMemory() throws IOException {
        assertTrue(read(manyInNpz(900, Deflater.NO_COMPRESSION)));
        assertTrue(read(manyInNpz(900, Deflater.BEST_COMPRESSION)));
        assertFalse(read(manyInNpz(3000, Deflater.NO_COMPRESSION)));
        assertFalse(read(manyInNpz(60_000, Deflater.BEST_COMPRESSION)));
        assertTrue(read(manyInSafetensors(2200)));
        assertFalse(read(manyInSafetensors(200_000)));
        byte[] many = manyInSafetensors(200_000);
        String message = assertThrows(ModelFileException.class, () -> Tensors.read(many, "file"))
                .getMessage();
        assertTrue(message.contains("too much for a file of") && !message.contains("savez"), message);
    }

    private static byte[] manyInNpz(int count, int level) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(level);
            for (int i = 0; i < count; i++) {
                zip.putNextEntry(new ZipEntry(Integer.toString(i, 36) + ".npy"));
                zip.write(TensorResource.npy("{'shape':(0,),'descr':'<f4','fortran_order':True}", 0));
            }
        }
        return out.toByteArray();
    }

    private static byte[] manyInSafetensors(int count) {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            header.append(i == 0 ? "\"" : ",\"")
                    .append(Integer.toString(i, 36))
                    .append("\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}");
        }
        return TensorResource.safetensors(header.append('}').toString(), 0);
    }

    /** Names of three bytes a char, with escapes, of the longest that is allowed; a long one that is not. */
    @Test
    void longNamesTakeLittleMemory() {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i < 2000; i++) {
            header.append(i == 0 ? "\"" : ",\"")
                    .append("\\n漢".repeat(200))
                    .append(i)
                    .append("\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}");
        }
        assertTrue(read(TensorResource.safetensors(header.append('}').toString(), 0)));
        assertFalse(read(TensorResource.safetensors("{\"" + "漢".repeat(2_000_000), 0)));
        assertTrue(read(TensorResource.safetensors("{\"__metadata__\":{\"a\":\"" + "漢".repeat(2_000_000) + "\"}}", 0)));
    }

    /** Two bytes a number that become four, and one that becomes none. */
    @Test
    void largeTensorsTakeLittleMemory() {
        assertTrue(read(TensorResource.npy("{'descr':'<f2','fortran_order':True,'shape':(1000,1000)}", 2_000_000)));
        assertTrue(read(TensorResource.npy("{'descr':'<f4','fortran_order':False,'shape':(1000,1000)}", 4_000_000)));
        assertTrue(read(TensorResource.npy("{'descr':'|u1','fortran_order':False,'shape':(1000,1000)}", 1_000_000)));
    }

    /** Whether the file is read. The file itself counts as memory too: {@link Tensors#load} reads it whole. */
    private static boolean read(byte[] bytes) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Tensors tensors = decoded(bytes);
        long memory = THREADS.getCurrentThreadAllocatedBytes() - before + bytes.length;
        assertTrue(memory <= 4L * bytes.length + (1 << 20), () -> memory + " bytes for a file of " + bytes.length);
        if (tensors != null) {
            asNetwork(tensors);
        }
        return tensors != null;
    }

    private static Tensors decoded(byte[] bytes) {
        try {
            Tensors tensors = Tensors.read(bytes, "file");
            for (String name : tensors.names()) {
                decode(tensors.get(name));
            }
            return tensors;
        } catch (ModelFileException e) {
            return null;
        }
    }

    /** Every number that a damaged file has is a float or refused. */
    private static void decode(Tensor tensor) {
        try {
            assertEquals(tensor.length(), tensor.values().length);
        } catch (ModelFileException e) {
            assertTrue(e.getMessage().startsWith("file: "), e.getMessage());
        }
    }

    /** With no activation, so that a network that could be made is refused too, for that reason. */
    private static void asNetwork(Tensors tensors) {
        try {
            tensors.network();
        } catch (ModelFileException e) {
            assertTrue(e.getMessage().startsWith("file: "), e.getMessage());
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().startsWith("activations has 0 elements, but"), e.getMessage());
        }
    }
}
