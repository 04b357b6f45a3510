package io.lanewise.kernel.rows;

import static io.lanewise.kernel.Fma.fma;

/**
 * The logistic function σ and what is a product with it, the specification of {@link VectorSigmoid}, {@link
 * VectorSilu} and {@link VectorGeluTanh}.
 *
 * <p>With a = |x|, {@code σ(−a) = e / (1 + e)}, e = e^−a, keeps its digits where σ is small; for positive x, 1 − σ(−a)
 * and a − a σ(−a) cost one rounding more. The quotient is corrected by what the roundings of e, of 1 + e and of the
 * division have lost, so that nearly all of the error is the last operation's: at most 1.2 ULP for σ and for SiLU. e is
 * times 2^64 as in {@link Exp}, so that the only result that is rounded to a subnormal is the last.
 *
 * <p>GELU with tanh is {@code x σ(v)}, {@code v = 2 √(2/π) (x + 0.044715 x³)}: 1 + tanh u = 2 σ(2u). v is a sum of two
 * floats, because its rounding alone would cost up to v/2 ULP. The error is at most 1.2 ULP of max(|result|, 2⁻²⁰).
 */
final class Sigmoid {
    /** From here on, σ(−a) and a σ(−a) are under half of the smallest float. */
    static final float HIGHEST = 110f;

    /** From here on, a σ(−v) is. */
    static final float HIGHEST_GELU = 11f;

    /** 2 √(2/π), and 0.044715 times that, each in two parts. */
    static final float C1 = 0x1.988454p+0f;

    static final float C1_LOW = -0x1.857936p-25f;
    static final float C3 = 0x1.2444f2p-4f;
    static final float C3_LOW = 0x1.49b16ap-29f;

    private Sigmoid() {}

    /** σ(x). */
    static float sigmoid(float x) {
        float scaled = timesSigmoid(1f, -bounded(x, HIGHEST), 0f);
        return x < 0 ? scaled * Exp.UNSCALE : fma(scaled, -Exp.UNSCALE, 1f);
    }

    /** x σ(x). */
    static float silu(float x) {
        float a = bounded(x, HIGHEST);
        return signed(x, timesSigmoid(a, -a, 0f));
    }

    /** x σ(v). */
    static float geluTanh(float x) {
        float a = bounded(x, HIGHEST_GELU);
        float square = a * a;
        float squareLow = fma(a, a, -square);
        float factor = fma(C3, square, C1);
        float factorLow = fma(C3, square, C1 - factor) + fma(C3, squareLow, fma(C3_LOW, square, C1_LOW));
        float v = a * factor;
        float low = fma(a, factorLow, fma(a, factor, -v));
        return signed(x, timesSigmoid(a, -v, -low));
    }

    /** min(|x|, highest), NaN for NaN. */
    static float bounded(float x, float highest) {
        float a = Math.abs(x);
        return a > highest ? highest : a;
    }

    /** x f(x) from scaled = 2^64 a f(−a), a = |x| and f(x) = 1 − f(−x): for either zero, itself. */
    static float signed(float x, float scaled) {
        return fma(scaled, -Exp.UNSCALE, x < 0 ? -0f : x);
    }

    /** 2^64 a σ(c + rest), c ≤ 0. */
    private static float timesSigmoid(float a, float c, float rest) {
        float rounded = ExpM1.rounded(c, ExpM1.SCALED_ROUNDER);
        float m = ExpM1.m(c, rest, rounded - ExpM1.SCALED_ROUNDER);
        float power = ExpM1.power(rounded);
        float e = fma(m, power, power);
        float eLow = fma(m, power, power - e);
        float divisor = fma(e, Exp.UNSCALE, 1f);
        float divisorLow = fma(e, Exp.UNSCALE, 1 - divisor);
        float inverse = 1 / divisor;
        float quotient = e * inverse;
        float lost = fma(-quotient, divisor, e) + fma(-quotient, divisorLow, eLow);
        return fma(a, quotient, a * (lost * inverse));
    }
}
