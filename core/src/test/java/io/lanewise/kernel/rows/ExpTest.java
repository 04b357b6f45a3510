package io.lanewise.kernel.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanewise.kernel.choice.Kernels;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExpTest {
    /** Over all floats (-Dlanewise.stride=1) the largest error is 0.8846, at {@link #WORST}. */
    private static final double ULPS = 0.885;

    /** Where the difference has to be rounded; 0.8898 was found. */
    private static final double ULPS_OF_A_DIFFERENCE = 0.9;

    private static final float WORST = -0x1.c12104p4f;

    /** Every float from −∞ to +0 as a difference to 0, every one above as what 0 is less. */
    @Test
    void liesWithinItsBound() {
        Ulp.check(x -> x > 0 ? Exp.ofDifference(0f, x) : Exp.ofDifference(x, 0f), x -> exact(-Math.abs(x)), ULPS);
    }

    @Test
    void theBoundIsTight() {
        double error = Ulp.error(Exp.ofDifference(WORST, 0f), exact(WORST));
        assertTrue(error > 0.88 && error <= ULPS, () -> error + " ulp");
    }

    @Test
    void staysBoundedAroundEveryEdge() {
        for (float boundary : new float[] {Exp.LOWEST, -103.97208f, -87.33655f, -1f, -0.34657359f, -0f}) {
            for (float x = neighbour(boundary, -2000); x < Math.min(neighbour(boundary, 2000), 0); x = Math.nextUp(x)) {
                double error = Ulp.error(Exp.ofDifference(x, 0f), exact(x));
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
            double difference = (double) x - max;
            double expected = x - max < Exp.LOWEST ? 0 : StrictMath.exp(difference) / Exp.UNSCALE;
            double error = Ulp.error(Exp.ofDifference(x, max), expected);
            assertTrue(error <= ULPS_OF_A_DIFFERENCE, () -> error + " ulp at " + x + " - " + max);
        }
        float x = -0x1.efdf4cp5f;
        float max = 0x1.a9094ep-5f;
        double error = Ulp.error(Exp.ofDifference(x, max), StrictMath.exp((double) x - max) / Exp.UNSCALE);
        assertTrue(error > ULPS && error <= ULPS_OF_A_DIFFERENCE, () -> error + " ulp");
    }

    @Test
    void specialValues() {
        assertEquals(0x1p64f, Exp.ofDifference(0f, 0f));
        assertEquals(0x1p64f, Exp.ofDifference(-0f, 0f));
        assertEquals(0x1p64f, Exp.ofDifference(-Float.MIN_VALUE, 0f));
        assertEquals(0x1p64f, Exp.ofDifference(Float.MAX_VALUE, Float.MAX_VALUE));
        assertEquals(0f, Exp.ofDifference(-Float.MAX_VALUE, 0f));
        assertEquals(0f, Exp.ofDifference(-Float.MAX_VALUE, Float.MAX_VALUE));
        assertEquals(0f, Exp.ofDifference(Float.NEGATIVE_INFINITY, 1f));
        assertEquals(Float.NaN, Exp.ofDifference(Float.NaN, 0f));
        assertEquals(Float.NaN, Exp.ofDifference(1f, Float.NaN));
        assertEquals(Float.NaN, Exp.ofDifference(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY));
        assertEquals(Float.NaN, Exp.ofDifference(Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY));
    }

    /** Every logit less its maximum is a float from −0 to −∞, +0 or NaN, of whatever payload. */
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
                expected[i] = Exp.ofDifference(x[i], 0f);
            }
            VectorExp.sum(x, 0, actual, 0, columns, 0f, memory);
            assertArrayEquals(expected, actual, () -> "exp from " + Float.toHexString(x[0]));
        }
    }

    /** StrictMath.exp is itself within 1 ulp of double, 2^-29 of a float's. */
    private static double exact(double x) {
        return x < Exp.LOWEST ? 0 : StrictMath.exp(x) / Exp.UNSCALE;
    }

    private static float neighbour(float x, int steps) {
        float at = x;
        for (int i = 0; i < Math.abs(steps); i++) {
            at = steps < 0 ? Math.nextDown(at) : Math.nextUp(at);
        }
        return at;
    }
}
