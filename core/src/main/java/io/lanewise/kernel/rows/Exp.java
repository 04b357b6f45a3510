package io.lanewise.kernel.rows;

import static io.lanewise.kernel.Fma.fma;

/**
 * {@code 2^64 e^(x − max)} in float arithmetic for x ≤ max, the specification of {@link VectorExp}'s.
 *
 * <p>{@code c = x − max}, {@code n = round(c / ln 2)}, {@code r = c - n ln 2} in two parts of ln 2 (W. J. Cody and W.
 * Waite, "Software Manual for the Elementary Functions", 1980), {@code e^r = 1 + (r + r² q(r))}, times {@code 2^(n +
 * 64)}.
 *
 * <p>The factor of 2^64 keeps every result normal, which e^−104 is not. So one multiply-add both adds 1 and scales,
 * because a power of two changes no rounding of a normal number. A quotient of two such exponentials has no factor;
 * {@link #UNSCALE} takes it from a sum.
 *
 * <p>{@code c − n high(ln 2)} is exact, so r rounds once, at a quarter of an ULP of the result, and the last addition
 * rounds at a half. With q and its factors the error is at most 0.885 ULP if x − max is exact, as {@code ExpTest} finds
 * over all floats. If it is not, 0.8898 is the most that was found in random pairs (results, exp-and-log).
 */
final class Exp {
    /** Below, e^c is under half of the smallest float: 0. */
    static final float LOWEST = -104f;

    private static final int SCALE_EXPONENT = 64;
    static final float UNSCALE = 0x1p-64f;

    static final float LOG2_E = 0x1.715476p+0f;

    /**
     * 1.5 × 2^23 leaves a small number's nearest integer in the low bits; the rest makes of it the result's exponent.
     */
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
     * 2^64 e^(x − max) of the exact difference, with what its rounding loses (D. E. Knuth's 2Sum). At a difference of
     * 10 that is up to 2^-21, 4 to 8 ULP of the result.
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
