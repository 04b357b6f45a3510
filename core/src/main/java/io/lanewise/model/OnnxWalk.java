package io.lanewise.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From a graph to the one chain that it is: each node once, in the file's order, in which ONNX can run it. */
final class OnnxWalk {
    /** What cannot be computed and may not be needed: a label, a mask. Each keeps a message in memory. */
    private static final int MOST_REFUSALS = 100;

    private final OnnxGraph graph;
    private final OnnxExternalData files;
    private final Map<String, Integer> readers = new HashMap<>();
    private final Map<String, OnnxValue> values = new HashMap<>();
    private final Map<String, OnnxNode> makers = new HashMap<>();
    private int refusals;
    private OnnxRefusal first;

    private OnnxWalk(OnnxGraph graph, OnnxExternalData files) {
        this.graph = graph;
        this.files = files;
    }

    static OnnxChain walk(OnnxGraph graph, OnnxExternalData files) {
        OnnxWalk walk = new OnnxWalk(graph, files);
        walk.countReaders();
        walk.addInput();
        for (OnnxNode node : graph.nodes()) {
            walk.run(node);
        }
        return walk.answer();
    }

    private void countReaders() {
        for (OnnxNode node : graph.nodes()) {
            for (int i = 0; i < node.inputs(); i++) {
                readers.merge(node.input(i), 1, Integer::sum);
            }
        }
    }

    private void addInput() {
        OnnxGraph.Input first = null;
        for (OnnxGraph.Input input : graph.inputs()) {
            if (!readers.containsKey(input.name())) {
                continue;
            }
            if (first != null) {
                OnnxNode reader = reader(input.name());
                throw reader.refuse("it takes the graph's input " + OnnxRefusal.quote(input.name())
                        + " beside the input " + OnnxRefusal.quote(first.name()) + "; " + OnnxOperands.CHAINS_ONLY);
            }
            first = input;
        }
        if (first == null) {
            throw new OnnxRefusal("no node reads an input of the graph");
        }
        put(first.name(), OnnxChain.input(first.rows(), first.sizes()));
    }

    private OnnxNode reader(String name) {
        for (OnnxNode node : graph.nodes()) {
            for (int i = 0; i < node.inputs(); i++) {
                if (node.input(i).equals(name)) {
                    return node;
                }
            }
        }
        throw new IllegalStateException(name);
    }

    private void run(OnnxNode node) {
        OnnxValue result;
        try {
            result = evaluate(node);
        } catch (OnnxRefusal reason) {
            first = first == null ? reason : first;
            if (++refusals > MOST_REFUSALS) {
                throw first;
            }
            result = new OnnxValue.Unknown(() -> reason);
        }
        OnnxValue others = new OnnxValue.Unknown(() -> node.refuse("an output of it beside the first is used"));
        for (int i = 0; i < node.outputs().size(); i++) {
            String name = node.outputs().get(i);
            if (name.isEmpty()) {
                continue;
            }
            if (values.containsKey(name) || graph.constants().containsKey(name)) {
                throw node.refuse("it makes " + OnnxRefusal.quote(name) + ", which is there already");
            }
            makers.put(name, node);
            put(name, i == 0 ? result : others);
        }
    }

    private OnnxValue evaluate(OnnxNode node) {
        OnnxValue[] operands = new OnnxValue[node.inputs()];
        boolean label = false;
        for (int i = 0; i < operands.length; i++) {
            String name = node.input(i);
            operands[i] = name.isEmpty() ? null : get(node, name);
            boolean isLabel = operands[i] == OnnxValue.LABEL;
            if (operands[i] instanceof OnnxValue.Unknown && !isLabel) {
                return operands[i];
            }
            label |= isLabel;
        }
        return label ? OnnxValue.LABEL : OnnxOperators.apply(new OnnxOperands(node, operands, files));
    }

    private OnnxValue get(OnnxNode node, String name) {
        OnnxValue value = values.get(name);
        if (value != null) {
            return value;
        }
        OnnxTensor constant = graph.constants().get(name);
        if (constant == null) {
            throw node.refuse("its input " + OnnxRefusal.quote(name)
                    + " is made by no node before it: it is missing, or the nodes are not in order or in a circle");
        }
        return new OnnxValue.Constant(constant);
    }

    private void put(String name, OnnxValue value) {
        boolean branches = value instanceof OnnxChain && readers.getOrDefault(name, 0) > 1;
        values.put(name, branches ? OnnxBranch.of((OnnxChain) value) : value);
    }

    /** The one output that is numbers; labels beside it are left out. */
    private OnnxChain answer() {
        List<String> names = new ArrayList<>();
        OnnxChain answer = null;
        for (String name : graph.outputs()) {
            OnnxValue value = values.get(name);
            if (value instanceof OnnxValue.Unknown unknown && value != OnnxValue.LABEL) {
                throw unknown.reason().get();
            }
            if (value == null && !graph.constants().containsKey(name)) {
                throw new OnnxRefusal("the graph's output " + OnnxRefusal.quote(name) + " is made by no node");
            }
            if (value instanceof OnnxChain || value instanceof OnnxBranch) {
                if (makers.get(name) == null) {
                    throw new OnnxRefusal("the graph's output " + OnnxRefusal.quote(name) + " is its input");
                }
                answer = OnnxOperands.chain(makers.get(name), value);
                names.add(OnnxRefusal.quote(name));
            }
        }
        if (answer == null) {
            throw new OnnxRefusal("the graph has no output that is computed numbers: export the probabilities or the"
                    + " values, not a label alone");
        }
        if (names.size() > 1) {
            throw new OnnxRefusal("the graph has the outputs " + String.join(", ", names.subList(0, 2)) + "; "
                    + OnnxOperands.CHAINS_ONLY + ": export the one that is needed");
        }
        return answer;
    }
}
