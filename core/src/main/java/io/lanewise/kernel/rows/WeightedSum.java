package io.lanewise.kernel.rows;

import static io.lanewise.kernel.Fma.fma;

/**
 * Sums of weights by what is weighed: a {@link PinnedSum} of multiply-adds. A term passes at most 33 of them and 4
 * additions, and then sums in double, so a sum is within 38 · 2^-24 of Σ |weight · term|, barring underflow. Without blocks it would
 * drift where all terms are alike, because their roundings have one sign: by 1,468 ULP at 128,000 equal columns.
 *
 * <p>One tree serves two kinds of terms; which one is a constant at each call, so C2 keeps one side.
 */
final class WeightedSum {
    private WeightedSum() {}

    /** The sum of t[n] · p[n], one block, with p clipped to [low, high]. */
    static float clippedDot(float[] p, int pOffset, float[] t, int tOffset, int n, float low, float high) {
        return dot(true, p, pOffset, t, tOffset, n, low, high);
    }

    /** The sum of t[n] · (logSum − (x[n] − max)), one block, where t is not 0. */
    static float labelledSum(float[] x, int xOffset, float[] t, int tOffset, int n, float max, float logSum) {
        return dot(false, x, xOffset, t, tOffset, n, max, logSum);
    }

    /** The tree: lanes 8 apart, then 4, then 2, then 1. */
    private static float dot(boolean clipped, float[] a, int aOffset, float[] b, int bOffset, int n, float c, float d) {
        float s0 = eighth(clipped, a, aOffset, b, bOffset, n, c, d, 0);
        float s1 = eighth(clipped, a, aOffset, b, bOffset, n, c, d, 1);
        float s2 = eighth(clipped, a, aOffset, b, bOffset, n, c, d, 2);
        float s3 = eighth(clipped, a, aOffset, b, bOffset, n, c, d, 3);
        float s4 = eighth(clipped, a, aOffset, b, bOffset, n, c, d, 4);
        float s5 = eighth(clipped, a, aOffset, b, bOffset, n, c, d, 5);
        float s6 = eighth(clipped, a, aOffset, b, bOffset, n, c, d, 6);
        float s7 = eighth(clipped, a, aOffset, b, bOffset, n, c, d, 7);
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    /** Partial sums lane and lane + 8. */
    private static float eighth(
            boolean clipped, float[] a, int aOffset, float[] b, int bOffset, int n, float c, float d, int lane) {
        return partial(clipped, a, aOffset, b, bOffset, n, c, d, lane)
                + partial(clipped, a, aOffset, b, bOffset, n, c, d, lane + 8);
    }

    private static float partial(
            boolean clipped, float[] a, int aOffset, float[] b, int bOffset, int n, float c, float d, int lane) {
        float sum = 0;
        int whole = PinnedSum.wholeBlocks(n);
        for (int i = lane; i < whole; i += PinnedSum.LANES) {
            sum = add(clipped, sum, a[aOffset + i], b[bOffset + i], c, d);
        }
        int last = n - PinnedSum.LANES + lane;
        return last < whole ? sum : add(clipped, sum, a[aOffset + last], b[bOffset + last], c, d);
    }

    private static float add(boolean clipped, float s, float a, float b, float c, float d) {
        if (clipped) {
            return fma(clip(a, c, d), b, s);
        }
        return b == 0 ? s : fma(d - (a - c), b, s);
    }

    /** p brought into [low, high]; NaN stays. */
    static float clip(float p, float low, float high) {
        return p < low ? low : p > high ? high : p;
    }
}
