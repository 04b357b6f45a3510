package io.lanewise.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A layer's weights and its bias.
 *
 * @param weights of two axes
 * @param bias null if there is none
 */
record LayerPair(Tensor weights, Tensor bias) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Set<String> WEIGHTS = Set.of("weight", "weights", "kernel", "kernels", "coef", "coefs", "w");
    private static final Set<String> BIASES = Set.of("bias", "biases", "intercept", "intercepts", "b");

    /** How many layers a message names. */
    private static final int SHOWN = 8;

    /** The layers of a file, in the order of their weights in it; of arr_0, arr_1, … in the numbers' order. */
    static List<LayerPair> of(ModelBytes file, Collection<Tensor> tensors) throws ModelFileException {
        List<LayerPair> pairs = numbered(tensors) ? byPlace(file, tensors) : byName(file, tensors);
        if (pairs.isEmpty()) {
            throw file.error("", "has no weights of a layer, which are a tensor of two axes");
        }
        return pairs;
    }

    /** Whether the names are words alike with numbers, and none says what is weights and what a bias. */
    private static boolean numbered(Collection<Tensor> tensors) {
        return tensors.stream().allMatch(t -> role(t.name()) == null)
                && tensors.stream().map(t -> pattern(t.name())).distinct().count() == 1;
    }

    private static List<LayerPair> byPlace(ModelBytes file, Collection<Tensor> tensors) throws ModelFileException {
        List<Tensor> sorted = new ArrayList<>(tensors);
        sorted.sort((a, b) -> compareNumbers(a.name(), b.name()));
        List<LayerPair> pairs = new ArrayList<>();
        for (Tensor tensor : sorted) {
            int last = pairs.size() - 1;
            if (tensor.rank() == 2) {
                pairs.add(new LayerPair(tensor, null));
            } else if (tensor.rank() == 1 && last >= 0 && pairs.get(last).bias() == null) {
                pairs.set(last, new LayerPair(pairs.get(last).weights(), tensor));
            } else {
                throw unknown(file, tensor);
            }
        }
        return pairs;
    }

    private static List<LayerPair> byName(ModelBytes file, Collection<Tensor> tensors) throws ModelFileException {
        Map<String, Tensor> biases = new HashMap<>();
        for (Tensor tensor : tensors) {
            if (isBias(tensor) && biases.put(key(tensor.name()), tensor) != null) {
                throw file.error(tensor.name(), "is a second bias of one layer");
            }
        }
        List<LayerPair> pairs = new ArrayList<>();
        Map<String, Tensor> taken = new HashMap<>();
        for (Tensor tensor : tensors) {
            if (isBias(tensor)) {
                continue;
            }
            if (tensor.rank() != 2) {
                throw unknown(file, tensor);
            }
            String key = key(tensor.name());
            if (taken.put(key, tensor) != null) {
                throw file.error(tensor.name(), "has the name of other weights but for the word for weights");
            }
            pairs.add(new LayerPair(tensor, biases.remove(key)));
        }
        for (Tensor orphan : biases.values()) {
            throw unknown(file, orphan);
        }
        return pairs;
    }

    private static ModelFileException unknown(ModelBytes file, Tensor tensor) {
        return file.error(
                tensor.name(),
                Shapes.shown(tensor.shape())
                        + " is neither a layer's weights nor the bias of one, so the file is not dense layers alone:"
                        + " save such a model as .onnx, or build its layers with DenseLayer.of from the tensors");
    }

    /** By its name, and with one axis, or with two as NumPy users write a row or a column. */
    private static boolean isBias(Tensor tensor) {
        MatchResult role = role(tensor.name());
        int[] shape = tensor.shape();
        return role != null
                && BIASES.contains(role.group().toLowerCase(Locale.ROOT))
                && (shape.length == 1 || shape.length == 2 && (shape[0] == 1 || shape[1] == 1));
    }

    /** The last word of a name that says weights or bias; null if none does. */
    private static MatchResult role(String name) {
        MatchResult role = null;
        Matcher words = WORD.matcher(name);
        while (words.find()) {
            String word = words.group().toLowerCase(Locale.ROOT);
            if (WEIGHTS.contains(word) || BIASES.contains(word)) {
                role = words.toMatchResult();
            }
        }
        return role;
    }

    /** The same for a layer's weights and bias. */
    private static String key(String name) {
        MatchResult role = role(name);
        return role == null ? name : name.substring(0, role.start()) + "*" + name.substring(role.end());
    }

    /** A name without what its numbers are: those with equal patterns follow one another as the numbers do. */
    static String pattern(String name) {
        return NUMBER.matcher(name).replaceAll("0");
    }

    /** Compares names of equal patterns by their numbers, however long. */
    static int compareNumbers(String a, String b) {
        Matcher first = NUMBER.matcher(a);
        Matcher second = NUMBER.matcher(b);
        while (first.find() && second.find()) {
            String one = first.group().replaceFirst("^0+", "");
            String other = second.group().replaceFirst("^0+", "");
            int order = one.length() != other.length() ? one.length() - other.length() : one.compareTo(other);
            if (order != 0) {
                return order;
            }
        }
        return a.compareTo(b);
    }

    int inputs(WeightOrder order) {
        return weights.shape()[order == WeightOrder.INPUTS_FIRST ? 0 : 1];
    }

    int neurons(WeightOrder order) {
        return weights.shape()[order == WeightOrder.INPUTS_FIRST ? 1 : 0];
    }

    /** Whether the weights, so taken, have as many neurons as the bias. */
    boolean fits(WeightOrder order) {
        return bias == null || bias.length() == neurons(order);
    }

    static String shown(List<LayerPair> pairs) {
        StringBuilder shown = new StringBuilder();
        for (LayerPair pair : pairs.subList(0, Math.min(SHOWN, pairs.size()))) {
            shown.append(shown.length() == 0 ? "" : ", ")
                    .append(ModelFileException.shown(pair.weights.name()))
                    .append(' ')
                    .append(Shapes.shown(pair.weights.shape()));
            if (pair.bias != null) {
                shown.append(" with ").append(Shapes.shown(pair.bias.shape()));
            }
        }
        return pairs.size() > SHOWN ? shown + ", …" : shown.toString();
    }
}
