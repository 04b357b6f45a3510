package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** GELU with the bits of {@link Gelu}. */
final class VectorGelu {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    private VectorGelu() {}

    /** y[n] = gelu x[n], n in whole vectors. */
    static void gelu(float[] x, int xOffset, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector a = VectorSigmoid.bounded(v, Gelu.HIGHEST);
            FloatVector large = large(a);
            FloatVector scaled = large.blend(small(a), a.compare(VectorOperators.LT, Gelu.SMALL));
            VectorSigmoid.signed(v, scaled).intoArray(y, yOffset + i);
        }
    }

    /** 2^64 a Φ(−a) by the exponential. */
    private static FloatVector large(FloatVector a) {
        FloatVector half = a.mul(0.5f);
        FloatVector minus = a.neg();
        FloatVector c = half.mul(minus);
        FloatVector rounded = VectorExpM1.rounded(c, ExpM1.SCALED_ROUNDER);
        FloatVector m = VectorExpM1.m(c, half.fma(minus, c.neg()), rounded.sub(ExpM1.SCALED_ROUNDER));
        FloatVector one = broadcast(SPECIES, 1f);
        FloatVector divisor = a.add(2f);
        FloatVector divisorLow = a.sub(divisor.sub(2f));
        FloatVector w = one.div(divisor);
        FloatVector minusW = w.neg();
        FloatVector lost = minusW.fma(divisorLow, minusW.fma(divisor, one));
        FloatVector u = w.fma(lost, w.sub(Gelu.CENTRE));
        FloatVector upper = u.fma(broadcast(SPECIES, Gelu.R8), broadcast(SPECIES, Gelu.R7))
                .fma(u, broadcast(SPECIES, Gelu.R6))
                .fma(u, broadcast(SPECIES, Gelu.R5));
        FloatVector factor = upper.fma(u, broadcast(SPECIES, Gelu.R4))
                .fma(u, broadcast(SPECIES, Gelu.R3))
                .fma(u, broadcast(SPECIES, Gelu.R2))
                .fma(u, broadcast(SPECIES, Gelu.R1));
        FloatVector r0 = broadcast(SPECIES, Gelu.R0);
        FloatVector r = factor.fma(u, r0);
        FloatVector change = m.fma(r, factor.fma(u, r0.sub(r)));
        FloatVector sum = r.add(change);
        FloatVector low = r.sub(sum).add(change);
        return a.fma(sum, a.mul(low)).mul(VectorExpM1.power(rounded));
    }

    /** 2^64 a Φ(−a) by the polynomial about 0. */
    private static FloatVector small(FloatVector a) {
        FloatVector square = a.mul(a);
        FloatVector q = square.fma(broadcast(SPECIES, Gelu.Q4), broadcast(SPECIES, Gelu.Q3))
                .fma(square, broadcast(SPECIES, Gelu.Q2))
                .fma(square, broadcast(SPECIES, Gelu.Q1))
                .fma(square, broadcast(SPECIES, Gelu.Q0));
        return a.mul(Gelu.SCALE).mul(a.neg().fma(q, broadcast(SPECIES, 0.5f)));
    }
}
