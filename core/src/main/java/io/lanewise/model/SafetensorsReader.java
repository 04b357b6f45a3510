package io.lanewise.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A safetensors file: eight bytes with the header's length, the header in JSON, the numbers. Every byte of the numbers
 * belongs to one tensor, as the format's own reader asks.
 */
final class SafetensorsReader {
    private static final int LENGTH_BYTES = 8;

    /** The limit of the format's own reader. */
    private static final int LONGEST_HEADER = 100_000_000;

    private static final String PLACE = "header";
    private static final String METADATA = "__metadata__";

    private final ModelBytes file;
    private final JsonText json;

    /** Where the numbers start. */
    private final int start;

    /** The shape that is being read, and more. */
    private final int[] sizes = new int[Shapes.MOST_AXES];

    private SafetensorsReader(ModelBytes file, int start) {
        this.file = file;
        this.start = start;
        this.json = new JsonText(file, LENGTH_BYTES, start, PLACE);
    }

    /** Whether a file begins as this format does: with a length and a brace. */
    static boolean fits(ModelBytes file) {
        return file.length() > LENGTH_BYTES && file.array()[LENGTH_BYTES] == '{';
    }

    static List<Tensor> read(ModelBytes file) throws ModelFileException {
        long header = file.i64(0, PLACE);
        if (header < 0 || header > Math.min(LONGEST_HEADER, file.length() - LENGTH_BYTES)) {
            throw file.error(
                    PLACE,
                    "has " + Long.toUnsignedString(header) + " bytes, more than the file (" + file.length()
                            + ") or the format (" + LONGEST_HEADER + ") allows");
        }
        return new SafetensorsReader(file, LENGTH_BYTES + (int) header).tensors();
    }

    private List<Tensor> tensors() throws ModelFileException {
        List<Tensor> tensors = new ArrayList<>();
        boolean metadata = false;
        json.take('{');
        if (!json.takes('}')) {
            do {
                String name = json.string();
                json.take(':');
                if (!name.equals(METADATA)) {
                    Limits.check(file, tensors.size() + 1, Limits.SAFETENSORS_BYTES, 0);
                    tensors.add(tensor(name));
                } else if (metadata) {
                    throw json.wrong("has " + METADATA + " twice");
                } else {
                    metadata = true;
                    skipMetadata();
                }
            } while (json.takes(','));
            json.take('}');
        }
        json.takeEnd();
        checkCovered(tensors);
        return tensors;
    }

    /** Strings by name, which say nothing of the tensors. */
    private void skipMetadata() throws ModelFileException {
        json.take('{');
        if (!json.takes('}')) {
            do {
                json.skipString();
                json.take(':');
                json.skipString();
            } while (json.takes(','));
            json.take('}');
        }
    }

    private Tensor tensor(String name) throws ModelFileException {
        String type = null;
        int[] shape = null;
        long[] offsets = null;
        json.take('{');
        do {
            String key = json.string();
            json.take(':');
            if (key.equals("dtype") && type == null) {
                type = json.string();
            } else if (key.equals("shape") && shape == null) {
                shape = shape(name);
            } else if (key.equals("data_offsets") && offsets == null) {
                offsets = offsets();
            } else {
                throw file.error(name, "has the key " + ModelFileException.shown(key) + " twice or should not have it");
            }
        } while (json.takes(','));
        json.take('}');
        if (type == null || shape == null || offsets == null) {
            throw file.error(name, "needs dtype, shape and data_offsets");
        }
        long from = offsets[0];
        long to = offsets[1];
        if (from > to || to > file.length() - start) {
            throw file.error(
                    name,
                    "has its numbers at offsets " + from + " to " + to + ", which is not inside the file's "
                            + (file.length() - start) + " bytes of numbers");
        }
        NumberType numbers = numbers(type);
        int length;
        try {
            length = Shapes.length(shape);
        } catch (ArithmeticException e) {
            throw new ModelFileException(file.name(), name, Shapes.shown(shape) + " is more than an array holds", e);
        }
        if (numbers != null && (long) length * numbers.bytes() != to - from) {
            throw file.error(
                    name,
                    Shapes.shown(shape) + " of " + ModelFileException.shown(type) + " are "
                            + (long) length * numbers.bytes() + " bytes, but its offsets hold " + (to - from));
        }
        Piece piece = new Piece(file, start + (int) from, (int) (to - from), false);
        return new Tensor(name, type, numbers, shape, length, piece, 0, false, false);
    }

    private int[] shape(String name) throws ModelFileException {
        int count = 0;
        json.take('[');
        if (!json.takes(']')) {
            do {
                long size = json.integer();
                if (size > Integer.MAX_VALUE || count == sizes.length) {
                    throw file.error(name, "has a size of " + size + " or over " + sizes.length + " axes: too much");
                }
                sizes[count++] = (int) size;
            } while (json.takes(','));
            json.take(']');
        }
        return Arrays.copyOf(sizes, count);
    }

    private long[] offsets() throws ModelFileException {
        json.take('[');
        long from = json.integer();
        json.take(',');
        long to = json.integer();
        json.take(']');
        return new long[] {from, to};
    }

    /** Refuses tensors that share bytes, and bytes that belong to none. */
    private void checkCovered(List<Tensor> tensors) throws ModelFileException {
        List<Tensor> sorted = new ArrayList<>(tensors);
        sorted.sort(Comparator.comparingInt((Tensor t) -> t.piece().at())
                .thenComparingInt(t -> t.piece().length()));
        int end = start;
        for (Tensor tensor : sorted) {
            Piece piece = tensor.piece();
            if (piece.at() != end) {
                throw file.error(
                        tensor.name(),
                        "begins at offset " + piece.at() + ", but the tensor before it ends at " + end
                                + ": they overlap or leave bytes unused");
            }
            end += piece.length();
        }
        if (end != file.length()) {
            throw file.error("", "has " + (file.length() - end) + " bytes after the last tensor");
        }
    }

    private static NumberType numbers(String type) {
        switch (type) {
            case "F16":
                return NumberType.FLOAT16;
            case "BF16":
                return NumberType.BFLOAT16;
            case "F32":
                return NumberType.FLOAT32;
            case "F64":
                return NumberType.FLOAT64;
            case "I16":
                return NumberType.INT16;
            case "U16":
                return NumberType.UINT16;
            case "I32":
                return NumberType.INT32;
            case "U32":
                return NumberType.UINT32;
            case "I64":
                return NumberType.INT64;
            default:
                return null;
        }
    }
}
