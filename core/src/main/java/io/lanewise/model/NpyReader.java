package io.lanewise.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** NumPy's .npy, versions 1 to 3: magic, version, the header's length, the header, the numbers. */
final class NpyReader {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** As many as NumPy reads of a file that nobody vouches for. */
    private static final int LONGEST_HEADER = 10_000;

    private NpyReader() {}

    /**
     * @param name of the tensor
     * @param piece holds the .npy
     * @param size its bytes, after inflating
     */
    static Tensor read(String name, Piece piece, int size) throws ModelFileException {
        ModelBytes file = piece.file();
        try (InputStream in = piece.open()) {
            for (byte expected : MAGIC) {
                if (in.read() != Byte.toUnsignedInt(expected)) {
                    throw file.error(name, "is not an .npy array");
                }
            }
            int major = in.read();
            int minor = in.read();
            if (major < 1 || major > 3 || minor != 0) {
                throw file.error(name, "is .npy of version " + major + "." + minor + ", and not 1.0, 2.0 or 3.0");
            }
            long length = in.read() | in.read() << 8;
            if (major > 1) {
                length |= (long) (in.read() | in.read() << 8) << 16;
            }
            if (length < 0 || length > LONGEST_HEADER) {
                throw file.error(name, "its header has " + length + " bytes, not 0 to " + LONGEST_HEADER);
            }
            byte[] header = in.readNBytes((int) length);
            if (header.length < length) {
                throw file.error(name, "ends within its header");
            }
            Charset charset = major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
            int skip = MAGIC.length + (major > 1 ? 6 : 4) + header.length;
            return tensor(name, new NpyHeader(new String(header, charset)), piece, skip, size);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file.name(), name, e.getMessage(), e);
        } catch (ModelFileException e) {
            throw e;
        } catch (IOException e) {
            throw new ModelFileException(file.name(), name, "cannot be inflated (" + e + ")", e);
        }
    }

    private static Tensor tensor(String name, NpyHeader header, Piece piece, int skip, int size)
            throws ModelFileException {
        ModelBytes file = piece.file();
        String descr = header.descr();
        char order = descr.isEmpty() ? 0 : descr.charAt(0);
        String kind = order == '<' || order == '>' || order == '|' ? descr.substring(1) : descr;
        if (kind.startsWith("O")) {
            throw file.error(
                    name,
                    "holds Python objects (a pickle), which only Python reads and which can run any program: save plain"
                            + " arrays of float32");
        }
        NumberType numbers = order == '<' || order == '>' ? numbers(kind) : null;
        int length;
        try {
            length = Shapes.length(header.shape());
        } catch (ArithmeticException e) {
            throw new ModelFileException(
                    file.name(), name, Shapes.shown(header.shape()) + " is more than an array holds", e);
        }
        if (numbers != null && (long) length * numbers.bytes() != size - skip) {
            throw file.error(
                    name,
                    Shapes.shown(header.shape()) + " of " + descr + " are " + (long) length * numbers.bytes()
                            + " bytes, but " + (size - skip) + " follow the header");
        }
        return new Tensor(
                name, descr, numbers, header.shape(), length, piece, skip, order == '>', header.fortranOrder());
    }

    private static NumberType numbers(String kind) {
        switch (kind) {
            case "f2":
                return NumberType.FLOAT16;
            case "f4":
                return NumberType.FLOAT32;
            case "f8":
                return NumberType.FLOAT64;
            case "i2":
                return NumberType.INT16;
            case "u2":
                return NumberType.UINT16;
            case "i4":
                return NumberType.INT32;
            case "u4":
                return NumberType.UINT32;
            case "i8":
                return NumberType.INT64;
            default:
                return null;
        }
    }
}
