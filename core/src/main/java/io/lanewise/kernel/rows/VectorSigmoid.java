package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * σ, SiLU and GELU with tanh, with the bits of {@link Sigmoid}. What they share is a loop of its own, too long to be
 * inlined, with memory before and after it: three loops that had all of it would be too much for one compilation.
 */
final class VectorSigmoid {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** Elements at a time; what one loop leaves to the next, two numbers for each, is 4 KB and stays in L1. */
    static final int BLOCK = 512;

    static final int MEMORY = 2 * BLOCK;

    private VectorSigmoid() {}

    /** y[n] = σ(x[n]), n in whole vectors, at most a block. memory has MEMORY elements, here and below. */
    static void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int n, float[] memory) {
        arguments(x, xOffset, n, memory);
        quotients(memory, n);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector quotient = FloatVector.fromArray(SPECIES, memory, i);
            FloatVector scaled = quotient.add(FloatVector.fromArray(SPECIES, memory, BLOCK + i));
            VectorMask<Float> negative = v.compare(VectorOperators.LT, 0f);
            FloatVector unscale = broadcast(SPECIES, -Exp.UNSCALE).blend(Exp.UNSCALE, negative);
            scaled.fma(unscale, broadcast(SPECIES, 1f).blend(0f, negative)).intoArray(y, yOffset + i);
        }
    }

    /** y[n] = x[n] σ(x[n]). */
    static void silu(float[] x, int xOffset, float[] y, int yOffset, int n, float[] memory) {
        arguments(x, xOffset, n, memory);
        quotients(memory, n);
        products(x, xOffset, y, yOffset, n, memory, Sigmoid.HIGHEST);
    }

    /** y[n] = x[n] σ(v). */
    static void geluTanh(float[] x, int xOffset, float[] y, int yOffset, int n, float[] memory) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector a = bounded(FloatVector.fromArray(SPECIES, x, xOffset + i), Sigmoid.HIGHEST_GELU);
            FloatVector square = a.mul(a);
            FloatVector squareLow = a.fma(a, square.neg());
            FloatVector c1 = broadcast(SPECIES, Sigmoid.C1);
            FloatVector c3 = broadcast(SPECIES, Sigmoid.C3);
            FloatVector factor = square.fma(c3, c1);
            FloatVector rest = square.fma(broadcast(SPECIES, Sigmoid.C3_LOW), broadcast(SPECIES, Sigmoid.C1_LOW));
            FloatVector factorLow = square.fma(c3, c1.sub(factor)).add(squareLow.fma(c3, rest));
            FloatVector minus = a.mul(factor).neg();
            minus.intoArray(memory, i);
            a.fma(factorLow, a.fma(factor, minus)).neg().intoArray(memory, BLOCK + i);
        }
        quotients(memory, n);
        products(x, xOffset, y, yOffset, n, memory, Sigmoid.HIGHEST_GELU);
    }

    /** memory = −|x[n]| and no rest. */
    private static void arguments(float[] x, int xOffset, int n, float[] memory) {
        for (int i = 0; i < n; i += LANES) {
            bounded(FloatVector.fromArray(SPECIES, x, xOffset + i), Sigmoid.HIGHEST)
                    .neg()
                    .intoArray(memory, i);
            FloatVector.zero(SPECIES).intoArray(memory, BLOCK + i);
        }
    }

    /** From c ≤ 0 and a rest, 2^64 σ(c + rest) and a rest. */
    private static void quotients(float[] memory, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector c = FloatVector.fromArray(SPECIES, memory, i);
            FloatVector rest = FloatVector.fromArray(SPECIES, memory, BLOCK + i);
            FloatVector rounded = c.fma(broadcast(SPECIES, Exp.LOG2_E), broadcast(SPECIES, ExpM1.SCALED_ROUNDER));
            FloatVector k = rounded.sub(ExpM1.SCALED_ROUNDER);
            FloatVector low = k.fma(broadcast(SPECIES, ExpM1.MINUS_LN2_LOW), rest);
            FloatVector r = k.fma(broadcast(SPECIES, ExpM1.MINUS_LN2_HIGH), c).add(low);
            FloatVector s = r.mul(r);
            FloatVector lower = r.fma(broadcast(SPECIES, ExpM1.P1), broadcast(SPECIES, ExpM1.P0));
            FloatVector middle = r.fma(broadcast(SPECIES, ExpM1.P3), broadcast(SPECIES, ExpM1.P2));
            FloatVector m = s.fma(s.fma(broadcast(SPECIES, ExpM1.P4), middle).fma(s, lower), r);
            FloatVector power = rounded.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, Exp.MANTISSA_BITS)
                    .reinterpretAsFloats();
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
            quotient.intoArray(memory, i);
            lost.mul(inverse).intoArray(memory, BLOCK + i);
        }
    }

    /** y[n] = x[n] σ from the quotients. */
    private static void products(float[] x, int xOffset, float[] y, int yOffset, int n, float[] memory, float highest) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector a = bounded(v, highest);
            FloatVector low = a.mul(FloatVector.fromArray(SPECIES, memory, BLOCK + i));
            signed(v, a.fma(FloatVector.fromArray(SPECIES, memory, i), low)).intoArray(y, yOffset + i);
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
}
