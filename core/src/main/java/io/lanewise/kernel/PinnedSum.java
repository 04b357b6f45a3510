package io.lanewise.kernel;

import static io.lanewise.kernel.Fma.fma;

/**
 * The order in which a row is summed: sixteen partial sums, each ascending, joined in a fixed order.
 *
 * <p>Element i of n goes to partial sum i mod 16, but for the last n mod 16 elements, which go to the lanes that they
 * have in the sixteen elements ending at the row's end. So a vector kernel takes the remainder with one overlapping
 * load and no shuffle. The partial sums start at +0.
 *
 * <p>A partial sum of exponentials is compensated: {@code s' = s + v, l += v − (s' − s)} (T. J. Dekker's Fast2Sum).
 * Without that a 1 and 31,999 exponentials of 0.7408 came out 2.2e-5 too large, as every rounding errs to the same side
 * (a loop of its own). They are joined ascending, and what that loses (D. E. Knuth's 2Sum) is added up too: without
 * it a random row had a probability 4.14 ULP off. Products are not compensated, and are joined by a tree.
 */
final class PinnedSum {
    /** Partial sums, on every machine: the lanes of the widest vector. */
    static final int LANES = 16;

    private PinnedSum() {}

    /** e[n], each the exponential of a difference, divided by their sum. */
    static void divide(float[] e, int eOffset, int n) {
        total(false, e, eOffset, n, 0);
    }

    /** log(sum(exp(x[n] − max))). */
    static float logExpSum(float[] x, int xOffset, int n, float max) {
        return total(true, x, xOffset, n, max);
    }

    /**
     * Answers the logarithm of the sum of exponentials, or divides the exponentials in a by their sum. One method, as the
     * sum is two numbers, it and what its rounding lost: answered as the halves of a long they made a row of ten take
     * 10 ns longer (a loop of its own).
     *
     * <p>The last element has a step of its own: in the loop it made rows of 10 take a third to a half longer (a loop of its
     * own).
     */
    private static float total(boolean logarithm, float[] a, int aOffset, int n, float max) {
        float sum = 0;
        float lost = 0;
        int whole = wholeBlocks(n);
        // The lanes before have nothing.
        for (int lane = Math.max(0, LANES - n); lane < LANES; lane++) {
            float partial = 0;
            float partialLost = 0;
            for (int i = lane; i < whole; i += LANES) {
                float v = logarithm ? Exp.ofDifference(a[aOffset + i], max) : a[aOffset + i];
                float next = partial + v;
                partialLost += v - (next - partial);
                partial = next;
            }
            int last = n - LANES + lane;
            if (last >= whole) {
                float v = logarithm ? Exp.ofDifference(a[aOffset + last], max) : a[aOffset + last];
                float next = partial + v;
                partialLost += v - (next - partial);
                partial = next;
            }
            float next = sum + partial;
            lost += rounding(sum, partial, next) + partialLost;
            sum = next;
        }
        float rounded = sum + lost;
        float rest = rounding(sum, lost, rounded);
        if (logarithm) {
            return Log.ofSum(rounded, rest);
        }
        float scale = 1 / rounded;
        float scaleRest = ScalarSoftmax.rest(rounded, rest, scale);
        for (int i = aOffset; i < aOffset + n; i++) {
            a[i] = ScalarSoftmax.product(a[i], scale, scaleRest);
        }
        return scale;
    }

    /** What a + b − sum is, exactly, for their rounded sum. */
    static float rounding(float a, float b, float sum) {
        float other = sum - a;
        return (a - (sum - other)) + (b - other);
    }

    /** The sum of t[n] · p[n] with p clipped to [low, high]. */
    static float clippedDot(float[] p, int pOffset, float[] t, int tOffset, int n, float low, float high) {
        return dot(true, p, pOffset, t, tOffset, n, low, high);
    }

    /** The sum of t[n] · (logSum − (x[n] − max)) where t is not 0. */
    static float labelledSum(float[] x, int xOffset, float[] t, int tOffset, int n, float max, float logSum) {
        return dot(false, x, xOffset, t, tOffset, n, max, logSum);
    }

    /** The elements in whole blocks of sixteen. */
    static int wholeBlocks(int n) {
        return n & -LANES;
    }

    /** The tree: lanes 8 apart, then 4, then 2, then 1. */
    private static float dot(
            boolean clipped, float[] a, int aOffset, float[] b, int bOffset, int n, float c, float d) {
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
        int whole = wholeBlocks(n);
        for (int i = lane; i < whole; i += LANES) {
            sum = add(clipped, sum, a[aOffset + i], b[bOffset + i], c, d);
        }
        int last = n - LANES + lane;
        return last < whole ? sum : add(clipped, sum, a[aOffset + last], b[bOffset + last], c, d);
    }

    private static float add(boolean clipped, float s, float a, float b, float c, float d) {
        if (clipped) {
            return fma(CrossEntropyByRows.clip(a, c, d), b, s);
        }
        return b == 0 ? s : fma(d - (a - c), b, s);
    }
}
