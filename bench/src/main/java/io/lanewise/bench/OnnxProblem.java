package io.lanewise.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Layers as an ONNX file: Gemm and an activation per layer, then maybe Softmax, whose defaults are those needed here.
 * The numbers are those of the fields in onnx.proto.
 */
final class OnnxProblem {
    static final String INPUT = "x";

    private static final int IR_VERSION = 9;
    /** The first with Gelu. */
    private static final int OPSET = 20;

    private static final Map<String, String> OPERATORS =
            Map.of("RELU", "Relu", "SIGMOID", "Sigmoid", "TANH", "Tanh", "GELU", "Gelu");
    private static final int FLOAT = 1;

    private final Message graph = new Message().text(2, "problem");
    /** What the next node reads; at the end, the output. */
    private String value = INPUT;

    private OnnxProblem() {}

    /** Without a layer, of so many columns; for a batch of any size where batch is 0. */
    static byte[] of(List<Layer> layers, boolean softmax, int batch, int inputs) {
        OnnxProblem model = new OnnxProblem();
        for (int i = 0; i < layers.size(); i++) {
            model.layer(layers.get(i), Integer.toString(i));
        }
        if (softmax) {
            model.node("Softmax", "p");
        }
        int outputs = layers.isEmpty() ? inputs : layers.get(layers.size() - 1).neurons();
        model.graph.message(11, tensor(INPUT, batch, inputs)).message(12, tensor(model.value, batch, outputs));
        Message opset = new Message().text(1, "").number(2, OPSET);
        return new Message()
                .number(1, IR_VERSION)
                .message(7, model.graph)
                .message(8, opset)
                .bytes();
    }

    private void layer(Layer layer, String suffix) {
        constant("w" + suffix, layer.weights(), layer.inputs(), layer.neurons());
        constant("b" + suffix, layer.bias(), layer.neurons());
        node("Gemm", "s" + suffix, "w" + suffix, "b" + suffix);
        String activation = layer.activation().name();
        if (!activation.equals("LINEAR")) {
            node(OPERATORS.get(activation), "a" + suffix);
        }
    }

    /** An operation on the value before it and on constants. */
    private void node(String operation, String output, String... constants) {
        Message node = new Message().text(1, value);
        for (String constant : constants) {
            node.text(1, constant);
        }
        graph.message(1, node.text(2, output).text(4, operation));
        value = output;
    }

    private void constant(String name, float[] values, long... sizes) {
        Message constant = new Message();
        for (long size : sizes) {
            constant.number(1, size);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        graph.message(5, constant.number(2, FLOAT).text(8, name).bytes(9, bytes.array()));
    }

    /** The type of an input or output. */
    private static Message tensor(String name, long rows, long columns) {
        Message batch = rows == 0 ? new Message().text(2, "rows") : new Message().number(1, rows);
        Message shape = new Message().message(1, batch).message(1, new Message().number(1, columns));
        Message type = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, type));
    }

    /** What ONNX uses of protobuf's wire format: a field's number and kind, then a varint, or a length and bytes. */
    private static final class Message {
        private static final int VARINT = 0;
        private static final int LENGTH = 2;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long number) {
            varint(field << 3 | VARINT);
            varint(number);
            return this;
        }

        Message bytes(int field, byte[] bytes) {
            varint(field << 3 | LENGTH);
            varint(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        Message text(int field, String text) {
            return bytes(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message message) {
            return bytes(field, message.bytes());
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        /** Seven bits per byte, the lowest first, and a high bit in all but the last. */
        private void varint(long number) {
            long rest = number;
            for (; rest > 0x7f; rest >>>= 7) {
                out.write((int) (rest & 0x7f | 0x80));
            }
            out.write((int) rest);
        }
    }
}
