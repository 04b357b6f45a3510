package io.lanewise.model;

import java.nio.charset.StandardCharsets;

/**
 * The fields of one protobuf message, read in place. Every length is compared with what is left before anything is made
 * of it.
 *
 * <p>A message in a message is a reader over the same bytes. The readers of a file share one count of the things that
 * are kept in memory, for a name or a node can be two bytes in the file and a hundred in memory.
 */
final class OnnxProtobuf {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    /** Nodes, tensors, attributes and names; a layer has some ten. */
    static final int MOST_ITEMS = 6000;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final int[] items;
    private final OnnxMemory memory;
    private int position;
    private int field;
    private int wire;

    OnnxProtobuf(byte[] bytes, OnnxMemory memory) {
        this(bytes, 0, bytes.length, new int[1], memory);
    }

    private OnnxProtobuf(byte[] bytes, int start, int end, int[] items, OnnxMemory memory) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.items = items;
        this.memory = memory;
        this.position = start;
    }

    /** {@return the same message from its start} */
    OnnxProtobuf again() {
        return new OnnxProtobuf(bytes, start, end, items, memory);
    }

    /** Goes to the next field; {@return whether there is one} */
    boolean next() {
        if (position == end) {
            return false;
        }
        long tag = varint();
        wire = (int) (tag & 7);
        long number = tag >>> 3;
        if (number < 1 || number > 0x1FFFFFFF) {
            throw broken("a field of number " + number + ", which protobuf does not have");
        }
        field = (int) number;
        return true;
    }

    int field() {
        return field;
    }

    boolean is(int wireType) {
        return wire == wireType;
    }

    /** Passes over the field's value. A group is refused: ONNX has none, and they nest without a length. */
    void skip() {
        switch (wire) {
            case VARINT -> varint();
            case FIXED64 -> advance(8);
            case BYTES -> advance(length());
            case FIXED32 -> advance(4);
            default -> throw broken("field " + field + " of wire type " + wire + ", which ONNX does not use");
        }
    }

    long integer() {
        expect(VARINT);
        return varint();
    }

    float fixed32() {
        expect(FIXED32);
        return Float.intBitsToFloat((int) OnnxBytes.little(bytes, advance(4), 4));
    }

    /** Counts one more thing that is kept. */
    void keep() {
        if (++items[0] > MOST_ITEMS) {
            throw broken("more than " + MOST_ITEMS
                    + " nodes, tensors, attributes and names, which no chain of dense layers needs");
        }
    }

    /** A name. The JDK's decoder takes up to five times its bytes. */
    String string() {
        expect(BYTES);
        keep();
        int length = length();
        if (length > Limits.NAME_BYTES) {
            throw broken("a name of " + length + " bytes, more than " + Limits.NAME_BYTES);
        }
        memory.take("a name", 5 * length);
        return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
    }

    OnnxProtobuf message() {
        expect(BYTES);
        int length = length();
        int from = advance(length);
        return new OnnxProtobuf(bytes, from, from + length, items, memory);
    }

    /** {@return the value's bytes, where they are: of a number those without its tag, so numbers on their own join up
     *     to a packed field} */
    OnnxBytes value() {
        int length = wire == BYTES ? length() : -1;
        int from = position;
        if (length >= 0) {
            advance(length);
        } else {
            skip();
        }
        return new OnnxBytes(bytes, from, position);
    }

    /** {@return the value's bytes after those of earlier fields of this message, which are null at the first} */
    OnnxBytes valueAfter(OnnxBytes earlier) {
        OnnxBytes value = value();
        return earlier == null ? value : earlier.and(value, end - value.start(), memory);
    }

    private void expect(int wireType) {
        if (wire != wireType) {
            throw broken("field " + field + " of wire type " + wire + " where ONNX has " + wireType);
        }
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > end - position) {
            throw broken(
                    "a length of " + Long.toUnsignedString(length) + " where " + (end - position) + " bytes are left");
        }
        return (int) length;
    }

    private int advance(int length) {
        if (length > end - position) {
            throw broken(length + " bytes needed where " + (end - position) + " are left");
        }
        int from = position;
        position += length;
        return from;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = bytes[advance(1)];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw broken("a number of more than ten bytes");
    }

    private OnnxRefusal broken(String what) {
        return new OnnxRefusal("no ONNX file, or a damaged one: at byte " + position + " " + what);
    }
}
