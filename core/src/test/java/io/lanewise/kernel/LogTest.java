package io.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LogTest {
    /** Over all floats, by -Dlanewise.stride=1: 0.5006, at 0x1.6a05ccp-1. */
    private static final double ULPS = 0.501;

    @Test
    void liesWithinItsBound() {
        // StrictMath.log is itself within 1 ulp of double, 2^-29 of a float's.
        Ulp.check(Log::log, StrictMath::log, ULPS);
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
}
