package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Exp} by lanes: the same operations in the same order, so the same bits.
 *
 * <p>To be called from a hot loop's body, with no method of ours inside: the package's page says why.
 */
final class VectorMath {
    private static final int EXPONENT_BIAS = 127;
    private static final int MANTISSA_BITS = 23;

    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;

    private VectorMath() {}

    /** e^x in each lane. */
    static FloatVector exp(FloatVector x) {
        FloatVector c = x.blend(Exp.LOWEST, x.compare(VectorOperators.LT, Exp.LOWEST));
        c = c.blend(Exp.HIGHEST, c.compare(VectorOperators.GT, Exp.HIGHEST));
        FloatVector rounder = FloatVector.broadcast(SPECIES, Exp.ROUNDER);
        FloatVector rounded = c.fma(FloatVector.broadcast(SPECIES, Exp.LOG2_E), rounder);
        FloatVector n = rounded.sub(Exp.ROUNDER);
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -Exp.LN2_HIGH), c);
        r = n.fma(FloatVector.broadcast(SPECIES, -Exp.LN2_LOW), r);
        FloatVector q = FloatVector.broadcast(SPECIES, Exp.Q4).fma(r, FloatVector.broadcast(SPECIES, Exp.Q3));
        q = q.fma(r, FloatVector.broadcast(SPECIES, Exp.Q2));
        q = q.fma(r, FloatVector.broadcast(SPECIES, Exp.Q1));
        q = q.fma(r, FloatVector.broadcast(SPECIES, Exp.Q0));
        FloatVector p = q.fma(r.mul(r), r).add(1f);
        IntVector exponent = rounded.reinterpretAsInts().sub(Exp.ROUNDER_BITS);
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        IntVector rest = exponent.sub(half);
        // 2^half and 2^rest.
        p = p.mul(half.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats());
        return p.mul(rest.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats());
    }
}
