package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** GELU with tanh, with the bits of {@link Sigmoid}. */
final class VectorGeluTanh implements VectorLoop {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    public void run(float[] x, int xOffset, float[] y, int yOffset, int n, float parameter, float[] memory) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector a =
                    VectorQuotients.bounded(FloatVector.fromArray(SPECIES, x, xOffset + i), Sigmoid.HIGHEST_GELU);
            FloatVector square = a.mul(a);
            FloatVector squareLow = a.fma(a, square.neg());
            FloatVector c1 = broadcast(SPECIES, Sigmoid.C1);
            FloatVector c3 = broadcast(SPECIES, Sigmoid.C3);
            FloatVector factor = square.fma(c3, c1);
            FloatVector rest = square.fma(broadcast(SPECIES, Sigmoid.C3_LOW), broadcast(SPECIES, Sigmoid.C1_LOW));
            FloatVector factorLow = square.fma(c3, c1.sub(factor)).add(squareLow.fma(c3, rest));
            FloatVector minus = a.mul(factor).neg();
            minus.intoArray(memory, i);
            a.fma(factorLow, a.fma(factor, minus)).neg().intoArray(memory, BLOCK + i);
        }
        VectorQuotients.quotients(memory, n);
        VectorQuotients.products(x, xOffset, y, yOffset, n, memory, Sigmoid.HIGHEST_GELU);
    }
}
