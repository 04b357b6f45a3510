package io.lanewise.kernel.rows;

/**
 * Sums of exponentials: a {@link PinnedSum} whose partial sums are made of groups. A group is {@link #GROUP} columns, eight
 * terms of each partial sum, added from +0; the groups of a block are added ascending. The last n mod 16 elements of a
 * block are a group of their own. A row of fewer than sixteen columns has one term in each of its first lanes.
 *
 * <p>So a term passes at most 8 additions in its group, 4 among the groups, and 4 in the tree, and the sum is within 17 ·
 * 2^-24 of that of its terms. Without groups it is 31 · 2^-24 off where sixteen large terms come first and each of the
 * others is a little less than half a unit in their last place.
 *
 * <p>The terms are stored, or computed from logits; which one is a constant at each call, so C2 keeps one side.
 */
final class ExpSum {
    /** Columns of a group. */
    static final int GROUP = 8 * PinnedSum.LANES;

    private ExpSum() {}

    /** The sum of e[n]. */
    static float of(float[] e, int eOffset, int n) {
        return sum(true, e, eOffset, n, 0);
    }

    /** The sum of 2^64 exp(x[n] − max). */
    static float ofDifferences(float[] x, int xOffset, int n, float max) {
        return sum(false, x, xOffset, n, max);
    }

    private static float sum(boolean stored, float[] a, int aOffset, int columns, float max) {
        if (columns < PinnedSum.LANES) {
            return shortRow(stored, a, aOffset, columns, max);
        }
        double sum = 0;
        int n;
        for (int j = 0; j < columns; j += n) {
            n = PinnedSum.block(columns - j);
            sum += block(stored, a, aOffset + j, n, max);
        }
        return (float) sum;
    }

    /** The tree over n < 16 terms. */
    private static float shortRow(boolean stored, float[] a, int aOffset, int n, float max) {
        float s0 = pair(stored, a, aOffset, n, max, 0);
        float s1 = pair(stored, a, aOffset, n, max, 1);
        float s2 = pair(stored, a, aOffset, n, max, 2);
        float s3 = pair(stored, a, aOffset, n, max, 3);
        float s4 = pair(stored, a, aOffset, n, max, 4);
        float s5 = pair(stored, a, aOffset, n, max, 5);
        float s6 = pair(stored, a, aOffset, n, max, 6);
        float s7 = pair(stored, a, aOffset, n, max, 7);
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    /** Terms lane and lane + 8, as far as they are there. */
    private static float pair(boolean stored, float[] a, int aOffset, int n, float max, int lane) {
        if (lane >= n) {
            return 0;
        }
        float low = term(stored, a[aOffset + lane], max);
        return lane + 8 < n ? low + term(stored, a[aOffset + lane + 8], max) : low;
    }

    /** One block, n ≥ 16. */
    private static float block(boolean stored, float[] a, int aOffset, int n, float max) {
        float s0 = eighth(stored, a, aOffset, n, max, 0);
        float s1 = eighth(stored, a, aOffset, n, max, 1);
        float s2 = eighth(stored, a, aOffset, n, max, 2);
        float s3 = eighth(stored, a, aOffset, n, max, 3);
        float s4 = eighth(stored, a, aOffset, n, max, 4);
        float s5 = eighth(stored, a, aOffset, n, max, 5);
        float s6 = eighth(stored, a, aOffset, n, max, 6);
        float s7 = eighth(stored, a, aOffset, n, max, 7);
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    /** Partial sums lane and lane + 8. */
    private static float eighth(boolean stored, float[] a, int aOffset, int n, float max, int lane) {
        float low = 0;
        float high = 0;
        int whole = PinnedSum.wholeBlocks(n);
        for (int group = 0; group < whole; group += GROUP) {
            float groupLow = 0;
            float groupHigh = 0;
            for (int i = group + lane; i < Math.min(group + GROUP, whole); i += PinnedSum.LANES) {
                groupLow += term(stored, a[aOffset + i], max);
                groupHigh += term(stored, a[aOffset + i + 8], max);
            }
            low += groupLow;
            high += groupHigh;
        }
        int last = n - PinnedSum.LANES + lane;
        low = last < whole ? low : low + term(stored, a[aOffset + last], max);
        high = last + 8 < whole ? high : high + term(stored, a[aOffset + last + 8], max);
        return low + high;
    }

    private static float term(boolean stored, float v, float max) {
        return stored ? v : Exp.ofDifference(v, max);
    }
}
