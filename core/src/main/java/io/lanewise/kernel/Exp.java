package io.lanewise.kernel;

import static io.lanewise.kernel.Fma.fma;

/**
 * {@code e^x} in float arithmetic, the specification of {@link VectorExp}'s.
 *
 * <p>{@code n = round(x / ln 2)}, {@code r = x - n ln 2} in two parts of ln 2 (W. J. Cody and W. Waite, "Software
 * Manual for the Elementary Functions", 1980), {@code e^r = 1 + (r + r² q(r))}, then a scaling by 2^n in two exact
 * steps, so that a subnormal result is rounded once more and no further.
 *
 * <p>{@code x - n high(ln 2)} is exact, and so is the rounding error of 1 plus it (T. J. Dekker's Fast2Sum, 1971): only
 * the last addition rounds at the size of the result. That is four operations more than {@code 1 + fma(q, r², r)}, whose
 * error passes 1 ULP: here it is at most 0.69, and 0.78 where the result is subnormal.
 */
final class Exp {
    /** Below, e^x is under half of the smallest float: 0. Above, it is over the largest: infinity. */
    static final float LOWEST = -104f;

    static final float HIGHEST = 89f;

    static final float LOG2_E = 0x1.715476p+0f;

    /** 1.5 × 2^23: adding it leaves a small number's nearest integer in the low bits. */
    static final float ROUNDER = 12582912f;

    static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);

    /** ln 2 in two parts; the first has 15 bits, so that its product with n is exact. */
    static final float LN2_HIGH = 0x1.62e4p-1f;

    static final float LN2_LOW = 0x1.7f7d1cp-20f;

    /** q, minimax for the relative error of e^r on |r| ≤ 0.348: 3.2e-9 before rounding (Remez). */
    static final float Q0 = 0x1.fffffcp-2f;

    static final float Q1 = 0x1.55549p-3f;
    static final float Q2 = 0x1.5558fcp-5f;
    static final float Q3 = 0x1.123b9ap-7f;
    static final float Q4 = 0x1.6a215ap-10f;

    private Exp() {}

    /** e^x. */
    static float exp(float x) {
        return exp(x, 0f);
    }

    /**
     * e^(x − max) of the exact difference: what its rounding loses (D. E. Knuth's 2Sum) can be 4 to 8 ULP of the result at
     * a difference of 10.
     */
    static float ofDifference(float x, float max) {
        float difference = x - max;
        float back = difference + max;
        float tail = (x - back) + ((back - difference) - max);
        return exp(difference, difference < LOWEST ? 0f : tail);
    }

    /** e^(x + tail), tail at most half an ULP of x. */
    private static float exp(float x, float tail) {
        float c = x < LOWEST ? LOWEST : x > HIGHEST ? HIGHEST : x;
        float rounded = fma(c, LOG2_E, ROUNDER);
        float n = rounded - ROUNDER;
        float high = fma(n, -LN2_HIGH, c);
        float low = fma(n, -LN2_LOW, tail);
        float r = high + low;
        float q = fma(fma(fma(fma(Q4, r, Q3), r, Q2), r, Q1), r, Q0);
        float one = 1f + high;
        float p = one + ((high - (one - 1f)) + fma(q, r * r, low));
        int exponent = Float.floatToRawIntBits(rounded) - ROUNDER_BITS;
        int half = exponent >> 1;
        return p * powerOfTwo(half) * powerOfTwo(exponent - half);
    }

    private static float powerOfTwo(int exponent) {
        return Float.intBitsToFloat((exponent + 127) << 23);
    }
}
