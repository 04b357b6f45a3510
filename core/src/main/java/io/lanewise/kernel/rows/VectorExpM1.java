package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link ExpM1} on vectors. Every loop that calls it inlines it, as its body does nothing else as often. */
final class VectorExpM1 {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;

    private VectorExpM1() {}

    static FloatVector rounded(FloatVector x, float rounder) {
        return x.fma(broadcast(SPECIES, Exp.LOG2_E), broadcast(SPECIES, rounder));
    }

    static FloatVector m(FloatVector x, FloatVector rest, FloatVector k) {
        FloatVector low = k.fma(broadcast(SPECIES, ExpM1.MINUS_LN2_LOW), rest);
        FloatVector r = k.fma(broadcast(SPECIES, ExpM1.MINUS_LN2_HIGH), x).add(low);
        FloatVector square = r.mul(r);
        FloatVector middle = r.fma(broadcast(SPECIES, ExpM1.P3), broadcast(SPECIES, ExpM1.P2));
        FloatVector lower = r.fma(broadcast(SPECIES, ExpM1.P1), broadcast(SPECIES, ExpM1.P0));
        FloatVector p = square.fma(broadcast(SPECIES, ExpM1.P4), middle).fma(square, lower);
        return square.fma(p, r);
    }

    static FloatVector power(FloatVector rounded) {
        return rounded.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, Exp.MANTISSA_BITS)
                .reinterpretAsFloats();
    }
}
