package io.lanewise.kernel.rows;

/**
 * The order in which a row is summed. It is cut into blocks of {@link #BLOCK} columns. A block has sixteen partial sums,
 * each ascending, joined by a tree: lanes 8 apart, then 4, then 2, then 1. The blocks' sums are added ascending, and what
 * that loses (D. E. Knuth's 2Sum) is added at the end.
 *
 * <p>Element i of a block of n goes to partial sum i mod 16, but for the last n mod 16 elements, which go to the lanes that
 * they have in the sixteen elements ending at the block's end. So a vector kernel takes the remainder with one overlapping
 * load and no shuffle. The partial sums start at +0.
 *
 * <p>So a term passes at most 33 additions in its partial sum and 4 in the tree, however long the row is. {@link ExpSum}
 * and {@link WeightedSum} are the two sums.
 */
final class PinnedSum {
    /** Partial sums, on every machine: the lanes of the widest vector. */
    static final int LANES = 16;

    /** Columns that are summed without their losses. */
    static final int BLOCK = 512;

    /** The most columns that a block has: the last one takes what would not fill the sixteen partial sums. */
    static final int LONGEST = BLOCK + LANES - 1;

    private PinnedSum() {}

    /** The elements in whole blocks of sixteen. */
    static int wholeBlocks(int n) {
        return n & -LANES;
    }

    /** The columns of the next block, where so many are left. */
    static int block(int left) {
        return left <= LONGEST ? left : BLOCK;
    }

    /** What a + b − sum is, exactly, for their rounded sum. */
    static float rounding(float a, float b, float sum) {
        float other = sum - a;
        return (a - (sum - other)) + (b - other);
    }

    /** The sum of blocks with what it lost, which is NaN where the sum is infinite. */
    static float total(float sum, float lost) {
        return lost == lost ? sum + lost : sum;
    }
}
