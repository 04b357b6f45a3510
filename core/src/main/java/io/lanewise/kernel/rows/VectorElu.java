package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** ELU with the bits of {@link Elu}. */
final class VectorElu implements VectorLoop {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    public void run(float[] x, int xOffset, float[] y, int yOffset, int n, float alpha, float[] memory) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector c = v.blend(Elu.LOWEST, v.compare(VectorOperators.LT, Elu.LOWEST));
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
            m.fma(power, power.sub(1f))
                    .mul(alpha)
                    .blend(v, v.compare(VectorOperators.GE, 0f))
                    .intoArray(y, yOffset + i);
        }
    }
}
