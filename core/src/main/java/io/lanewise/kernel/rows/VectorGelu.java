package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * GELU with the bits of {@link Gelu}, in two loops with memory between them: C2 would not inline all operations of one.
 * Each is too long to be inlined itself, so that it has a compilation of its own.
 */
final class VectorGelu implements VectorLoop {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    public void run(float[] x, int xOffset, float[] y, int yOffset, int n, float parameter, float[] memory) {
        ratios(x, xOffset, memory, n);
        products(x, xOffset, y, yOffset, memory, n);
    }

    /** memory[2×BLOCK] = the ratios of x[n] and their low parts. */
    private static void ratios(float[] x, int xOffset, float[] memory, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector a = VectorQuotients.bounded(FloatVector.fromArray(SPECIES, x, xOffset + i), Gelu.HIGHEST);
            FloatVector square = a.mul(a);
            FloatVector q = square.fma(broadcast(SPECIES, Gelu.Q4), broadcast(SPECIES, Gelu.Q3))
                    .fma(square, broadcast(SPECIES, Gelu.Q2))
                    .fma(square, broadcast(SPECIES, Gelu.Q1))
                    .fma(square, broadcast(SPECIES, Gelu.Q0));
            FloatVector one = broadcast(SPECIES, 1f);
            FloatVector divisor = a.add(2f);
            FloatVector divisorLow = a.sub(divisor.sub(2f));
            FloatVector w = one.div(divisor);
            FloatVector minus = w.neg();
            FloatVector lost = minus.fma(divisorLow, minus.fma(divisor, one));
            FloatVector u = w.fma(lost, w.sub(Gelu.CENTRE));
            FloatVector factor = u.fma(broadcast(SPECIES, Gelu.R8), broadcast(SPECIES, Gelu.R7))
                    .fma(u, broadcast(SPECIES, Gelu.R6))
                    .fma(u, broadcast(SPECIES, Gelu.R5))
                    .fma(u, broadcast(SPECIES, Gelu.R4))
                    .fma(u, broadcast(SPECIES, Gelu.R3))
                    .fma(u, broadcast(SPECIES, Gelu.R2))
                    .fma(u, broadcast(SPECIES, Gelu.R1));
            FloatVector r0 = broadcast(SPECIES, Gelu.R0);
            FloatVector large = factor.fma(u, r0);
            VectorMask<Float> isSmall = a.compare(VectorOperators.LT, Gelu.SMALL);
            large.blend(a.neg().fma(q, broadcast(SPECIES, 0.5f)), isSmall).intoArray(memory, i);
            factor.fma(u, r0.sub(large)).blend(0f, isSmall).intoArray(memory, BLOCK + i);
        }
    }

    /** y[n] = gelu x[n] from the ratios. */
    private static void products(float[] x, int xOffset, float[] y, int yOffset, float[] memory, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector a = VectorQuotients.bounded(v, Gelu.HIGHEST);
            FloatVector ratio = FloatVector.fromArray(SPECIES, memory, i);
            FloatVector ratioLow = FloatVector.fromArray(SPECIES, memory, BLOCK + i);
            FloatVector half = a.mul(0.5f).blend(0f, a.compare(VectorOperators.LT, Gelu.SMALL));
            FloatVector minus = a.neg();
            FloatVector c = half.mul(minus);
            FloatVector rest = half.fma(minus, c.neg());
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
            FloatVector change = m.fma(ratio, ratioLow);
            FloatVector sum = ratio.add(change);
            FloatVector sumLow = ratio.sub(sum).add(change);
            FloatVector scaled = a.mul(power);
            VectorQuotients.signed(v, scaled.fma(sum, scaled.mul(sumLow))).intoArray(y, yOffset + i);
        }
    }
}
