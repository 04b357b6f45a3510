package io.lanewise.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a model file says: nodes, constants, inputs and outputs. */
final class OnnxGraph {
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final Map<String, OnnxTensor> constants = new HashMap<>();
    private final List<Input> inputs = new ArrayList<>(1);
    private final List<String> outputs = new ArrayList<>(1);

    /**
     * A value that the graph takes.
     *
     * @param rows the sizes before the last ones, or −1 where any number may stand
     * @param sizes a row's sizes, or null where the file does not say
     */
    record Input(String name, long rows, int[] sizes) {}

    private OnnxGraph() {}

    static OnnxGraph read(byte[] bytes, OnnxMemory memory) {
        OnnxProtobuf in = new OnnxProtobuf(bytes, memory);
        OnnxGraph graph = null;
        while (in.next()) {
            if (in.field() != 7) {
                in.skip();
            } else if (graph == null) {
                graph = new OnnxGraph();
                graph.readGraph(in.message());
            } else {
                throw new OnnxRefusal("the file has two graphs");
            }
        }
        if (graph == null) {
            throw new OnnxRefusal("no graph in the file: it is empty, or no ONNX file");
        }
        return graph;
    }

    private void readGraph(OnnxProtobuf in) {
        while (in.next()) {
            switch (in.field()) {
                case 1 -> nodes.add(OnnxNode.read(in.message()));
                case 5 -> addConstant(OnnxTensor.read(in.message()));
                case 11 -> inputs.add(readInput(in.message()));
                case 12 -> outputs.add(readInput(in.message()).name());
                case 15 -> throw new OnnxRefusal("the graph has sparse initializers: export the weights as dense ones");
                default -> in.skip();
            }
        }
        inputs.removeIf(input -> constants.containsKey(input.name()));
    }

    private void addConstant(OnnxTensor tensor) {
        if (constants.put(tensor.name(), tensor) != null) {
            throw tensor.refuse("is in the graph twice");
        }
    }

    private static Input readInput(OnnxProtobuf in) {
        in.keep();
        String name = "";
        OnnxProtobuf shape = null;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = in.string();
                case 2 -> shape = child(child(in.message(), 1), 2);
                default -> in.skip();
            }
        }
        if (shape == null) {
            return new Input(name, -1, null);
        }
        long rows = -1;
        int dimensions = 0;
        int[] sizes = new int[OnnxTensor.MOST_INTEGERS];
        boolean known = true;
        while (shape.next()) {
            if (shape.field() != 1) {
                shape.skip();
                continue;
            }
            long size = size(shape.message());
            if (dimensions == 0) {
                rows = size;
            } else if (dimensions > sizes.length || size > Integer.MAX_VALUE) {
                throw new OnnxRefusal("input or output " + OnnxRefusal.quote(name) + " has too large a shape");
            } else {
                sizes[dimensions - 1] = (int) size;
                known &= size > 0;
            }
            dimensions++;
        }
        if (dimensions == 0) {
            return new Input(name, -1, null);
        }
        return new Input(name, rows, known ? Arrays.copyOf(sizes, dimensions - 1) : null);
    }

    /** The message in a field of a message, the last one; null if there is none. */
    private static OnnxProtobuf child(OnnxProtobuf in, int field) {
        OnnxProtobuf found = null;
        while (in != null && in.next()) {
            if (in.field() == field && in.is(OnnxProtobuf.BYTES)) {
                found = in.message();
            } else {
                in.skip();
            }
        }
        return found;
    }

    /** A dimension's size; −1 for a named or unknown one. */
    private static long size(OnnxProtobuf in) {
        long size = -1;
        while (in.next()) {
            if (in.field() == 1) {
                size = in.integer();
            } else {
                in.skip();
            }
        }
        return size < 0 ? -1 : size;
    }

    List<OnnxNode> nodes() {
        return nodes;
    }

    Map<String, OnnxTensor> constants() {
        return constants;
    }

    /** {@return the inputs without those that are constants with a name: old files list both} */
    List<Input> inputs() {
        return inputs;
    }

    List<String> outputs() {
        return outputs;
    }
}
