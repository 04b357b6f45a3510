package io.lanewise.kernel.rows;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** ReLU6. */
final class VectorRelu6 implements VectorLoop {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    public void run(float[] x, int xOffset, float[] y, int yOffset, int n, float parameter, float[] memory) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            v.blend(0f, v.compare(VectorOperators.LE, 0f))
                    .blend(6f, v.compare(VectorOperators.GT, 6f))
                    .intoArray(y, yOffset + i);
        }
    }
}
