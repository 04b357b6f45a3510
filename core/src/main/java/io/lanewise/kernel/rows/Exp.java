package io.lanewise.kernel.rows;

import static io.lanewise.kernel.Fma.fma;

/**
 * {@code 2^64 e^(x − max)} in float arithmetic for x ≤ max, the specification of {@link VectorExp}'s.
 *
 * <p>{@code c = x − max}, rounded; {@code k = round(c log2 e)}, {@code t = c log2 e − k} in [−½, ½], the product exact
 * in the multiply-add; {@code 2^t = 1 + t P(t)}, times {@code 2^(k + 64)}.
 *
 * <p>The factor of 2^64 keeps every result normal, where e^−104 is not, so that the addition of 1 scales too: a power
 * of two changes no rounding. Whoever divides by a sum of such exponentials loses the factor with it; {@link #UNSCALE}
 * takes it back.
 *
 * <p>Relatively, in 2^-24: the rounded difference costs at most |c| and log2 e as a float 0.22 |c|; the polynomial
 * 0.05, its roundings and that of its product with t 1.1, t's 0.2, and the last multiply-add 1. The bound is 2.4 + 1.25
 * |c|.
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

    /** P, minimax for the relative error of 1 + t P(t) on |t| ≤ ½ (weighted least squares): 3.0e-9, as floats. */
    static final float P0 = 0x1.62e430p-1f;

    static final float P1 = 0x1.ebfbdcp-3f;
    static final float P2 = 0x1.c6af7ap-5f;
    static final float P3 = 0x1.3b2dd0p-7f;
    static final float P4 = 0x1.5f094ap-10f;
    static final float P5 = 0x1.417ce2p-13f;

    private Exp() {}

    /** 2^64 e^(x − max); 0 below LOWEST, NaN where the difference is. */
    static float ofDifference(float x, float max) {
        float c = x - max;
        float rounded = fma(c, LOG2_E, ROUNDER);
        float t = fma(c, LOG2_E, ROUNDER - rounded);
        float p = fma(fma(fma(fma(fma(P5, t, P4), t, P3), t, P2), t, P1), t, P0);
        float scale = Float.intBitsToFloat(Float.floatToRawIntBits(rounded) << MANTISSA_BITS);
        return c < LOWEST ? 0f : fma(p * t, scale, scale);
    }
}
