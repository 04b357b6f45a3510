package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** ELU with the bits of {@link Elu}. */
final class VectorElu {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    private VectorElu() {}

    /** y[n] = elu x[n], n in whole vectors. */
    static void elu(float[] x, int xOffset, float[] y, int yOffset, int n, float alpha) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector c = v.blend(Elu.LOWEST, v.compare(VectorOperators.LT, Elu.LOWEST));
            FloatVector rounded = VectorExpM1.rounded(c, ExpM1.ROUNDER);
            FloatVector m = VectorExpM1.m(c, broadcast(SPECIES, 0f), rounded.sub(ExpM1.ROUNDER));
            FloatVector power = VectorExpM1.power(rounded);
            m.fma(power, power.sub(1f))
                    .mul(alpha)
                    .blend(v, v.compare(VectorOperators.GE, 0f))
                    .intoArray(y, yOffset + i);
        }
    }
}
