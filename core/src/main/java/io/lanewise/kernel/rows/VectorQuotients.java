package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * σ = e / (1 + e) as {@link Sigmoid} has it, for a block in memory: what σ, SiLU and GELU with tanh share. Its loop is
 * too long to be inlined, so that it has a compilation of its own.
 */
final class VectorQuotients {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int BLOCK = VectorLoop.BLOCK;

    private VectorQuotients() {}

    /** memory[2×BLOCK] = −|x[n]| and no rest. */
    static void arguments(float[] x, int xOffset, int n, float[] memory) {
        for (int i = 0; i < n; i += LANES) {
            bounded(FloatVector.fromArray(SPECIES, x, xOffset + i), Sigmoid.HIGHEST)
                    .neg()
                    .intoArray(memory, i);
            FloatVector.zero(SPECIES).intoArray(memory, BLOCK + i);
        }
    }

    /** From c ≤ 0 and a rest, 2^64 σ(c + rest) and a rest. */
    static void quotients(float[] memory, int n) {
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
    static void products(float[] x, int xOffset, float[] y, int yOffset, int n, float[] memory, float highest) {
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
