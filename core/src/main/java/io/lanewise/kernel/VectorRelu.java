package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** ReLU by lanes. */
public final class VectorRelu implements ReluKernel {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int length) {
        if (length < LANES) {
            Kernels.SCALAR.relu().forward(x, xOffset, y, yOffset, length);
            return;
        }
        int last = length - LANES;
        for (int i = 0; i < last; i += LANES) {
            relu(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(y, yOffset + i);
        }
        // Overlaps what is done already: twice is as once, in place too.
        relu(FloatVector.fromArray(SPECIES, x, xOffset + last)).intoArray(y, yOffset + last);
    }

    /** max(v, +0): a comparison and a blend, where Vector.max takes several steps for NaN and −0. */
    static FloatVector relu(FloatVector v) {
        return v.blend(0f, v.compare(VectorOperators.LE, 0f));
    }
}
