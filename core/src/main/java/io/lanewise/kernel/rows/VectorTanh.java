package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The hyperbolic tangent with the bits of {@link Tanh}. */
final class VectorTanh implements VectorLoop {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    public void run(float[] x, int xOffset, float[] y, int yOffset, int n, float parameter, float[] memory) {
        for (int i = 0; i < n; i += LANES) {
            IntVector bits = FloatVector.fromArray(SPECIES, x, xOffset + i).reinterpretAsInts();
            IntVector sign = bits.and(Tanh.SIGN);
            FloatVector a = bits.and(~Tanh.SIGN).reinterpretAsFloats();
            FloatVector c = a.blend(Tanh.HIGHEST, a.compare(VectorOperators.GT, Tanh.HIGHEST))
                    .mul(-2f);
            FloatVector rounded = c.fma(broadcast(SPECIES, Exp.LOG2_E), broadcast(SPECIES, ExpM1.ROUNDER));
            FloatVector k = rounded.sub(ExpM1.ROUNDER);
            FloatVector low = k.fma(broadcast(SPECIES, ExpM1.MINUS_LN2_LOW), broadcast(SPECIES, 0f));
            FloatVector r = k.fma(broadcast(SPECIES, ExpM1.MINUS_LN2_HIGH), c).add(low);
            FloatVector s = r.mul(r);
            FloatVector lower = r.fma(broadcast(SPECIES, ExpM1.P1), broadcast(SPECIES, ExpM1.P0));
            FloatVector middle = r.fma(broadcast(SPECIES, ExpM1.P3), broadcast(SPECIES, ExpM1.P2));
            FloatVector m = s.fma(s.fma(broadcast(SPECIES, ExpM1.P4), middle).fma(s, lower), r);
            FloatVector power = rounded.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, Exp.MANTISSA_BITS)
                    .reinterpretAsFloats();
            FloatVector e = m.fma(power, power);
            FloatVector large = e.div(e.add(1f)).fma(broadcast(SPECIES, -2f), broadcast(SPECIES, 1f));
            FloatVector square = a.mul(a);
            FloatVector p = square.fma(broadcast(SPECIES, Tanh.P4), broadcast(SPECIES, Tanh.P3))
                    .fma(square, broadcast(SPECIES, Tanh.P2))
                    .fma(square, broadcast(SPECIES, Tanh.P1))
                    .fma(square, broadcast(SPECIES, Tanh.P0));
            FloatVector small = p.mul(square).fma(a, a);
            large.blend(small, a.compare(VectorOperators.LT, Tanh.SMALL))
                    .reinterpretAsInts()
                    .or(sign)
                    .reinterpretAsFloats()
                    .intoArray(y, yOffset + i);
        }
    }
}
