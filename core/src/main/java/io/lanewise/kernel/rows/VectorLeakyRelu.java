package io.lanewise.kernel.rows;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Leaky ReLU. */
final class VectorLeakyRelu implements VectorLoop {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    public void run(float[] x, int xOffset, float[] y, int yOffset, int n, float slope, float[] memory) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            v.blend(v.mul(slope), v.compare(VectorOperators.LT, 0f)).intoArray(y, yOffset + i);
        }
    }
}
