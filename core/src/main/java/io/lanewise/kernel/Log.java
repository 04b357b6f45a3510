package io.lanewise.kernel;

/**
 * The natural logarithm of one value at a time, on both backends.
 *
 * <p>{@code x = 2^n m} with m in [√½, √2), {@code s = (m − 1) / (m + 1)}, {@code log x = n ln 2 + 2 s (1 + s²/3 + s⁴/5 +
 * …)}, the series of artanh, of which s¹⁰/11 is the last term taken: what is left is less than 6e-11 of the sum. It is
 * computed in double, whose arithmetic is the same everywhere, and rounded to float at the end: the error is at most
 * 0.501 ULP.
 */
final class Log {
    private static final int SQRT_HALF_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));

    private static final double LN2 = 0.6931471805599453;

    /** Brings a subnormal into the normal range. */
    private static final float SUBNORMAL_SCALE = 0x1p23f;

    private static final int SUBNORMAL_EXPONENT = -23;

    private Log() {}

    /** log x: −∞ for ±0, NaN below. */
    static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * SUBNORMAL_SCALE : x);
        int exponent = (bits - SQRT_HALF_BITS) >> 23;
        int n = exponent + (subnormal ? SUBNORMAL_EXPONENT : 0);
        double m = Float.intBitsToFloat(bits - (exponent << 23));
        double s = (m - 1) / (m + 1);
        double z = s * s;
        double series = 1 + z * (1 / 3d + z * (1 / 5d + z * (1 / 7d + z * (1 / 9d + z * (1 / 11d)))));
        float result = (float) (n * LN2 + 2 * s * series);
        if (x == Float.POSITIVE_INFINITY) {
            return x;
        }
        return x > 0 ? result : x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
    }
}
