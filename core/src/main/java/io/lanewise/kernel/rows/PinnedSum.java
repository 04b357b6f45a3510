package io.lanewise.kernel.rows;

/**
 * The order in which a row is summed. It is cut into blocks of {@link #BLOCK} columns, the last of which takes up to 15
 * more. A block has sixteen partial sums, joined by a tree: lanes 8 apart, then 4, then 2, then 1. The blocks' sums are
 * added ascending, in double.
 *
 * <p>Element i of a block of n goes to partial sum i mod 16, but for the last n mod 16 elements, which go to the lanes
 * that they have in the sixteen elements ending at the block's end. So a vector kernel takes the remainder with one
 * overlapping load and no shuffle. The partial sums start at +0.
 */
final class PinnedSum {
    /** Partial sums, on every machine: the lanes of the widest vector. */
    static final int LANES = 16;

    /** Columns that are summed in float. */
    static final int BLOCK = 512;

    /** The most columns that a block has: the last one takes what would not fill the sixteen partial sums. */
    static final int LONGEST = BLOCK + LANES - 1;

    private PinnedSum() {}

    /** The elements in whole sixteens. */
    static int wholeBlocks(int n) {
        return n & -LANES;
    }

    /** The columns of the next block, where so many are left. */
    static int block(int left) {
        return left <= LONGEST ? left : BLOCK;
    }
}
