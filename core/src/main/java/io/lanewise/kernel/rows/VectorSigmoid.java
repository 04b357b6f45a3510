package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** σ, SiLU and GELU with tanh, with the bits of {@link Sigmoid}. */
final class VectorSigmoid {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    private VectorSigmoid() {}

    /** y[n] = σ(x[n]), n in whole vectors. */
    static void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector a = bounded(v, Sigmoid.HIGHEST);
            FloatVector scaled = timesSigmoid(broadcast(SPECIES, 1f), a.neg(), broadcast(SPECIES, 0f));
            VectorMask<Float> negative = v.compare(VectorOperators.LT, 0f);
            FloatVector unscale = broadcast(SPECIES, -Exp.UNSCALE).blend(Exp.UNSCALE, negative);
            scaled.fma(unscale, broadcast(SPECIES, 1f).blend(0f, negative)).intoArray(y, yOffset + i);
        }
    }

    /** y[n] = x[n] σ(x[n]), n in whole vectors. */
    static void silu(float[] x, int xOffset, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector a = bounded(v, Sigmoid.HIGHEST);
            signed(v, timesSigmoid(a, a.neg(), broadcast(SPECIES, 0f))).intoArray(y, yOffset + i);
        }
    }

    /** y[n] = x[n] σ(v), n in whole vectors. */
    static void geluTanh(float[] x, int xOffset, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector a = bounded(v, Sigmoid.HIGHEST_GELU);
            FloatVector square = a.mul(a);
            FloatVector squareLow = a.fma(a, square.neg());
            FloatVector c1 = broadcast(SPECIES, Sigmoid.C1);
            FloatVector c3 = broadcast(SPECIES, Sigmoid.C3);
            FloatVector factor = square.fma(c3, c1);
            FloatVector rest = square.fma(broadcast(SPECIES, Sigmoid.C3_LOW), broadcast(SPECIES, Sigmoid.C1_LOW));
            FloatVector factorLow = square.fma(c3, c1.sub(factor)).add(squareLow.fma(c3, rest));
            FloatVector product = a.mul(factor);
            FloatVector low = a.fma(factorLow, a.fma(factor, product.neg()));
            signed(v, timesSigmoid(a, product.neg(), low.neg())).intoArray(y, yOffset + i);
        }
    }

    /** {@link Sigmoid#bounded}. */
    static FloatVector bounded(FloatVector x, float highest) {
        FloatVector a = x.reinterpretAsInts().and(~Tanh.SIGN).reinterpretAsFloats();
        return a.blend(highest, a.compare(VectorOperators.GT, highest));
    }

    /** {@link Sigmoid#signed}. */
    static FloatVector signed(FloatVector x, FloatVector scaled) {
        return scaled.fma(broadcast(SPECIES, -Exp.UNSCALE), x.blend(-0f, x.compare(VectorOperators.LT, 0f)));
    }

    /** 2^64 a σ(c + rest), c ≤ 0. */
    private static FloatVector timesSigmoid(FloatVector a, FloatVector c, FloatVector rest) {
        FloatVector rounded = VectorExpM1.rounded(c, ExpM1.SCALED_ROUNDER);
        FloatVector m = VectorExpM1.m(c, rest, rounded.sub(ExpM1.SCALED_ROUNDER));
        FloatVector power = VectorExpM1.power(rounded);
        FloatVector e = m.fma(power, power);
        FloatVector eLow = m.fma(power, power.sub(e));
        FloatVector unscale = broadcast(SPECIES, Exp.UNSCALE);
        FloatVector one = broadcast(SPECIES, 1f);
        FloatVector divisor = e.fma(unscale, one);
        FloatVector divisorLow = e.fma(unscale, one.sub(divisor));
        FloatVector inverse = one.div(divisor);
        FloatVector quotient = e.mul(inverse);
        FloatVector minus = quotient.neg();
        FloatVector lost = minus.fma(divisor, e).add(minus.fma(divisorLow, eLow));
        return a.fma(quotient, a.mul(lost.mul(inverse)));
    }
}
