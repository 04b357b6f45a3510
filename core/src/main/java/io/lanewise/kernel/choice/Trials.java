package io.lanewise.kernel.choice;

import io.lanewise.kernel.choice.TrialRun.Sizes;
import io.lanewise.kernel.dense.DenseKernel;
import io.lanewise.kernel.rows.ActivationKind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The trials of each kind of work, in sizes as small as they can be and lead through the code that the kind needs. */
final class Trials {
    /** Rows of fewer columns do not fill the partial sums of a row. */
    static final int WIDE = 16;

    /** So many logits in such rows are the vector kernels', fewer the scalar ones'. */
    static final int FEWEST = 32;

    /** Every height of tile at every width, and every number of rows that is left after one. */
    private static final int[] MANY_ROWS = {18, 2, 3, 4, 5, 6, 8, 9, 12, 13, 14, 16};

    private static final int[] ONE_ROW = {1};

    /** From here on a layer's inputs are taken in blocks. */
    private static final int BLOCK = 1000;

    /**
     * A packed layer's trial is that of all layers of the VM whose sizes lead through the same code, by these sizes. They
     * are one number, because the hash of a record, which the VM makes at its first use, takes 5 ms of the start on JDK 25,
     * 13 on 17.
     */
    private static final Map<Long, Trial> LAYERS = new ConcurrentHashMap<>();

    /** Rows that do not fill the partial sums. */
    private static final Sizes SHORT = new Sizes(0, 13, null, 8);

    private static final Sizes ONE_VECTOR = new Sizes(0, 37, null, 5, 1);
    private static final Sizes MANY_VECTORS = new Sizes(0, 197, null, 3, 1);
    private static final Sizes BLOCKS = new Sizes(0, 600, null, 2, 1);

    /** More rows than a softmax takes together. */
    private static final Sizes MORE_ROWS = new Sizes(0, 19, null, 18, 1);

    private static final Sizes MORE_BLOCKS = new Sizes(0, 600, null, 7, 1);

    private Trials() {}

    /**
     * A packed layer at one row, or at more. Of its inputs and neurons so many that all remainders are the layer's own,
     * and so is every loop's first step; past a block of inputs, with two of them at the end.
     */
    static Trial packed(int inputs, int neurons, boolean relu, boolean one) {
        boolean chains = neurons <= DenseKernel.NARROW_NEURONS && inputs >= DenseKernel.NARROW_INPUTS;
        int few = fewer(inputs, chains ? DenseKernel.NARROW_INPUTS : 4);
        int columns = fewer(neurons, one ? 128 : 64);
        int last = one || inputs <= BLOCK ? few : BLOCK + few;
        long layer = ((long) last << 32 | columns) << 2 | (relu ? 2 : 0) | (one ? 1 : 0);
        Trial known = LAYERS.get(layer);
        if (known != null) {
            return known;
        }
        ActivationKind activation = relu ? ActivationKind.RELU : ActivationKind.LINEAR;
        int[] rows = one ? ONE_ROW : MANY_ROWS;
        Sizes small = new Sizes(few, columns, activation, rows);
        Trial trial = last == few
                ? new Trial(TrialRun.PACKED, small)
                : new Trial(TrialRun.PACKED, small, new Sizes(last, columns, activation, rows));
        Trial other = LAYERS.putIfAbsent(layer, trial);
        return other == null ? trial : other;
    }

    /** Less than n where that is much, with the same remainder. */
    private static int fewer(int n, int least) {
        return n < 2 * least ? n : least + n % least;
    }

    /** Weights that are not packed; the first number of rows is the largest. */
    static Trial dense(int inputs, int neurons, int... rows) {
        return new Trial(TrialRun.DENSE, new Sizes(inputs, neurons, null, rows));
    }

    /** Gradients of inputs across their rows, and from weights that are packed transposed. */
    static Trial gradientOfInputs(int lanes) {
        return new Trial(
                TrialRun.GRADIENT_OF_INPUTS, new Sizes(64, 17, null, 9), new Sizes(9, 5 * lanes + 1, null, 18));
    }

    /** Gradients of weights along the neurons, and along the inputs. */
    static Trial gradientOfWeights(int lanes) {
        Sizes alongInputs = lanes == 4 ? new Sizes(8, 10, null, 8) : new Sizes(32, 5, null, 32);
        return new Trial(TrialRun.GRADIENT_OF_WEIGHTS, new Sizes(13, 4 * lanes + 1, null, 13), alongInputs);
    }

    static Trial activation(ActivationKind kind) {
        return new Trial(TrialRun.ACTIVATION, new Sizes(0, 11, kind, 5));
    }

    static Trial relu() {
        return new Trial(TrialRun.RELU, new Sizes(0, 11, null, 5));
    }

    /** Rows of one vector and a part, and then, as they take longer, of many and of some blocks. */
    static Trial manyColumns(String operation) {
        return new Trial(operation, ONE_VECTOR, MANY_VECTORS, BLOCKS);
    }

    /**
     * Rows of any length. Short ones share code with the others, and what one of two trials takes for the first time
     * makes C2 throw away what the other had compiled: so they are one, and it ends with rows that it began with.
     */
    static Trial anyColumns(String operation) {
        return new Trial(operation, SHORT, MORE_ROWS, MANY_VECTORS, MORE_BLOCKS, MORE_ROWS, SHORT);
    }
}
