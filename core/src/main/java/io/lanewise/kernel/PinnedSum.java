package io.lanewise.kernel;

import static io.lanewise.kernel.Fma.fma;

/**
 * The order in which a row is summed: sixteen partial sums, each ascending, joined by a fixed tree.
 *
 * <p>Element i of n goes to partial sum i mod 16, but for the last n mod 16 elements, which go to the lanes that they
 * have in the sixteen elements ending at the row's end. So a vector kernel takes the remainder with one overlapping
 * load and no shuffle. The partial sums start at +0.
 *
 * <p>A partial sum of exponentials is compensated: {@code s' = s + v, l += v − (s' − s)} (T. J. Dekker's Fast2Sum), and
 * {@code s + l} goes into the tree. Without that a 1 and 31,999 exponentials of 0.7408 came out 2.2e-5 too large, as
 * every rounding errs to the same side (a loop of its own). Products are not compensated.
 */
final class PinnedSum {
    /** Partial sums, on every machine: the lanes of the widest vector. */
    static final int LANES = 16;

    private static final int VALUE = 0;
    private static final int EXPONENTIAL = 1;
    private static final int CLIPPED_PRODUCT = 2;
    private static final int LABELLED = 3;

    private PinnedSum() {}

    /** The sum of a[n]. */
    static float sum(float[] a, int aOffset, int n) {
        return sum(VALUE, a, aOffset, a, aOffset, n, 0, 0);
    }

    /** The sum of exp(x[n] − max). */
    static float expSum(float[] x, int xOffset, int n, float max) {
        return Exp.UNSCALE * sum(EXPONENTIAL, x, xOffset, x, xOffset, n, max, 0);
    }

    /** The sum of t[n] · p[n] with p clipped to [low, high]. */
    static float clippedDot(float[] p, int pOffset, float[] t, int tOffset, int n, float low, float high) {
        return sum(CLIPPED_PRODUCT, p, pOffset, t, tOffset, n, low, high);
    }

    /** The sum of t[n] · (logSum − (x[n] − max)) where t is not 0. */
    static float labelledSum(float[] x, int xOffset, float[] t, int tOffset, int n, float max, float logSum) {
        return sum(LABELLED, x, xOffset, t, tOffset, n, max, logSum);
    }

    /** The elements in whole blocks of sixteen. */
    static int wholeBlocks(int n) {
        return n & -LANES;
    }

    /** The tree: lanes 8 apart, then 4, then 2, then 1. */
    private static float sum(
            int term, float[] a, int aOffset, float[] b, int bOffset, int n, float c, float d) {
        float s0 = eighth(term, a, aOffset, b, bOffset, n, c, d, 0);
        float s1 = eighth(term, a, aOffset, b, bOffset, n, c, d, 1);
        float s2 = eighth(term, a, aOffset, b, bOffset, n, c, d, 2);
        float s3 = eighth(term, a, aOffset, b, bOffset, n, c, d, 3);
        float s4 = eighth(term, a, aOffset, b, bOffset, n, c, d, 4);
        float s5 = eighth(term, a, aOffset, b, bOffset, n, c, d, 5);
        float s6 = eighth(term, a, aOffset, b, bOffset, n, c, d, 6);
        float s7 = eighth(term, a, aOffset, b, bOffset, n, c, d, 7);
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    /** Partial sums lane and lane + 8. */
    private static float eighth(
            int term, float[] a, int aOffset, float[] b, int bOffset, int n, float c, float d, int lane) {
        return partial(term, a, aOffset, b, bOffset, n, c, d, lane)
                + partial(term, a, aOffset, b, bOffset, n, c, d, lane + 8);
    }

    private static float partial(
            int term, float[] a, int aOffset, float[] b, int bOffset, int n, float c, float d, int lane) {
        return term <= EXPONENTIAL
                ? compensated(term, a, aOffset, n, c, lane)
                : plain(term, a, aOffset, b, bOffset, n, c, d, lane);
    }

    /**
     * What a rounding loses is added up beside the sum, and to it at the end. The last element has a step of its own: in
     * the loop it made rows of 10 take a third to a half longer (a loop of its own).
     */
    private static float compensated(int term, float[] a, int aOffset, int n, float c, int lane) {
        float sum = 0;
        float lost = 0;
        int whole = wholeBlocks(n);
        for (int i = lane; i < whole; i += LANES) {
            float v = term == VALUE ? a[aOffset + i] : Exp.ofDifference(a[aOffset + i], c);
            float next = sum + v;
            lost += v - (next - sum);
            sum = next;
        }
        int last = n - LANES + lane;
        if (last >= whole) {
            float v = term == VALUE ? a[aOffset + last] : Exp.ofDifference(a[aOffset + last], c);
            float next = sum + v;
            lost += v - (next - sum);
            sum = next;
        }
        return sum + lost;
    }

    private static float plain(
            int term, float[] a, int aOffset, float[] b, int bOffset, int n, float c, float d, int lane) {
        float sum = 0;
        int whole = wholeBlocks(n);
        for (int i = lane; i < whole; i += LANES) {
            sum = add(term, sum, a[aOffset + i], b[bOffset + i], c, d);
        }
        int last = n - LANES + lane;
        return last < whole ? sum : add(term, sum, a[aOffset + last], b[bOffset + last], c, d);
    }

    private static float add(int term, float s, float a, float b, float c, float d) {
        if (term == CLIPPED_PRODUCT) {
            return fma(CrossEntropyByRows.clip(a, c, d), b, s);
        }
        return b == 0 ? s : fma(d - (a - c), b, s);
    }
}
