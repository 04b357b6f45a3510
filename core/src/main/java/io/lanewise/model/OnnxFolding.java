package io.lanewise.model;

import io.lanewise.Activation;
import io.lanewise.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a chain as layers. What scales and shifts columns goes into the weights and the bias of the layer before
 * it, or after an activation or at the start into those of the layer behind it; in double, rounded once.
 */
final class OnnxFolding {
    /** The most columns for which a scaling with no layer to go into becomes a layer of its own. */
    private static final int LARGEST_DIAGONAL = 64;

    private final OnnxExternalData files;
    private final List<OnnxLayer> layers = new ArrayList<>();
    private Output output = Output.LOGITS;

    /** The layer whose activation is still to come; null at the start and after an activation. */
    private OnnxChain.Dense open;

    private OnnxNode openNode;

    private double[] scaleBefore;
    private double[] shiftBefore;

    /** What the columns that came last are still to be multiplied by and added to; null for nothing. */
    private double[] scale;

    private double[] shift;

    OnnxFolding(OnnxChain chain, OnnxExternalData files) {
        this.files = files;
        boolean finished = false;
        OnnxNode last = null;
        for (OnnxChain at : chain.steps()) {
            last = at.node();
            if (finished) {
                throw last.refuse(
                        "it comes after the softmax or the two probabilities, with which a network ends here");
            }
            if (at.step() instanceof OnnxChain.Dense dense) {
                open(last, dense);
            } else if (at.step() instanceof OnnxChain.Terms terms) {
                scale(last, terms.get());
            } else if (at.step() instanceof Activation activation) {
                activate(last, activation);
            } else {
                settle(last);
                finished = true;
                if (at.step() instanceof Output ending) {
                    output = ending;
                } else {
                    twoClasses(last);
                }
            }
        }
        if (last == null) {
            throw new OnnxRefusal("the graph has no dense layer");
        }
        if (!finished) {
            settle(last);
            endInSigmoid();
        }
    }

    List<OnnxLayer> layers() {
        return layers;
    }

    Output output() {
        return output;
    }

    private void open(OnnxNode node, OnnxChain.Dense dense) {
        if (open != null) {
            close(node, Activation.LINEAR);
        }
        open = dense;
        openNode = node;
        checkLength(node, scale, dense.inputs());
        checkLength(node, shift, dense.inputs());
        scaleBefore = scale;
        shiftBefore = shift;
        scale = dense.factor() == 1 ? null : new double[] {dense.factor()};
        shift = null;
    }

    private void scale(OnnxNode node, double[][] terms) {
        if (terms[0] != null) {
            shift = shift == null ? null : combine(node, files, shift, terms[0], false);
            scale = scale == null ? terms[0] : combine(node, files, scale, terms[0], false);
        }
        if (terms[1] != null) {
            // A bias alone is kept as it is: 0 + −0 would be another zero.
            shift = shift == null ? terms[1] : combine(node, files, shift, terms[1], true);
        }
    }

    /** {@code x + y} or {@code x · y} by elements, in x where that is long enough. */
    static double[] combine(OnnxNode node, OnnxExternalData files, double[] x, double[] y, boolean sum) {
        double[] result = x;
        if (x.length < y.length) {
            files.memory().take(node, (long) Double.BYTES * y.length);
            result = new double[y.length];
        }
        checkLength(node, x, result.length);
        checkLength(node, y, result.length);
        for (int i = 0; i < result.length; i++) {
            result[i] = sum ? at(x, i) + at(y, i) : at(x, i) * at(y, i);
        }
        return result;
    }

    private void activate(OnnxNode node, Activation activation) {
        if (open == null) {
            throw node.refuse("there is no dense layer between it and the input or the activation before it;"
                    + " Lanewise computes an activation at the end of a layer only");
        }
        close(node, activation);
    }

