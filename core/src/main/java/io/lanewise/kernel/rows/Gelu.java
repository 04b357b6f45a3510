package io.lanewise.kernel.rows;

import static io.lanewise.kernel.Fma.fma;

/**
 * The Gaussian error linear unit {@code x Φ(x)}, the specification of {@link VectorGelu}.
 *
 * <p>With a = |x|, {@code Φ(−a) = e^(−c) ratio}. For a small a, c = 0 and the ratio is {@code ½ − a Q(a²)}; else c =
 * a²/2, the sum of two floats, and the ratio is {@code R(1 / (a + 2))}, both corrected by what their roundings have
 * lost. For positive x, a − a Φ(−a) costs one rounding more. The error is at most 1.9 ULP of max(|result|, 2⁻²⁰); a
 * smaller normal result is within 3e-5 of itself.
 */
final class Gelu {
    /** Q's side. Q would lose digits to ½ further out, and R is hard to approach further in. */
    static final float SMALL = 0.875f;

    /** From here on, a Φ(−a) is under half of the smallest float. */
    static final float HIGHEST = 14.5f;

    /** Q, minimax for the relative error of Φ(−a) (weighted least squares): 7.5e-9, as floats. */
    static final float Q0 = 0x1.988452p-2f;

    static final float Q1 = -0x1.105798p-4f;
    static final float Q2 = 0x1.46aa44p-7f;
    static final float Q3 = -0x1.33a752p-10f;
    static final float Q4 = 0x1.975248p-14f;

    /** The w about which R is a polynomial. */
    static final float CENTRE = 0.1875f;

    /**
     * R, minimax for the error that max(|result|, 2⁻²⁰) allows, and a thousandth of the relative one further out:
     * 1.8e-8, as floats.
     */
    static final float R0 = 0x1.c69888p-4f;

    static final float R1 = 0x1.a6373ep-1f;
    static final float R2 = 0x1.67fd6ep+0f;
    static final float R3 = 0x1.009986p-1f;
    static final float R4 = -0x1.401580p+1f;
    static final float R5 = -0x1.12a42cp+0f;
    static final float R6 = 0x1.0f6242p+3f;
    static final float R7 = -0x1.43d3ecp+1f;
    static final float R8 = -0x1.3b66a8p+4f;

    private Gelu() {}

    /** x Φ(x). */
    static float gelu(float x) {
        float a = Sigmoid.bounded(x, HIGHEST);
        boolean isSmall = a < SMALL;

        float square = a * a;
        float q = fma(fma(fma(fma(Q4, square, Q3), square, Q2), square, Q1), square, Q0);
        float divisor = a + 2;
        float divisorLow = a - (divisor - 2);
        float w = 1 / divisor;
        float lost = fma(-w, divisorLow, fma(-w, divisor, 1f));
        float u = fma(w, lost, w - CENTRE);
        float upper = fma(fma(fma(R8, u, R7), u, R6), u, R5);
        float factor = fma(fma(fma(fma(upper, u, R4), u, R3), u, R2), u, R1);
        float large = fma(factor, u, R0);
        float ratio = isSmall ? fma(-a, q, 0.5f) : large;
        float ratioLow = isSmall ? 0f : fma(factor, u, R0 - large);

        float half = isSmall ? 0f : a * 0.5f;
        float c = half * -a;
        float rest = fma(half, -a, -c);
        float rounded = ExpM1.rounded(c, ExpM1.SCALED_ROUNDER);
        float m = ExpM1.m(c, rest, rounded - ExpM1.SCALED_ROUNDER);
        float change = fma(m, ratio, ratioLow);
        float sum = ratio + change;
        float low = (ratio - sum) + change;
        float scaled = a * ExpM1.power(rounded);
        return Sigmoid.signed(x, fma(scaled, sum, scaled * low));
    }
}
