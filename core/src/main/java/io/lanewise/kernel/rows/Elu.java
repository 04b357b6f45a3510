package io.lanewise.kernel.rows;

import static io.lanewise.kernel.Fma.fma;

/**
 * The exponential linear unit, the specification of {@link VectorElu}: {@code e^x − 1 = 2^k m + (2^k − 1)}, the
 * difference exact. The error of alpha = 1 is at most 1 ULP.
 */
final class Elu {
    /** From −17.4 on down −1 is the nearest float, so any limit below that will do. */
    static final float LOWEST = -25f;

    private Elu() {}

    /** x from −0 on and for NaN, else alpha (e^x − 1). */
    static float elu(float x, float alpha) {
        float c = x < LOWEST ? LOWEST : x;
        float rounded = ExpM1.rounded(c, ExpM1.ROUNDER);
        float m = ExpM1.m(c, 0f, rounded - ExpM1.ROUNDER);
        float power = ExpM1.power(rounded);
        float result = fma(m, power, power - 1) * alpha;
        return x >= 0 ? x : result;
    }
}