    /** Makes a layer of what is open. */
    private void close(OnnxNode node, Activation activation) {
        OnnxChain.Dense dense = open;
        int inputs = dense.inputs();
        int neurons = dense.neurons();
        checkLength(node, scale, neurons);
        checkLength(node, shift, neurons);
        OnnxBytes elements = dense.weights().floats(files);
        files.memory().take(openNode, 4L * inputs * neurons + 12L * neurons);
        float[] weights = new float[inputs * neurons];
        double[] sums = shiftBefore == null ? null : new double[neurons];
        boolean folds = scaleBefore != null || sums != null || scale != null;
        for (int k = 0; k < inputs; k++) {
            for (int j = 0; j < neurons; j++) {
                double weight = dense.weights().element(elements, dense.byNeuron() ? j * inputs + k : k * neurons + j);
                if (sums != null) {
                    sums[j] += at(shiftBefore, k) * weight;
                }
                weight *= scaleBefore == null ? 1 : at(scaleBefore, k);
                weight *= scale == null ? 1 : at(scale, j);
                weights[k * neurons + j] = rounded(openNode, weight, folds);
            }
        }
        float[] bias = new float[neurons];
        for (int j = 0; j < neurons; j++) {
            double sum = sums == null ? 0 : scale == null ? sums[j] : sums[j] * at(scale, j);
            double all = shift == null ? sum : sums == null ? at(shift, j) : sum + at(shift, j);
            bias[j] = rounded(openNode, all, folds);
        }
        layers.add(new OnnxLayer(weights, bias, inputs, neurons, activation));
        open = null;
        scale = null;
        shift = null;
    }

    /** Closes what is open, and gives a scaling after an activation, at the end, a layer of its own. */
    private void settle(OnnxNode node) {
        if (open != null) {
            close(node, Activation.LINEAR);
        }
        if (layers.isEmpty()) {
            throw new OnnxRefusal("the graph has no dense layer");
        }
        if (scale == null && shift == null) {
            return;
        }
        int columns = lastLayer().neurons();
        if (columns > LARGEST_DIAGONAL) {
            throw node.refuse("it scales " + columns + " columns after the last activation, where no layer takes the"
                    + " factors; Lanewise adds a layer for at most " + LARGEST_DIAGONAL);
        }
        checkLength(node, scale, columns);
        checkLength(node, shift, columns);
        float[] weights = new float[columns * columns];
        float[] bias = new float[columns];
        for (int i = 0; i < columns; i++) {
            weights[i * columns + i] = rounded(node, scale == null ? 1 : at(scale, i), true);
            bias[i] = rounded(node, shift == null ? 0 : at(shift, i), true);
        }
        layers.add(new OnnxLayer(weights, bias, columns, columns, Activation.LINEAR));
        scale = null;
        shift = null;
    }

    private OnnxLayer lastLayer() {
        return layers.get(layers.size() - 1);
    }

    /** A sigmoid at the end is the output's, so that logits stay to be had. */
    private void endInSigmoid() {
        OnnxLayer last = lastLayer();
        if (last.activation().equals(Activation.SIGMOID)) {
            layers.set(
                    layers.size() - 1,
                    new OnnxLayer(last.weights(), last.bias(), last.inputs(), last.neurons(), Activation.LINEAR));
            output = Output.SIGMOID;
        }
    }

    /** {@code [1 − p, p]} of p = sigmoid(z) is the softmax of {@code [0, z]}. */
    private void twoClasses(OnnxNode node) {
        OnnxLayer last = lastLayer();
        if (!last.activation().equals(Activation.SIGMOID) || last.neurons() != 1) {
            throw node.refuse("it joins 1 − p and p where p is not one sigmoid; " + OnnxOperands.CHAINS_ONLY);
        }
        files.memory().take(node, 8L * last.inputs());
        float[] weights = new float[2 * last.inputs()];
        for (int k = 0; k < last.inputs(); k++) {
            weights[2 * k + 1] = last.weights()[k];
        }
        layers.set(
                layers.size() - 1,
                new OnnxLayer(weights, new float[] {0, last.bias()[0]}, last.inputs(), 2, Activation.LINEAR));
        output = Output.SOFTMAX;
    }

    /** {@return the element for a column; one alone is for all} */
    private static double at(double[] terms, int column) {
        return terms[terms.length == 1 ? 0 : column];
    }

    private static void checkLength(OnnxNode node, double[] terms, int columns) {
        if (terms != null && terms.length != 1 && terms.length != columns) {
            throw node.refuse("factors or terms for " + terms.length + " columns do not fit " + columns);
        }
    }

    /** @param folded whether the file does not have the number as it is */
    private static float rounded(OnnxNode node, double value, boolean folded) {
        if (folded && !Double.isFinite(value)) {
            throw node.refuse("a weight or a bias becomes " + value + " by the constants that are folded into it: one"
                    + " is a divisor of 0, a negative variance or not finite");
        }
        try {
            return NumberType.ofFloat64(value);
        } catch (ArithmeticException e) {
            throw node.refuse("a weight or a bias is " + e.getMessage());
        }
    }
}
