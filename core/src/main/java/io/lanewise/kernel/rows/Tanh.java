package io.lanewise.kernel.rows;

import static io.lanewise.kernel.Fma.fma;

/**
 * The hyperbolic tangent, the specification of {@link VectorTanh}. With a = |x| it is {@code a + a³ P(a²)} for a small
 * a, else {@code 1 − 2 e / (1 + e)}, e = e^−2a, and the sign is x's. The error is at most 1.5 ULP.
 */
final class Tanh {
    /** The polynomial's side. From here on the quotient is under a quarter, so that its errors count half. */
    static final float SMALL = 0.625f;

    /** From 9.02 on 1 is the nearest float, so any limit above that will do. */
    static final float HIGHEST = 10f;

    /** P, minimax for the relative error of the tangent below SMALL (weighted least squares): 4.5e-9, as floats. */
    static final float P0 = -0x1.555532p-2f;

    static final float P1 = 0x1.1106f6p-3f;
    static final float P2 = -0x1.b835a4p-5f;
    static final float P3 = 0x1.51f8cep-6f;
    static final float P4 = -0x1.750ce4p-8f;

    static final int SIGN = 0x80000000;

    private Tanh() {}

    /** tanh x. */
    static float tanh(float x) {
        int sign = Float.floatToRawIntBits(x) & SIGN;
        float a = Float.intBitsToFloat(Float.floatToRawIntBits(x) ^ sign);
        float c = (a > HIGHEST ? HIGHEST : a) * -2;
        float rounded = ExpM1.rounded(c, ExpM1.ROUNDER);
        float m = ExpM1.m(c, 0f, rounded - ExpM1.ROUNDER);
        float power = ExpM1.power(rounded);
        float e = fma(m, power, power);
        float large = fma(e / (e + 1), -2f, 1f);
        float square = a * a;
        float p = fma(fma(fma(fma(P4, square, P3), square, P2), square, P1), square, P0);
        float small = fma(p * square, a, a);
        float result = a < SMALL ? small : large;
        return Float.intBitsToFloat(Float.floatToRawIntBits(result) | sign);
    }
}
