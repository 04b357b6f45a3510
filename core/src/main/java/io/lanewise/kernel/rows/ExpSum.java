package io.lanewise.kernel.rows;

/**
 * Sums of exponentials: a {@link PinnedSum}, or, of a row of fewer than sixteen columns, in ascending order, which costs a
 * short row nothing and suits a kernel that has one row per lane.
 *
 * <p>The terms are stored, or computed from logits; which one is a constant at each call, so C2 keeps one side.
 */
final class ExpSum {
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
        float sum = 0;
        if (columns < PinnedSum.LANES) {
            for (int j = aOffset; j < aOffset + columns; j++) {
                sum += term(stored, a[j], max);
            }
            return sum;
        }
        float lost = 0;
        int n;
        for (int j = 0; j < columns; j += n) {
            n = PinnedSum.block(columns - j);
            float block = block(stored, a, aOffset + j, n, max);
            float next = sum + block;
            lost += PinnedSum.rounding(sum, block, next);
            sum = next;
        }
        return PinnedSum.total(sum, lost);
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
        for (int i = aOffset + lane; i < aOffset + whole; i += PinnedSum.LANES) {
            low += term(stored, a[i], max);
            high += term(stored, a[i + 8], max);
        }
        int last = n - PinnedSum.LANES + lane;
        low = last < whole ? low : low + term(stored, a[aOffset + last], max);
        high = last + 8 < whole ? high : high + term(stored, a[aOffset + last + 8], max);
        return low + high;
    }

    private static float term(boolean stored, float v, float max) {
        return stored ? v : Exp.ofDifference(v, max);
    }

    /** A block's sum from its sixteen partial sums w[16]: the tree. */
    static float join(float[] w, int o) {
        float s0 = w[o] + w[o + 8];
        float s1 = w[o + 1] + w[o + 9];
        float s2 = w[o + 2] + w[o + 10];
        float s3 = w[o + 3] + w[o + 11];
        float s4 = w[o + 4] + w[o + 12];
        float s5 = w[o + 5] + w[o + 13];
        float s6 = w[o + 6] + w[o + 14];
        float s7 = w[o + 7] + w[o + 15];
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }
}
