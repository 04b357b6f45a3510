package io.lanewise.kernel.rows;

import static io.lanewise.kernel.Fma.fma;

/**
 * Sums of exponentials in the order of a {@link PinnedSum}, with what their roundings lose.
 *
 * <p>A partial sum is compensated: {@code s' = s + v, l += v − (s' − s)} (T. J. Dekker's Fast2Sum). Without that the
 * sum of a 1 and 31,999 exponentials of 0.7408 is 2.2e-5 too large, because every rounding errs to the same side. The
 * sixteen are joined ascending, and what that loses (D. E. Knuth's 2Sum) is added up too: without it a probability can
 * be over 4 ULP off, the bound that softmax documents.
 *
 * <p>A sum is two numbers, it and what it lost, and a Java method returns one. So what divides by a sum and what takes
 * its logarithm are two loops. In both the last element of a lane is a separate step, because most short rows have no
 * other.
 */
final class ExpSum {
    private ExpSum() {}

    /** e[n], each 2^64 times an exponential, divided by their sum. */
    static void divide(float[] e, int eOffset, int n) {
        float sum = 0;
        float lost = 0;
        int whole = PinnedSum.wholeBlocks(n);
        for (int lane = firstLane(n); lane < PinnedSum.LANES; lane++) {
            float partial = 0;
            float partialLost = 0;
            for (int i = lane; i < whole; i += PinnedSum.LANES) {
                float v = e[eOffset + i];
                float next = partial + v;
                partialLost += v - (next - partial);
                partial = next;
            }
            int last = n - PinnedSum.LANES + lane;
            if (last >= whole) {
                float v = e[eOffset + last];
                float next = partial + v;
                partialLost += v - (next - partial);
                partial = next;
            }
            float next = sum + partial;
            lost += rounding(sum, partial, next) + partialLost;
            sum = next;
        }
        float rounded = sum + lost;
        float scale = 1 / rounded;
        float rest = rest(rounded, rounding(sum, lost, rounded), scale);
        for (int i = eOffset; i < eOffset + n; i++) {
            e[i] = product(e[i], scale, rest);
        }
    }

    /** log(sum(exp(x[n] − max))). */
    static float log(float[] x, int xOffset, int n, float max) {
        float sum = 0;
        float lost = 0;
        int whole = PinnedSum.wholeBlocks(n);
        for (int lane = firstLane(n); lane < PinnedSum.LANES; lane++) {
            float partial = 0;
            float partialLost = 0;
            for (int i = lane; i < whole; i += PinnedSum.LANES) {
                float v = Exp.ofDifference(x[xOffset + i], max);
                float next = partial + v;
                partialLost += v - (next - partial);
                partial = next;
            }
            int last = n - PinnedSum.LANES + lane;
            if (last >= whole) {
                float v = Exp.ofDifference(x[xOffset + last], max);
                float next = partial + v;
                partialLost += v - (next - partial);
                partial = next;
            }
            float next = sum + partial;
            lost += rounding(sum, partial, next) + partialLost;
            sum = next;
        }
        float rounded = sum + lost;
        return Log.ofSum(rounded, rounding(sum, lost, rounded));
    }

    /** The first lane that has an element of n. */
    private static int firstLane(int n) {
        return Math.max(0, PinnedSum.LANES - n);
    }

    /** What a + b − sum is, exactly, for their rounded sum. */
    static float rounding(float a, float b, float sum) {
        float other = sum - a;
        return (a - (sum - other)) + (b - other);
    }

    /** What a scale, 1 ÷ sum, lacks to 1 ÷ (sum + lost): one Newton step. */
    static float rest(float sum, float lost, float scale) {
        return fma(lost, -scale, fma(sum, -scale, 1f)) * scale;
    }

    /** e · (scale + rest), rounded once: with the scale alone a probability can be over 4 ULP off. */
    static float product(float e, float scale, float rest) {
        return fma(e, scale, e * rest);
    }
}
