package io.lanewise.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** One protobuf message of an ONNX file, field by field, for files that no exporter writes. */
final class OnnxWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] bytes() {
        return out.toByteArray();
    }

    OnnxWriter varint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
        return this;
    }

    OnnxWriter integer(int field, long value) {
        return varint(field << 3).varint(value);
    }

    OnnxWriter bytes(int field, byte[] value) {
        varint(field << 3 | 2).varint(value.length);
        out.writeBytes(value);
        return this;
    }

    OnnxWriter text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    OnnxWriter message(int field, OnnxWriter value) {
        return bytes(field, value.bytes());
    }

    OnnxWriter fixed32(int field, float value) {
        varint(field << 3 | 5);
        out.writeBytes(floats(value));
        return this;
    }

    static byte[] floats(double... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            buffer.putFloat((float) value);
        }
        return buffer.array();
    }

    static byte[] doubles(double... values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            buffer.putDouble(value);
        }
        return buffer.array();
    }

    /** A tensor's head; its data is still to come. */
    static OnnxWriter tensor(String name, int type, long... shape) {
        OnnxWriter tensor = new OnnxWriter();
        for (long size : shape) {
            tensor.integer(1, size);
        }
        return tensor.integer(2, type).text(8, name);
    }

    static OnnxWriter floatTensor(String name, long[] shape, double... values) {
        return tensor(name, 1, shape).bytes(9, floats(values));
    }

    static OnnxWriter integerTensor(String name, long... values) {
        OnnxWriter packed = new OnnxWriter();
        for (long value : values) {
            packed.varint(value);
        }
        return tensor(name, 7, values.length).bytes(7, packed.bytes());
    }

    /** A node named as its operator in small letters; inputs and output separated by spaces: {@code "x w -> y"}. */
    static OnnxWriter node(String operator, String values, OnnxWriter... attributes) {
        OnnxWriter node = new OnnxWriter();
        String[] sides = values.split("->");
        for (String input : sides[0].trim().split(" ")) {
            node.text(1, input.equals("_") ? "" : input);
        }
        for (String output : sides[1].trim().split(" ")) {
            node.text(2, output);
        }
        int domain = operator.lastIndexOf('.');
        node.text(3, "my" + operator.substring(domain + 1)).text(4, operator.substring(domain + 1));
        if (domain > 0) {
            node.text(7, operator.substring(0, domain));
        }
        for (OnnxWriter attribute : attributes) {
            node.message(5, attribute);
        }
        return node;
    }

    static OnnxWriter attribute(String name, long value) {
        return new OnnxWriter().text(1, name).integer(3, value).integer(20, 2);
    }

    static OnnxWriter attribute(String name, float value) {
        return new OnnxWriter().text(1, name).fixed32(2, value).integer(20, 1);
    }

    static OnnxWriter attribute(String name, String value) {
        return new OnnxWriter().text(1, name).text(4, value).integer(20, 3);
    }

    /** An input or output; a size of −1 is a name. */
    static OnnxWriter value(String name, long... shape) {
        OnnxWriter sizes = new OnnxWriter();
        for (long size : shape) {
            sizes.message(1, size < 0 ? new OnnxWriter().text(2, "batch") : new OnnxWriter().integer(1, size));
        }
        OnnxWriter tensor = new OnnxWriter().integer(1, 1).message(2, sizes);
        return new OnnxWriter().text(1, name).message(2, new OnnxWriter().message(1, tensor));
    }

    /** A file of a graph. */
    static byte[] file(OnnxWriter graph) {
        OnnxWriter opset = new OnnxWriter().text(1, "").integer(2, 17);
        return new OnnxWriter()
                .integer(1, 8)
                .message(7, graph)
                .message(8, opset)
                .bytes();
    }
}
