package io.lanewise.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The entries of a zip that lies in memory, each checked in full: where it lies, that no other shares a byte with it,
 * that it inflates to the size that it says, and its CRC.
 *
 * <p>Not {@link java.util.zip.ZipFile}, which opens the file a second time and lets entries overlap, and not {@link
 * java.util.zip.ZipInputStream}, which believes what stands before each entry, where NumPy writes no sizes, and never
 * sees the directory at the end, which is what other readers go by.
 */
final class ZipReader {
    /** An entry of the directory; size is that of what it inflates to. */
    record Entry(String name, Piece piece, int size, long crc, int start) {}

    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final String PLACE = "zip directory";

    private final ModelBytes file;
    private final byte[] chunk = new byte[8192];

    private ZipReader(ModelBytes file) {
        this.file = file;
    }

    /** @param mostBytes that all entries may inflate to */
    static List<Entry> read(ModelBytes file, long mostBytes) throws ModelFileException {
        ZipReader reader = new ZipReader(file);
        List<Entry> entries = reader.directory();
        reader.checkApart(entries);
        long sum = 0;
        for (Entry entry : entries) {
            sum += entry.size();
            if (sum > mostBytes) {
                throw file.error(
                        entry.name(),
                        "the zip inflates to more than " + mostBytes + " bytes, too much for a file of " + file.length()
                                + ": write it with numpy.savez, which does not deflate");
            }
        }
        for (Entry entry : entries) {
            reader.checkData(entry);
        }
        return entries;
    }

    private List<Entry> directory() throws ModelFileException {
        int end = end();
        int count = file.u16(end + 10, PLACE);
        long start = file.u32(end + 16, PLACE);
        long after = start + file.u32(end + 12, PLACE);
        if (file.u16(end + 8, PLACE) != count || after > end) {
            throw file.error(PLACE, "does not lie inside the file, or the zip is one of several parts or of over 4 GB");
        }
        Limits.check(file, count, Limits.NPZ_BYTES, 0);
        List<Entry> entries = new ArrayList<>(count);
        int at = (int) start;
        for (int i = 0; i < count; i++) {
            if (after - at < CENTRAL_BYTES || file.i32(at, PLACE) != CENTRAL) {
                throw file.error(PLACE, "has no entry at offset " + at + ", where its number " + i + " should be");
            }
            int nameBytes = file.u16(at + 28, PLACE);
            int next = at + CENTRAL_BYTES + nameBytes + file.u16(at + 30, PLACE) + file.u16(at + 32, PLACE);
            if (next > after) {
                throw file.error(PLACE, "ends within its entry number " + i);
            }
            entries.add(entry(at, nameBytes, (int) start));
            at = next;
        }
        if (at != after) {
            throw file.error(PLACE, "goes on after its last entry, at offset " + at);
        }
        return entries;
    }

    /** Where the record is that ends a zip. A comment may follow it, and reaches to the end of the file. */
    private int end() throws ModelFileException {
        int last = file.length() - END_BYTES;
        for (int at = last; at >= Math.max(0, last - 0xffff); at--) {
            if (file.i32(at, PLACE) == END && file.u16(at + 20, PLACE) == last - at) {
                return at;
            }
        }
        throw file.error(PLACE, "is missing: the zip was cut off, or is none");
    }

    /** The entry whose record in the directory is at this offset; what stands before its data must agree. */
    private Entry entry(int at, int nameBytes, int directory) throws ModelFileException {
        String name = name(at + CENTRAL_BYTES, nameBytes);
        int method = file.u16(at + 10, PLACE);
        if ((file.u16(at + 8, PLACE) & 1) != 0) {
            throw file.error(name, "is encrypted");
        }
        if (method != STORED && method != DEFLATED) {
            throw file.error(name, "is compressed by method " + method + ", neither stored nor deflated");
        }
        long packed = file.u32(at + 20, PLACE);
        long size = file.u32(at + 24, PLACE);
        if (size > ModelBytes.LARGEST || method == STORED && size != packed) {
            throw file.error(name, "has " + size + " bytes, in the file " + packed);
        }
        long start = file.u32(at + 42, PLACE);
        if (start > directory - LOCAL_BYTES || file.i32((int) start, PLACE) != LOCAL) {
            throw file.error(name, "is not at offset " + start + ", where the zip directory has it");
        }
        int local = (int) start;
        int localNameBytes = file.u16(local + 26, PLACE);
        long data = start + LOCAL_BYTES + localNameBytes + file.u16(local + 28, PLACE);
        if (data + packed > directory) {
            throw file.error(name, "has " + packed + " bytes at offset " + data + ", past the end at " + directory);
        }
        if (file.u16(local + 8, PLACE) != method
                || !Arrays.equals(
                        file.array(),
                        local + LOCAL_BYTES,
                        local + LOCAL_BYTES + localNameBytes,
                        file.array(),
                        at + CENTRAL_BYTES,
                        at + CENTRAL_BYTES + nameBytes)) {
            throw file.error(name, "has another name or method at its data than in the zip directory");
        }
        Piece piece = new Piece(file, (int) data, (int) packed, method == DEFLATED);
        return new Entry(name, piece, (int) size, file.u32(at + 16, PLACE), local);
    }

    private String name(int at, int length) throws ModelFileException {
        if (length > Limits.NAME_BYTES) {
            throw file.error(PLACE, "has a name of " + length + " bytes, more than " + Limits.NAME_BYTES);
        }
        String name = new String(file.array(), at, length, StandardCharsets.UTF_8);
        // What malformed bytes are decoded to.
        if (name.indexOf('\ufffd') >= 0) {
            throw file.error(PLACE, "has a name at offset " + at + " that is not UTF-8");
        }
        return name;
    }

    private void checkApart(List<Entry> entries) throws ModelFileException {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingInt(Entry::start));
        int end = 0;
        for (Entry entry : sorted) {
            if (entry.start() < end) {
                throw file.error(entry.name(), "overlaps another entry at offset " + entry.start());
            }
            end = entry.piece().at() + entry.piece().length();
        }
    }

    private void checkData(Entry entry) throws ModelFileException {
        CRC32 crc = new CRC32();
        long size = 0;
        try (InputStream in = entry.piece().open()) {
            int some;
            while (size <= entry.size() && (some = in.read(chunk)) > 0) {
                crc.update(chunk, 0, some);
                size += some;
            }
        } catch (IOException e) {
            throw new ModelFileException(file.name(), entry.name(), "cannot be inflated (" + e + ")", e);
        }
        if (size != entry.size()) {
            throw file.error(
                    entry.name(),
                    "inflates to " + (size > entry.size() ? "more" : "fewer") + " than its " + entry.size() + " bytes");
        }
        if (crc.getValue() != entry.crc()) {
            throw file.error(entry.name(), "is damaged: its checksum is wrong");
        }
    }
}
