package io.lanewise.model;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A value that is computed from the graph's input by one step after another.
 *
 * @param before what the last step works on, or null for the input itself
 * @param node the last step's, for messages; null for the input itself
 * @param step the last step: a {@link Dense}, the {@link Terms} of a scaling, an activation, or an output for softmax
 *     and its logarithm; null where the probability p of one column becomes the row {@code [1 − p, p]}
 * @param rows how many rows the file fixes, or −1
 * @param row the sizes of one row, or null where the file does not say
 */
record OnnxChain(OnnxChain before, OnnxNode node, Object step, long rows, int[] row) implements OnnxValue {
    /**
     * {@code factor · x · weights}.
     *
     * @param byNeuron whether the weights are {@code [neurons×inputs]} in the file, not {@code [inputs×neurons]}
     */
    record Dense(OnnxTensor weights, boolean byNeuron, int inputs, int neurons, double factor) {}

    /** {@code scale · x + shift}, by columns. */
    interface Terms {
        /** {@return scale and shift, each of one element for all columns or of one for each; null for 1 and 0} */
        double[][] get();
    }

    static OnnxChain input(long rows, int[] row) {
        return new OnnxChain(null, null, null, rows, row);
    }

    /** {@return this with a step that keeps the shape} */
    OnnxChain then(OnnxNode next, Object nextStep) {
        return new OnnxChain(this, next, nextStep, rows, row);
    }

    /** {@return this with a scaling of its columns} */
    OnnxChain scaled(OnnxNode next, Terms terms) {
        return then(next, terms);
    }

    /** {@return this with a step whose rows have so many columns} */
    OnnxChain then(OnnxNode next, Object nextStep, int columns) {
        return new OnnxChain(this, next, nextStep, rows, new int[] {columns});
    }

    /** {@return the same numbers in rows of another shape} */
    OnnxChain shaped(int... newRow) {
        return new OnnxChain(before, node, step, rows, newRow);
    }

    /** {@return the columns of a row, or −1 where the file does not say} */
    long columns() {
        return row == null ? -1 : OnnxValue.product(row);
    }

    /** {@return whether a row is one dimension, which its columns are} */
    boolean isMatrix() {
        return row == null || row.length == 1;
    }

    /** {@return what each step gives, from the input to here} */
    Iterable<OnnxChain> steps() {
        Deque<OnnxChain> steps = new ArrayDeque<>();
        for (OnnxChain at = this; at.before != null; at = at.before) {
            steps.addFirst(at);
        }
        return steps;
    }
}
