package io.lanewise.model;

import static io.lanewise.model.TensorResource.assertRefused;
import static io.lanewise.model.TensorResource.npy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.RunsOnce;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

@RunsOnce
class ZipReaderTest {
    private static final byte[] ARRAY = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", 8);
    private static final int END_BYTES = 22;

    @Test
    void deflatedWithDescriptorsAFolderAndAComment() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment("a comment");
            zip.putNextEntry(new ZipEntry("dense/kernel:0.npy"));
            zip.write(ARRAY);
        }
        Tensors tensors = Tensors.read(out.toByteArray(), "x");
        assertEquals(List.of("dense/kernel:0"), tensors.names());
        assertArrayEquals(new float[2], tensors.get("dense/kernel:0").values());
    }

    @Test
    void anEmptyOne() throws IOException {
        assertEquals(List.of(), Tensors.read(zip(), "x").names());
    }

    @Test
    void otherZips() throws IOException {
        assertRefused(zip("model/data.pkl"), "data.pkl: is no .npy", "PyTorch");
    }

    @Test
    void duplicateNames() throws IOException {
        byte[] bytes = zip("a.npy", "b.npy");
        byte[] renamed = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("b.npy", "a.npy")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(renamed, "a: is there twice");
    }

    @Test
    void entriesThatShareBytes() throws IOException {
        byte[] bytes = zip("a.npy");
        int end = bytes.length - END_BYTES;
        int directory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(end + 16);
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(bytes, 0, end);
        twice.write(bytes, directory, end - directory);
        twice.write(bytes, end, END_BYTES);
        ByteBuffer patched = patch(twice.toByteArray());
        end = patched.capacity() - END_BYTES;
        patched.putShort(end + 8, (short) 2)
                .putShort(end + 10, (short) 2)
                .putInt(end + 12, 2 * patched.getInt(end + 12));
        assertRefused(patched.array(), "a.npy: overlaps");
    }

    @Test
    void fieldsThatAreWrong() throws IOException {
        byte[] bytes = zip("a.npy");
        int end = bytes.length - END_BYTES;
        int entry = patch(bytes).getInt(end + 16);
        assertRefused(patch(bytes).putShort(end + 10, (short) 2).array(), "several parts");
        assertRefused(patch(bytes).putInt(end + 16, -1).array(), "several parts");
        assertRefused(patch(bytes).putInt(end + 12, 0).array(), "no entry");
        assertRefused(patch(bytes).putInt(end + 12, entry).array(), "several parts");
        assertRefused(patch(bytes).putInt(end, 0).array(), "is missing");
        assertRefused(patch(bytes).putShort(entry + 8, (short) 1).array(), "encrypted");
        assertRefused(patch(bytes).putShort(entry + 10, (short) 93).array(), "method 93");
        assertRefused(patch(bytes).putShort(entry + 10, (short) 0).array(), "a.npy: has 73 bytes");
        assertRefused(patch(bytes).putInt(entry + 16, 0).array(), "checksum");
        assertRefused(patch(bytes).putInt(entry + 20, 0x7fffffff).array(), "past the end");
        assertRefused(patch(bytes).putInt(entry + 24, -1).array(), "has 4294967295 bytes");
        assertRefused(patch(bytes).putInt(entry + 24, 72).array(), "inflates to more");
        assertRefused(patch(bytes).putInt(entry + 24, 74).array(), "inflates to fewer");
        assertRefused(patch(bytes).putInt(entry + 24, 0x7ffffff0).array(), "inflates to more than");
        assertRefused(patch(bytes).putShort(entry + 28, (short) 2000).array(), "ends within its entry");
        assertRefused(patch(bytes).putInt(entry + 42, -1).array(), "not at offset 4294967295");
        assertRefused(patch(bytes).put(entry + 46, (byte) 'c').array(), "another name");
        assertRefused(patch(bytes).put(entry + 46, (byte) 0xff).array(), "not UTF-8");
        assertRefused(patch(bytes).putShort(8, (short) 0).array(), "another name or method");
        assertRefused(patch(bytes).putInt(30 + 5, -1).array(), "cannot be inflated");
    }

    @Test
    void moreEntriesThanAllowed() throws IOException {
        String[] names = new String[5000];
        Arrays.setAll(names, i -> i + ".npy");
        assertRefused(zip(names), "has 5000 tensors");
    }

    /** 100 MB of zeros in 100 KB, which say so; and which say that they are 100 bytes. */
    @Test
    void bombs() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(npy("{'descr': '|V8', 'fortran_order': False, 'shape': (1,)}", 100_000_000));
        }
        byte[] bytes = out.toByteArray();
        assertRefused(bytes, "a.npy: the zip inflates to more than");
        int entry = patch(bytes).getInt(bytes.length - END_BYTES + 16);
        assertRefused(patch(bytes).putInt(entry + 24, 100).array(), "inflates to more than its 100 bytes");
    }

    /** A small file of many floats, which inflate to what is allowed but become too many as floats. */
    @Test
    void halvesThatGrow() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(npy("{'descr': '<f2', 'fortran_order': False, 'shape': (300000,)}", 600_000));
        }
        assertRefused(out.toByteArray(), "1200000 bytes as floats");
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(ARRAY);
            }
        }
        return out.toByteArray();
    }

    private static ByteBuffer patch(byte[] bytes) {
        return ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
