package io.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExpTest {
    /** Over all floats, by -Dlanewise.stride=1: 0.7791 at {@link #WORST}, a subnormal result; 0.6855 where it is normal. */
    private static final double ULPS = 0.78;

    private static final float WORST = -0x1.5ed742p6f;

    @Test
    void liesWithinItsBound() {
        // StrictMath.exp is itself within 1 ulp of double, 2^-29 of a float's.
        Ulp.check(Exp::exp, StrictMath::exp, ULPS);
    }

    @Test
    void theBoundIsTight() {
        double error = Ulp.error(Exp.exp(WORST), StrictMath.exp(WORST));
        assertTrue(error > 0.77 && error <= ULPS, () -> error + " ulp");
    }

    @Test
    void staysBoundedAroundEveryEdge() {
        for (float boundary : new float[] {
            Exp.LOWEST, Exp.HIGHEST, -103.97208f, -87.33655f, 88.72284f, -0.34657359f, 0.34657359f, 0f, 1f, -1f
        }) {
            for (float x = neighbour(boundary, -2000); x < neighbour(boundary, 2000); x = Math.nextUp(x)) {
                double error = Ulp.error(Exp.exp(x), StrictMath.exp(x));
                assertTrue(error <= ULPS, () -> error + " ulp near " + boundary);
            }
        }
    }

    @Test
    void specialValues() {
        assertEquals(1f, Exp.exp(0f));
        assertEquals(1f, Exp.exp(-0f));
        assertEquals(0f, Exp.exp(Float.NEGATIVE_INFINITY));
        assertEquals(0f, Exp.exp(-Float.MAX_VALUE));
        assertEquals(Float.POSITIVE_INFINITY, Exp.exp(Float.POSITIVE_INFINITY));
        assertEquals(Float.POSITIVE_INFINITY, Exp.exp(Float.MAX_VALUE));
        assertEquals(Float.NaN, Exp.exp(Float.NaN));
        assertEquals(1f, Exp.exp(Float.MIN_VALUE));
    }

    /** Rows of a zero, their maximum, and fifteen of the floats from −0 to −∞, so that probabilities are exponentials. */
    @Test
    void theBackendInForceGivesTheSameBits() {
        int columns = PinnedSum.LANES;
        float[] x = new float[columns];
        float[] expected = new float[columns];
        float[] actual = new float[columns];
        int lowest = Float.floatToRawIntBits(Float.NEGATIVE_INFINITY);
        for (long bits = Integer.MIN_VALUE; bits <= lowest; bits += 15L * Ulp.STRIDE) {
            for (int i = 1; i < columns; i++) {
                long at = Math.min(bits + (i - 1L) * Ulp.STRIDE, lowest);
                x[i] = Float.intBitsToFloat((int) at);
            }
            Kernels.SCALAR.softmax().forward(x, 0, expected, 0, 1, columns);
            Kernels.softmax().forward(x, 0, actual, 0, 1, columns);
            assertArrayEquals(expected, actual, () -> "exp beside " + Float.toHexString(x[1]));
        }
    }

    private static float neighbour(float x, int steps) {
        float at = x;
        for (int i = 0; i < Math.abs(steps); i++) {
            at = steps < 0 ? Math.nextDown(at) : Math.nextUp(at);
        }
        return at;
    }
}
