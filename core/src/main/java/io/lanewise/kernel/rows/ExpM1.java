package io.lanewise.kernel.rows;

import static io.lanewise.kernel.Fma.fma;

/**
 * {@code e^x} for x ≤ 0 as {@code 2^k + 2^k m}, m = e^r − 1, which keeps what a rounded exponential loses: the
 * activations' exponential.
 *
 * <p>{@code k = round(x log2 e)}, {@code r = x − k ln 2} in [−0.347, 0.347], ln 2 in two parts: the first has 15 bits,
 * so that the difference is exact and the second costs the only rounding. {@code m = r + r² P(r)}.
 *
 * <p>x is a float, which {@link Exp}'s difference of logits is not: there an error of r that grows with x is paid
 * anyway, and one part of log2 e will do.
 *
 * <p>Each vector loop writes these operations out. Three of the four need them to stay over the 325 bytes from which C2
 * compiles a loop on its own.
 */
final class ExpM1 {
    /** With it a number's nearest integer, plus a float's exponent bias, is in the low bits of the sum. */
    static final float ROUNDER = 12582912f + 127;

    /** The same for 2^64 e^x, which is normal where e^x is not. */
    static final float SCALED_ROUNDER = Exp.ROUNDER;

    static final float MINUS_LN2_HIGH = -0x1.62e4p-1f;
    static final float MINUS_LN2_LOW = -0x1.7f7d1cp-20f;

    /** P, minimax for the relative error of m (weighted least squares): 1.4e-8, as floats. */
    static final float P0 = 0x1.fffffep-2f;

    static final float P1 = 0x1.5554b4p-3f;
    static final float P2 = 0x1.5556f2p-5f;
    static final float P3 = 0x1.122544p-7f;
    static final float P4 = 0x1.6b9c5ap-10f;

    private ExpM1() {}

    /** k + rounder, whose low bits are those of {@link #power}. */
    static float rounded(float x, float rounder) {
        return fma(x, Exp.LOG2_E, rounder);
    }

    /** e^(x + rest − k ln 2) − 1; the rest is small beside x. */
    static float m(float x, float rest, float k) {
        float r = fma(k, MINUS_LN2_HIGH, x) + fma(k, MINUS_LN2_LOW, rest);
        float square = r * r;
        float p = fma(fma(P4, square, fma(P3, r, P2)), square, fma(P1, r, P0));
        return fma(square, p, r);
    }

    /** 2^k, or 2^(k + 64) with the scaled rounder. */
    static float power(float rounded) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(rounded) << Exp.MANTISSA_BITS);
    }
}
