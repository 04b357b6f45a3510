package io.lanewise.kernel.rows;

import java.util.function.DoubleUnaryOperator;

/** A float function's error in units in the last place. */
public final class Ulp {
    /** Floats between two samples; 1, by -Dlanewise.stride=1, takes every float. A prime samples every low bit. */
    public static final int STRIDE = Integer.getInteger("lanewise.stride", 4093);

    public interface FloatFunction {
        float of(float x);
    }

    private Ulp() {}

    /** Throws where the error passes bound at one of the samples of all floats; prints the largest. */
    public static void check(FloatFunction function, DoubleUnaryOperator exact, double bound) {
        check(function, exact, 0f, bound);
    }

    /** The same in units of what is at least the floor. */
    public static void check(FloatFunction function, DoubleUnaryOperator exact, float floor, double bound) {
        double worst = 0;
        float worstAt = 0;
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
            float x = Float.intBitsToFloat((int) bits);
            double error = error(function.of(x), exact.applyAsDouble(x), floor);
            if (error > worst) {
                worst = error;
                worstAt = x;
            }
        }
        System.out.println("worst error " + worst + " ulp, at " + Float.toHexString(worstAt));
        if (worst > bound) {
            throw new AssertionError(worst + " ulp at " + Float.toHexString(worstAt) + ", over " + bound);
        }
    }

    /** 0 where both are the same infinity or both NaN, infinite where only one is. */
    public static double error(float actual, double exact) {
        return error(actual, exact, 0f);
    }

    /** The same in units of what is at least the floor. */
    public static double error(float actual, double exact, float floor) {
        float rounded = (float) exact;
        float unit = Math.max(Math.ulp(rounded), Math.ulp(floor));
        if (Float.floatToIntBits(actual) == Float.floatToIntBits(rounded)) {
            return Float.isFinite(rounded) ? Math.abs(actual - exact) / unit : 0;
        }
        return Float.isFinite(rounded) && Float.isFinite(actual)
                ? Math.abs(actual - exact) / unit
                : Double.POSITIVE_INFINITY;
    }
}
