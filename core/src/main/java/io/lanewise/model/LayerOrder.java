package io.lanewise.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In which order a file's layers follow one another and how their weights lie. Shapes and the numbers in names decide;
 * where they leave a choice, nothing is guessed.
 */
final class LayerOrder {
    /** The layers first to last, with weights that all lie in one way. */
    record Found(WeightOrder order, List<LayerPair> layers) {}

    /** Steps of a search, beyond which the order counts as not told. Real files take one a layer. */
    private static final int MOST_STEPS = 1_000_000;

    private final ModelBytes file;
    private final List<LayerPair> inFile;

    /** Layers whose names differ by numbers alone, in the numbers' order. */
    private final List<List<LayerPair>> rows;

    /** Whether somebody wrote the layers in this order and it is that of the numbers. */
    private boolean keepsOrder;

    LayerOrder(ModelBytes file, Collection<Tensor> tensors, boolean keepsOrder) throws ModelFileException {
        this.file = file;
        this.keepsOrder = keepsOrder;
        this.inFile = LayerPair.of(file, tensors);
        Map<String, List<LayerPair>> byPattern = new LinkedHashMap<>();
        for (LayerPair pair : inFile) {
            if (pair.weights().length() == 0) {
                throw file.error(
                        pair.weights().name(), Shapes.shown(pair.weights().shape()) + " has no weights");
            }
            byPattern
                    .computeIfAbsent(LayerPair.pattern(pair.weights().name()), pattern -> new ArrayList<>())
                    .add(pair);
        }
        this.rows = new ArrayList<>(byPattern.values());
        for (List<LayerPair> row : rows) {
            List<LayerPair> written = List.copyOf(row);
            row.sort((a, b) ->
                    LayerPair.compareNumbers(a.weights().name(), b.weights().name()));
            this.keepsOrder &= row.equals(written);
        }
    }

    /** The order and how the weights lie, if the shapes tell both. */
    Found find() throws ModelFileException {
        return find(WeightOrder.values());
    }

    /** The order of layers whose weights lie in this way. */
    Found find(WeightOrder order) throws ModelFileException {
        return find(new WeightOrder[] {order});
    }

    private Found find(WeightOrder[] orders) throws ModelFileException {
        if (keepsOrder) {
            List<Found> asWritten = new ArrayList<>();
            for (WeightOrder order : orders) {
                if (isChain(inFile, order)) {
                    asWritten.add(new Found(order, inFile));
                }
            }
            if (!asWritten.isEmpty()) {
                return only(asWritten);
            }
        }
        List<Found> found = new ArrayList<>();
        for (WeightOrder order : orders) {
            List<LayerPair> layers = search(order);
            if (layers != null) {
                found.add(new Found(order, layers));
            }
        }
        if (found.isEmpty()) {
            throw file.error(
                    "",
                    "its layers fit one another in no order, as "
                            + (orders.length > 1 ? "[inputs×neurons] or [neurons×inputs]" : orders[0]) + ": "
                            + LayerPair.shown(inFile));
        }
        return only(found);
    }

    private Found only(List<Found> found) throws ModelFileException {
        if (found.size() > 1) {
            throw file.error(
                    "",
                    "its shapes do not tell whether weights are [inputs×neurons] or [neurons×inputs]: say it by"
                            + " network(WeightOrder.INPUTS_FIRST, …) or network(WeightOrder.NEURONS_FIRST, …), as"
                            + " PyTorch's are: " + LayerPair.shown(inFile));
        }
        return found.get(0);
    }

    private static boolean isChain(List<LayerPair> layers, WeightOrder order) {
        for (int i = 0; i < layers.size(); i++) {
            if (!layers.get(i).fits(order)
                    || i > 0 && layers.get(i).inputs(order) != layers.get(i - 1).neurons(order)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The one order in which the layers fit one another and the numbers in names ascend; null if there is none. Tries
     * every one, depth first, until a second is found.
     */
    private List<LayerPair> search(WeightOrder order) throws ModelFileException {
        if (!inFile.stream().allMatch(pair -> pair.fits(order))) {
            return null;
        }
        int depth = inFile.size();
        LayerPair[] path = new LayerPair[depth];
        int[] choice = new int[depth + 1];
        Arrays.fill(choice, -1);
        int[] next = new int[rows.size()];
        List<LayerPair> found = null;
        int at = 0;
        for (int steps = 0; at >= 0; steps++) {
            if (steps > MOST_STEPS || at == depth && found != null) {
                throw file.error(
                        "",
                        "its layers fit one another in more than one order and their names have no numbers that tell"
                                + " it: write an .npz with the layers in order, or build them with DenseLayer.of: "
                                + LayerPair.shown(inFile));
            }
            if (at == depth) {
                found = List.of(path.clone());
            } else {
                int row = choice[at] + 1;
                while (row < next.length && !fits(row, next, at == 0 ? null : path[at - 1], order)) {
                    row++;
                    steps++;
                }
                if (row < next.length) {
                    choice[at] = row;
                    path[at++] = rows.get(row).get(next[row]++);
                    continue;
                }
                choice[at] = -1;
            }
            at--;
            if (at >= 0) {
                next[choice[at]]--;
            }
        }
        return found;
    }

    private boolean fits(int row, int[] next, LayerPair before, WeightOrder order) {
        List<LayerPair> layers = rows.get(row);
        return next[row] < layers.size()
                && (before == null || layers.get(next[row]).inputs(order) == before.neurons(order));
    }
}
