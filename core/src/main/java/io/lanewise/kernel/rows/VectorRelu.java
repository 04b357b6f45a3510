package io.lanewise.kernel.rows;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** ReLU with a comparison and a blend, because Vector.max takes several steps for NaN and −0. */
public final class VectorRelu implements ReluKernel {
    private static final ScalarRelu SCALAR = new ScalarRelu();
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int length) {
        if (length < LANES) {
            SCALAR.forward(x, xOffset, y, yOffset, length);
            return;
        }
        int last = length - LANES;
        for (int i = 0; i < last; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            v.blend(0f, v.compare(VectorOperators.LE, 0f)).add(0f).intoArray(y, yOffset + i);
        }
        // Overlaps what is done already: a second ReLU changes nothing, in place too.
        FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + last);
        v.blend(0f, v.compare(VectorOperators.LE, 0f)).add(0f).intoArray(y, yOffset + last);
    }
}
