package io.lanewise.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A model file's bytes, little-endian numbers in them with the bounds checked, and the name that messages give it. */
final class ModelBytes {
    /** The longest array that every JVM makes. */
    static final int LARGEST = Integer.MAX_VALUE - 8;

    /** Reads this much at once: the JDK takes as much memory outside the heap as a read asks for, and keeps it. */
    static final int PIECE = 1 << 16;

    private final byte[] bytes;
    private final ByteBuffer little;
    private final String name;

    /** Of these bytes, not a copy. */
    ModelBytes(byte[] bytes, String name) {
        this.bytes = bytes;
        this.little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.name = name;
    }

    /** A whole file. Only a regular one has a size, and without it a device would be read without an end. */
    static ModelBytes load(Path file) throws ModelFileException {
        String name = file.toString();
        try {
            if (!Files.isRegularFile(file)) {
                throw new ModelFileException(
                        name, "", Files.exists(file) ? "is not a regular file" : "there is no such file");
            }
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new ModelFileException(
                        name, "", "has " + size + " bytes, more than the " + LARGEST + " that an array holds");
            }
            byte[] bytes = new byte[(int) size];
            try (InputStream in = Files.newInputStream(file)) {
                for (int at = 0; at < bytes.length; at += PIECE) {
                    int piece = Math.min(PIECE, bytes.length - at);
                    if (in.readNBytes(bytes, at, piece) < piece) {
                        throw new ModelFileException(name, "", "became shorter while it was read");
                    }
                }
            }
            return new ModelBytes(bytes, name);
        } catch (ModelFileException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new ModelFileException(name, "", "there is no such file", e);
        } catch (IOException | SecurityException e) {
            throw new ModelFileException(name, "", "cannot be read (" + e + ")", e);
        }
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }

    String name() {
        return name;
    }

    int u8(int at, String place) throws ModelFileException {
        check(at, 1, place);
        return Byte.toUnsignedInt(bytes[at]);
    }

    int u16(int at, String place) throws ModelFileException {
        check(at, Short.BYTES, place);
        return Short.toUnsignedInt(little.getShort(at));
    }

    int i32(int at, String place) throws ModelFileException {
        check(at, Integer.BYTES, place);
        return little.getInt(at);
    }

    long u32(int at, String place) throws ModelFileException {
        return Integer.toUnsignedLong(i32(at, place));
    }

    long i64(int at, String place) throws ModelFileException {
        check(at, Long.BYTES, place);
        return little.getLong(at);
    }

    /** Refuses {@code [at, at + count)} where it does not lie inside the file; both may be anything. */
    void check(long at, long count, String place) throws ModelFileException {
        if (at < 0 || count < 0 || at > bytes.length || count > bytes.length - at) {
            throw error(
                    place,
                    "needs " + Long.toUnsignedString(count) + " bytes at offset " + Long.toUnsignedString(at)
                            + ", but the file has " + bytes.length);
        }
    }

    ModelFileException error(String place, String reason) {
        return new ModelFileException(name, place, reason);
    }
}
