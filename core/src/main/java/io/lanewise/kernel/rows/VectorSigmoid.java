package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** σ with the bits of {@link Sigmoid}. */
final class VectorSigmoid implements VectorLoop {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    public void run(float[] x, int xOffset, float[] y, int yOffset, int n, float parameter, float[] memory) {
        VectorQuotients.arguments(x, xOffset, n, memory);
        VectorQuotients.quotients(memory, n);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector quotient = FloatVector.fromArray(SPECIES, memory, i);
            FloatVector scaled = quotient.add(FloatVector.fromArray(SPECIES, memory, BLOCK + i));
            VectorMask<Float> negative = v.compare(VectorOperators.LT, 0f);
            FloatVector unscale = broadcast(SPECIES, -Exp.UNSCALE).blend(Exp.UNSCALE, negative);
            scaled.fma(unscale, broadcast(SPECIES, 1f).blend(0f, negative)).intoArray(y, yOffset + i);
        }
    }
}
