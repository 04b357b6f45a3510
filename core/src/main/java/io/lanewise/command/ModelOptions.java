package io.lanewise.command;

import io.lanewise.model.WeightOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the command line says of a model.
 *
 * @param model the file
 * @param ends how the layers end; null for an ONNX file, which says it itself
 * @param order how the weights lie; null where the file's shapes tell
 * @param inputs null if nothing is to be answered
 * @param outputs null if nothing is to be answered
 */
record ModelOptions(Path model, LayerEnds ends, WeightOrder order, Path inputs, Path outputs) {
    static final String USAGE = "--model FILE [--activations NAME,...] [--order inputs_first|neurons_first]"
            + " [--inputs X.npy --outputs Y.npy]";

    static final String HELP = """
              --help         prints this
              --verify       compares every operation's bits with those of the contract
              --model        .onnx, .safetensors or .npz: prints layers, backend and times of 1 and 256 rows
              --activations  for .safetensors and .npz, which hold none: one name a layer, first to last, of
                             linear, relu, leaky_relu:SLOPE, elu, elu:ALPHA, sigmoid, tanh, silu, gelu, gelu_tanh,
                             relu6; the last may be softmax or log_softmax
              --order        how weights lie where their shapes do not tell: neurons_first as PyTorch writes them,
                             inputs_first as Keras and scikit-learn do
              --inputs       [rows x inputs], or one row
              --outputs      is written: what the model answers, [rows x outputs] in float32""";

    private static final String MODEL = "--model";
    private static final String ACTIVATIONS = "--activations";
    private static final String ORDER = "--order";
    private static final String INPUTS = "--inputs";
    private static final String OUTPUTS = "--outputs";

    /** @throws IllegalArgumentException saying which option makes no sense */
    static ModelOptions of(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (!Set.of(MODEL, ACTIVATIONS, ORDER, INPUTS, OUTPUTS).contains(option)) {
                throw new IllegalArgumentException(option + " is no option here");
            }
            if (i + 1 == arguments.size() || arguments.get(i + 1).isEmpty()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            if (values.put(option, arguments.get(i + 1)) != null) {
                throw new IllegalArgumentException(option + " is there twice");
            }
        }
        String model = values.get(MODEL);
        if (model == null) {
            throw new IllegalArgumentException(MODEL + " is missing");
        }
        if (values.containsKey(INPUTS) != values.containsKey(OUTPUTS)) {
            throw new IllegalArgumentException(INPUTS + " and " + OUTPUTS + " need each other");
        }
        boolean tensors = model.toLowerCase(Locale.ROOT).matches("(?s).*\\.(safetensors|npz|npy)");
        if (!tensors && (values.containsKey(ACTIVATIONS) || values.containsKey(ORDER))) {
            throw new IllegalArgumentException(ACTIVATIONS + " and " + ORDER + " are for .safetensors and .npz, but "
                    + model + " is read as ONNX, which holds its own");
        }
        if (tensors && !values.containsKey(ACTIVATIONS)) {
            throw new IllegalArgumentException(
                    model + " holds no activations: " + ACTIVATIONS + " names one a layer, as relu,relu,softmax");
        }
        return new ModelOptions(
                Path.of(model),
                tensors ? LayerEnds.of(values.get(ACTIVATIONS)) : null,
                order(values.get(ORDER)),
                path(values.get(INPUTS)),
                path(values.get(OUTPUTS)));
    }

    private static Path path(String name) {
        return name == null ? null : Path.of(name);
    }

    private static WeightOrder order(String name) {
        if (name == null) {
            return null;
        }
        for (WeightOrder order : WeightOrder.values()) {
            if (order.name().toLowerCase(Locale.ROOT).equals(name)) {
                return order;
            }
        }
        throw new IllegalArgumentException(ORDER + " is " + name + ", and not inputs_first or neurons_first");
    }
}
