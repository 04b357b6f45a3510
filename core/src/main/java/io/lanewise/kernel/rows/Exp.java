package io.lanewise.kernel.rows;

import static io.lanewise.kernel.Fma.fma;

/**
 * {@code 2^64 e^(x − max)} in float arithmetic for x ≤ max, the specification of {@link VectorExp}'s.
 *
 * <p>{@code c = x − max}, {@code n = round(c / ln 2)}, {@code r = c - n ln 2} in two parts of ln 2 (W. J. Cody and W.
 * Waite, "Software Manual for the Elementary Functions", 1980), {@code e^r = 1 + (r + r² q(r))}, times {@code 2^(n + 64)}.
 *
 * <p>The factor of 2^64 keeps every result normal, where e^−104 is not, so that the addition of 1 scales too: a power of
 * two changes no rounding. Whoever divides by a sum of such exponentials loses the factor with it; {@link #UNSCALE} takes
 * it back.
 *
 * <p>{@code c − n high(ln 2)} is exact, so r rounds once, at a quarter of an ULP of the result, and the last addition
 * rounds at a half: with q and its factors the error is at most 0.885 ULP where x − max is exact. Where it is
 * not, 0.8898 is the most that a search found. Three operations more made 0.885 into 0.69, and softmax 1.15 times slower.
 */
final class Exp {
    /** Below, e^c is under half of the smallest float: 0. */
    static final float LOWEST = -104f;

    private static final int SCALE_EXPONENT = 64;
    static final float UNSCALE = 0x1p-64f;

    static final float LOG2_E = 0x1.715476p+0f;

    /** 1.5 × 2^23 leaves a small number's nearest integer in the low bits; the rest makes it the result's exponent. */
    static final float ROUNDER = 12582912f + 127 + SCALE_EXPONENT;

    static final int MANTISSA_BITS = 23;

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

    /**
     * 2^64 e^(x − max) of the exact difference: what its rounding loses (D. E. Knuth's 2Sum) can be 4 to 8 ULP of the
     * result at a difference of 10.
     */
    static float ofDifference(float x, float max) {
        float c = x - max;
        float back = c + max;
        float tail = (x - back) + ((back - c) - max);
        float rounded = fma(c, LOG2_E, ROUNDER);
        float n = rounded - ROUNDER;
        float high = fma(n, -LN2_HIGH, c);
        float low = fma(n, -LN2_LOW, tail);
        float r = high + low;
        float square = r * r;
        float q = fma(fma(Q4, square, fma(Q3, r, Q2)), square, fma(Q1, r, Q0));
        float power = high + fma(q, square, low);
        float scale = Float.intBitsToFloat(Float.floatToRawIntBits(rounded) << MANTISSA_BITS);
        return c < LOWEST ? 0f : fma(power, scale, scale);
    }
}
