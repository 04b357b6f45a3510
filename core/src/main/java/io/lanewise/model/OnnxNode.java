package io.lanewise.model;

import java.util.ArrayList;
import java.util.List;

/** One operation of the graph. */
final class OnnxNode {
    private static final int TYPE = 20;
    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_INT = 2;

    private String name = "";
    private String operator = "";
    private String domain = "";
    private final List<String> inputs = new ArrayList<>(0);
    private final List<String> outputs = new ArrayList<>(0);
    private final List<Attribute> attributes = new ArrayList<>(0);

    /** An attribute's name and its message, which is read when a value is asked for. */
    private record Attribute(String name, OnnxProtobuf message) {}

    private OnnxNode() {}

    static OnnxNode read(OnnxProtobuf in) {
        in.keep();
        OnnxNode node = new OnnxNode();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> node.inputs.add(in.string());
                case 2 -> node.outputs.add(in.string());
                case 3 -> node.name = in.string();
                case 4 -> node.operator = in.string();
                case 5 -> node.add(in.message());
                case 7 -> node.domain = in.string();
                default -> in.skip();
            }
        }
        return node;
    }

    private void add(OnnxProtobuf in) {
        in.keep();
        String key = "";
        OnnxProtobuf message = in.again();
        while (in.next()) {
            if (in.field() == 1) {
                key = in.string();
            } else {
                in.skip();
            }
        }
        if (find(key) != null) {
            throw refuse("has its attribute " + OnnxRefusal.quote(key) + " twice");
        }
        attributes.add(new Attribute(key, message));
    }

    /** {@return the operator, with its domain in front if that is not ONNX's own} */
    String operator() {
        return domain.isEmpty() || domain.equals("ai.onnx") ? operator : domain + "." + operator;
    }

    int inputs() {
        return inputs.size();
    }

    /** {@return the name of an input; empty where the node leaves it out} */
    String input(int i) {
        return i < inputs.size() ? inputs.get(i) : "";
    }

    List<String> outputs() {
        return outputs;
    }

    private OnnxProtobuf find(String key) {
        for (Attribute attribute : attributes) {
            if (attribute.name.equals(key)) {
                return attribute.message.again();
            }
        }
        return null;
    }

    boolean has(String key) {
        return find(key) != null;
    }

    float number(String key, float otherwise) {
        OnnxProtobuf in = find(key);
        boolean found = false;
        boolean isNumber = false;
        float value = 0;
        while (in != null && in.next()) {
            if (in.field() == 2) {
                value = in.fixed32();
                found = true;
            } else if (in.field() == TYPE) {
                isNumber = in.integer() == TYPE_FLOAT;
            } else {
                in.skip();
            }
        }
        // A writer of proto3 leaves a 0 out.
        return found || isNumber ? value : otherwise;
    }

    long integer(String key, long otherwise) {
        OnnxProtobuf in = find(key);
        boolean found = false;
        boolean isInteger = false;
        long value = 0;
        while (in != null && in.next()) {
            if (in.field() == 3) {
                value = in.integer();
                found = true;
            } else if (in.field() == TYPE) {
                isInteger = in.integer() == TYPE_INT;
            } else {
                in.skip();
            }
        }
        return found || isInteger ? value : otherwise;
    }

    String text(String key, String otherwise) {
        OnnxProtobuf in = find(key);
        String value = otherwise;
        while (in != null && in.next()) {
            if (in.field() == 4) {
                value = in.string();
            } else {
                in.skip();
            }
        }
        return value;
    }

    /** {@return the attribute's integers, or null if it has none} */
    long[] integers(String key) {
        OnnxProtobuf in = find(key);
        long[] values = null;
        while (in != null && in.next()) {
            if (in.field() == 8) {
                values = OnnxBytes.append(values == null ? new long[0] : values, in.value(), OnnxTensor.MOST_INTEGERS);
            } else {
                in.skip();
            }
        }
        return values;
    }

    /** {@return the attribute's floats, four bytes each, or null if it has none} */
    OnnxBytes floats(String key) {
        OnnxProtobuf in = find(key);
        OnnxBytes values = null;
        while (in != null && in.next()) {
            if (in.field() == 7) {
                values = in.valueAfter(values);
            } else {
                in.skip();
            }
        }
        if (values != null && values.length() % 4 != 0) {
            throw refuse("has " + values.length() + " bytes of floats in " + OnnxRefusal.quote(key));
        }
        return values;
    }

    OnnxTensor tensor(String key) {
        OnnxProtobuf in = find(key);
        OnnxTensor value = null;
        while (in != null && in.next()) {
            if (in.field() == 5) {
                value = OnnxTensor.read(in.message());
            } else {
                in.skip();
            }
        }
        return value;
    }

    /** {@return the name that messages give this node, with its operator} */
    @Override
    public String toString() {
        String called = !name.isEmpty()
                ? "node " + OnnxRefusal.quote(name)
                : "the node that makes " + OnnxRefusal.quote(outputs.isEmpty() ? "" : outputs.get(0));
        String kind = OnnxRefusal.quote(operator());
        return called + " (" + kind.substring(1, kind.length() - 1) + ")";
    }

    OnnxRefusal refuse(String what) {
        return new OnnxRefusal(this + ": " + what);
    }
}
