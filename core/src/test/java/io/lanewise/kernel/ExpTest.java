package io.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
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
    void aDifferenceIsNotRounded() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000_000; i++) {
            float max = 20 * random.nextFloat();
            float x = max - 110 * random.nextFloat();
            double error = Ulp.error(Exp.ofDifference(x, max), StrictMath.exp((double) x - max));
            assertTrue(error <= ULPS, () -> error + " ulp at " + x + " - " + max);
        }
        assertEquals(0f, Exp.ofDifference(Float.NEGATIVE_INFINITY, 1f));
        assertEquals(0f, Exp.ofDifference(-Float.MAX_VALUE, Float.MAX_VALUE));
        assertEquals(Float.NaN, Exp.ofDifference(1f, Float.NaN));
        assertEquals(Float.NaN, Exp.ofDifference(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY));
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

    /** Every logit less its maximum is a float from −0 to −∞, +0 or NaN. */
    @Test
    void theVectorFormGivesTheSameBits() {
        assumeTrue(Kernels.selection().name().equals("vector"), "the scalar form is the one above");
        int columns = PinnedSum.LANES;
        float[] x = new float[columns];
        float[] expected = new float[columns];
        float[] actual = new float[columns];
        float[] memory = new float[VectorExp.LENGTH];
        for (long bits = Integer.MIN_VALUE; bits <= 0; bits += (long) columns * Ulp.STRIDE) {
            for (int i = 0; i < columns; i++) {
                x[i] = Float.intBitsToFloat((int) Math.min(bits + (long) i * Ulp.STRIDE, 0));
                expected[i] = Exp.exp(x[i]);
            }
            VectorExp.sum(x, 0, actual, 0, columns, 0f, memory);
            assertArrayEquals(expected, actual, () -> "exp from " + Float.toHexString(x[0]));
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
