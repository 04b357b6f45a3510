package io.lanewise.kernel.rows;

/**
 * The order in which a row is summed: sixteen partial sums, each ascending, joined in a fixed order.
 *
 * <p>Element i of n goes to partial sum i mod 16, except the last n mod 16 elements: they go to the lanes that they
 * have in the sixteen elements ending at the row's end. So a vector kernel takes the remainder with one overlapping
 * load and no shuffle. The partial sums start at +0. {@link ExpSum} and {@link WeightedSum} are the two sums, each with
 * its own join.
 */
final class PinnedSum {
    /** Partial sums, on every machine: the lanes of the widest vector. */
    static final int LANES = 16;

    private PinnedSum() {}

    /** The elements in whole blocks of sixteen. */
    static int wholeBlocks(int n) {
        return n & -LANES;
    }
}
