package io.lanewise.kernel.rows;

import static jdk.incubator.vector.FloatVector.broadcast;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Natural logarithms with the bits of {@link Log}. */
final class VectorLog {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** 1.5 × 2^23: a small integer added to its bits makes the float that is larger by that integer. */
    private static final float INTEGERS = 12582912f;

    private VectorLog() {}

    /** x[n] = log x[n], and the logarithms of the elements after them up to a whole vector. */
    static void log(float[] x, int offset, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, offset + i);
            // spotless:off, because a line is a line of the formula.
            VectorMask<Float> subnormal = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
            IntVector bits = v.blend(v.mul(Log.SUBNORMAL_SCALE), subnormal).reinterpretAsInts();
            IntVector exponent = bits.sub(Log.SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, Exp.MANTISSA_BITS);
            FloatVector k = exponent.add(Float.floatToRawIntBits(INTEGERS)).reinterpretAsFloats().sub(INTEGERS);
            k = k.add(broadcast(SPECIES, 0f).blend(Log.SUBNORMAL_EXPONENT, subnormal));
            FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, Exp.MANTISSA_BITS))
                    .reinterpretAsFloats()
                    .sub(1f);
            FloatVector square = f.mul(f);
            FloatVector upper = broadcast(SPECIES, Log.P7).fma(f, broadcast(SPECIES, Log.P6))
                    .fma(square, broadcast(SPECIES, Log.P5).fma(f, broadcast(SPECIES, Log.P4)));
            FloatVector lower = broadcast(SPECIES, Log.P3).fma(f, broadcast(SPECIES, Log.P2))
                    .fma(square, broadcast(SPECIES, Log.P1).fma(f, broadcast(SPECIES, Log.P0)));
            FloatVector p = upper.fma(square.mul(square), lower);
            FloatVector high = k.mul(Log.LN2_HIGH);
            FloatVector sum = high.add(f);
            FloatVector low = k.fma(broadcast(SPECIES, Log.LN2_LOW), f.sub(sum.sub(high)));
            FloatVector result = square.fma(f.fma(p, broadcast(SPECIES, -0.5f)), low).add(sum);
            // spotless:on
            result.blend(v, v.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY))
                    .blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0f))
                    .blend(Float.NaN, v.compare(VectorOperators.LT, 0f))
                    .blend(v, v.compare(VectorOperators.NE, v))
                    .intoArray(x, offset + i);
        }
    }
}
