package io.lanewise.model;

import io.lanewise.Activation;
import io.lanewise.Output;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * A value that is computed from the graph's input by one step after another.
 *
 * @param before what the last step works on, or null for the input itself
 * @param step the last step, or null for the input itself
 * @param rows how many rows the file fixes, or −1
 * @param row the sizes of one row, or null where the file does not say
 */
record OnnxChain(OnnxChain before, Step step, long rows, int[] row) implements OnnxValue {

    /** One step; each knows its node, for messages. */
    sealed interface Step permits Dense, Affine, Activate, Finish, TwoClasses {
        OnnxNode node();
    }

    /**
     * {@code factor · x · weights}.
     *
     * @param byNeuron whether the weights are {@code [neurons×inputs]} in the file, not {@code [inputs×neurons]}
     */
    record Dense(OnnxNode node, OnnxTensor weights, boolean byNeuron, int inputs, int neurons, double factor)
            implements Step {}

    /**
     * {@code scale · x + shift}, by columns.
     *
     * @param terms makes scale and shift, each of one element for all columns or of one for each; null for 1 and 0
     */
    record Affine(OnnxNode node, Supplier<double[][]> terms) implements Step {
        /** {@return the element for a column; one alone is for all} */
        static double at(double[] terms, int column) {
            return terms[terms.length == 1 ? 0 : column];
        }
    }

    record Activate(OnnxNode node, Activation activation) implements Step {}

    /** Softmax or its logarithm over a row. */
    record Finish(OnnxNode node, Output output) implements Step {}

    /** The probability p of one column becomes the row {@code [1 − p, p]}. */
    record TwoClasses(OnnxNode node) implements Step {}

    static OnnxChain input(long rows, int[] row) {
        return new OnnxChain(null, null, rows, row);
    }

    /** {@return this with a step that keeps the shape} */
    OnnxChain then(Step next) {
        return new OnnxChain(this, next, rows, row);
    }

    /** {@return this with a step whose rows have so many columns} */
    OnnxChain then(Step next, int columns) {
        return new OnnxChain(this, next, rows, new int[] {columns});
    }

    /** {@return the same numbers in rows of another shape} */
    OnnxChain shaped(int... newRow) {
        return new OnnxChain(before, step, rows, newRow);
    }

    /** {@return the columns of a row, or −1 where the file does not say} */
    long columns() {
        return row == null ? -1 : OnnxValue.product(row);
    }

    /** {@return whether a row is one dimension, which its columns are} */
    boolean isMatrix() {
        return row == null || row.length == 1;
    }

    /** {@return the steps from the input to here} */
    Iterable<Step> steps() {
        Deque<Step> steps = new ArrayDeque<>();
        for (OnnxChain at = this; at.step != null; at = at.before) {
            steps.addFirst(at.step);
        }
        return steps;
    }
}
