package io.lanewise.kernel.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanewise.kernel.choice.Kernels;
import org.junit.jupiter.api.Test;

class LogTest {
    /** Over all floats (-Dlanewise.stride=1) the largest error is 0.8951, at {@link #WORST}. */
    private static final double ULPS = 0.896;

    private static final float WORST = 0x1.671124p-1f;

    @Test
    void liesWithinItsBound() {
        // StrictMath.log is itself within 1 ulp of double, 2^-29 of a float's.
        Ulp.check(Log::log, StrictMath::log, ULPS);
    }

    @Test
    void theBoundIsTight() {
        double error = Ulp.error(Log.log(WORST), StrictMath.log(WORST));
        assertTrue(error > ULPS - 0.01 && error <= ULPS, () -> error + " ulp");
    }

    @Test
    void liesWithinItsBoundAroundOneWhereTheResultVanishes() {
        for (float x = 0.98f; x < 1.02f; x = Math.nextUp(x)) {
            double error = Ulp.error(Log.log(x), StrictMath.log(x));
            float at = x;
            assertTrue(error <= ULPS, () -> error + " ulp at " + Float.toHexString(at));
        }
    }

    @Test
    void liesWithinItsBoundWhereTheExponentChanges() {
        for (int exponent = -126; exponent < 128; exponent++) {
            for (float step : new float[] {1f, (float) Math.sqrt(0.5), (float) Math.sqrt(2)}) {
                float x = Math.scalb(step, exponent);
                for (float at : new float[] {Math.nextDown(x), x, Math.nextUp(x)}) {
                    double error = Ulp.error(Log.log(at), StrictMath.log(at));
                    assertTrue(error <= ULPS, () -> error + " ulp at " + Float.toHexString(at));
                }
            }
        }
    }

    @Test
    void specialValues() {
        assertEquals(0f, Log.log(1f));
        assertEquals(Float.NEGATIVE_INFINITY, Log.log(0f));
        assertEquals(Float.NEGATIVE_INFINITY, Log.log(-0f));
        assertEquals(Float.POSITIVE_INFINITY, Log.log(Float.POSITIVE_INFINITY));
        assertEquals(Float.NaN, Log.log(Float.NEGATIVE_INFINITY));
        assertEquals(Float.NaN, Log.log(-Float.MIN_VALUE));
        assertEquals(Float.NaN, Log.log(-1f));
        assertEquals(Float.NaN, Log.log(Float.NaN));
        assertEquals((float) StrictMath.log(Float.MIN_VALUE), Log.log(Float.MIN_VALUE));
    }

    @Test
    void theVectorFormGivesTheSameBits() {
        assumeTrue(Kernels.selection().name().equals("vector"), "the scalar form is the one above");
        int n = 16;
        float[] actual = new float[n];
        float[] expected = new float[n];
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += (long) n * Ulp.STRIDE) {
            for (int i = 0; i < n; i++) {
                float x = Float.intBitsToFloat((int) Math.min(bits + (long) i * Ulp.STRIDE, Integer.MAX_VALUE));
                actual[i] = x;
                expected[i] = Log.log(x);
            }
            float first = actual[0];
            VectorLog.log(actual, 0, n);
            assertArrayEquals(expected, actual, () -> "log from " + Float.toHexString(first));
        }
    }
}
