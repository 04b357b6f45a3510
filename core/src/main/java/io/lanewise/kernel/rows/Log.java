package io.lanewise.kernel.rows;

import static io.lanewise.kernel.Fma.fma;

/**
 * The natural logarithm in float arithmetic, the specification of {@link VectorLog}'s.
 *
 * <p>{@code x = 2^n (1 + f)} with 1 + f in [√½, √2), {@code log x = n ln 2 + f + f² (f p(f) − ½)}, ln 2 in two parts
 * (W. J. Cody and W. Waite, "Software Manual for the Elementary Functions", 1980). {@code n high(ln 2) + f} keeps what its rounding loses (T. J. Dekker's Fast2Sum, 1971: f is the
 * smaller, or n is 0), so that only the last addition rounds at the size of the result: the error is at most 0.896 ULP.
 */
final class Log {
    /** The bits of √½ as a float, a constant: a class without an initialiser cannot be broken by one. */
    static final int SQRT_HALF_BITS = 0x3f3504f3;

    /** ln 2 in two parts; the first has 15 bits, so that its product with n is exact. */
    static final float LN2_HIGH = 0x1.62e4p-1f;

    static final float LN2_LOW = 0x1.7f7d1cp-20f;

    /** Brings a subnormal into the normal range. */
    static final float SUBNORMAL_SCALE = 0x1p23f;

    static final int SUBNORMAL_EXPONENT = -23;

    /** p, minimax for the relative error of log(1 + f) on [√½ − 1, √2 − 1]: 5.9e-9 (weighted least squares). */
    static final float P0 = 0x1.555554p-2f;

    static final float P1 = -0x1.000228p-2f;
    static final float P2 = 0x1.99a028p-3f;
    static final float P3 = -0x1.54720cp-3f;
    static final float P4 = 0x1.22d788p-3f;
    static final float P5 = -0x1.0d853ap-3f;
    static final float P6 = 0x1.056c98p-3f;
    static final float P7 = -0x1.38de36p-4f;

    private Log() {}

    /** The logarithm of a sum of exponentials, which are times 2^64. */
    static float ofSum(float sum) {
        return log(sum * Exp.UNSCALE);
    }

    /** log x: −∞ for ±0, NaN below. */
    static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * SUBNORMAL_SCALE : x);
        int exponent = (bits - SQRT_HALF_BITS) >> Exp.MANTISSA_BITS;
        float n = exponent + (subnormal ? SUBNORMAL_EXPONENT : 0);
        float f = Float.intBitsToFloat(bits - (exponent << Exp.MANTISSA_BITS)) - 1f;
        float square = f * f;
        float p = fma(
                fma(fma(P7, f, P6), square, fma(P5, f, P4)),
                square * square,
                fma(fma(P3, f, P2), square, fma(P1, f, P0)));
        float high = n * LN2_HIGH;
        float sum = high + f;
        float low = fma(n, LN2_LOW, f - (sum - high));
        float result = sum + fma(square, fma(f, p, -0.5f), low);
        if (x == Float.POSITIVE_INFINITY) {
            return x;
        }
        return x > 0 ? result : x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
    }

    /** x[n] = log x[n]. */
    static void log(float[] x, int offset, int n) {
        for (int i = 0; i < n; i++) {
            x[offset + i] = log(x[offset + i]);
        }
    }
}
