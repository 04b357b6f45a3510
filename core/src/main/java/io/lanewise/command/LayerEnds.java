package io.lanewise.command;

import io.lanewise.Activation;
import io.lanewise.Output;
import java.util.Map;

/**
 * How a network's layers end: an activation for each, and what becomes of the last one's.
 *
 * @param activations first layer to last
 * @param output of the network
 */
record LayerEnds(Activation[] activations, Output output) {
    private static final Map<String, Activation> NAMES = Map.of(
            "linear", Activation.LINEAR,
            "relu", Activation.RELU,
            "elu", Activation.ELU,
            "sigmoid", Activation.SIGMOID,
            "tanh", Activation.TANH,
            "silu", Activation.SILU,
            "gelu", Activation.GELU,
            "gelu_tanh", Activation.GELU_TANH,
            "relu6", Activation.RELU6);

    /** At the end of a network these are its output, as at the end of an ONNX graph. */
    private static final Map<String, Output> LAST =
            Map.of("softmax", Output.SOFTMAX, "log_softmax", Output.LOG_SOFTMAX, "sigmoid", Output.SIGMOID);

    /**
     * @param names with commas between, the last one of {@link #LAST} or an activation
     * @throws IllegalArgumentException if one has no meaning
     */
    static LayerEnds of(String names) {
        String[] parts = names.split(",", -1);
        Activation[] activations = new Activation[parts.length];
        int last = parts.length - 1;
        Output output = LAST.getOrDefault(parts[last], Output.LOGITS);
        for (int i = 0; i <= last; i++) {
            activations[i] = i == last && output != Output.LOGITS ? Activation.LINEAR : activation(parts[i]);
        }
        return new LayerEnds(activations, output);
    }

    private static Activation activation(String name) {
        Activation known = NAMES.get(name);
        if (known != null) {
            return known;
        }
        try {
            if (name.startsWith("leaky_relu:")) {
                return Activation.leakyRelu(Float.parseFloat(name.substring("leaky_relu:".length())));
            }
            if (name.startsWith("elu:")) {
                return Activation.elu(Float.parseFloat(name.substring("elu:".length())));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--activations has " + name + ", without a number after the colon", e);
        }
        throw new IllegalArgumentException("--activations has '" + name + "', which "
                + (LAST.containsKey(name) ? "only the last layer can have" : "is none of those that --help lists"));
    }
}
