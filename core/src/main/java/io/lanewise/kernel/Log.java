package io.lanewise.kernel;

import static io.lanewise.kernel.Fma.fma;

/**
 * The natural logarithm in float arithmetic, of one value at a time on both backends.
 *
 * <p>{@code x = 2^n m} with m in [√½, √2), {@code f = m - 1}, {@code log x = n ln 2 + f - f²/2 + f³ p(f)};
 * {@code n ln 2 + f} is kept with its rounding error (T. J. Dekker's Fast2Sum, 1971), so that only the last addition
 * rounds at the size of the result.
 */
final class Log {
    private static final int SQRT_HALF_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));

    /** Brings a subnormal into the normal range. */
    static final float SUBNORMAL_SCALE = 0x1p23f;

    static final float SUBNORMAL_EXPONENT = -23f;

    /** p, minimax for the relative error of log(1 + f) on [√½ − 1, √2 − 1]: 7.6e-10 before rounding (Remez). */
    static final float P0 = 0x1.555548p-2f;

    static final float P1 = -0x1.000006p-2f;
    static final float P2 = 0x1.99a4bcp-3f;
    static final float P3 = -0x1.555c5ap-3f;
    static final float P4 = 0x1.2336e4p-3f;
    static final float P5 = -0x1.fc1f6ap-4f;
    static final float P6 = 0x1.e6f5fcp-4f;
    static final float P7 = -0x1.de4fa8p-4f;
    static final float P8 = 0x1.146334p-4f;

    private Log() {}

    /** log x: −∞ for ±0, NaN below. */
    static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        float scaled = subnormal ? x * SUBNORMAL_SCALE : x;
        int exponent = (Float.floatToRawIntBits(scaled) - SQRT_HALF_BITS) >> 23;
        float n = exponent + (subnormal ? SUBNORMAL_EXPONENT : 0f);
        float f = Float.intBitsToFloat(Float.floatToRawIntBits(scaled) - (exponent << 23)) - 1f;
        float f2 = f * f;
        float p = fma(fma(fma(fma(P8, f, P7), f, P6), f, P5), f, P4);
        p = fma(fma(fma(fma(p, f, P3), f, P2), f, P1), f, P0);
        float nLn2 = n * Exp.LN2_HIGH;
        float high = nLn2 + f;
        float error = f - (high - nLn2);
        float tail = fma(n, Exp.LN2_LOW, fma(f2, fma(f, p, -0.5f), error));
        float result = high + tail;
        if (x == Float.POSITIVE_INFINITY) {
            return x;
        }
        return x > 0 ? result : x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
    }
}
