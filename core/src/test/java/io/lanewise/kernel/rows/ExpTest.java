package io.lanewise.kernel.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanewise.kernel.choice.Kernels;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExpTest {
    /** In 2^-24, relatively: what the exponential itself costs, and what each unit of the difference adds. */
    private static final double CONSTANT = 2.4;

    private static final double PER_UNIT = 1.25;

    /** Every float from −∞ to +0 as a difference to 0, in steps of {@link Ulp#STRIDE}. */
    @Test
    void liesWithinItsBound() {
        for (long bits = Float.floatToRawIntBits(-0f);
                bits <= Float.floatToRawIntBits(Exp.LOWEST);
                bits += Ulp.STRIDE) {
            check(Float.intBitsToFloat((int) bits), 0f);
        }
    }

    /** Where the result passes a power of two, and at the ends. */
    @Test
    void staysBoundedAroundEveryEdge() {
        for (int half = -301; half <= -1; half++) {
            float boundary = Math.max(Exp.LOWEST, (float) (half / 2.0 * Math.log(2)));
            for (float x = neighbour(boundary, -50); x < neighbour(boundary, 50); x = Math.nextUp(x)) {
                if (x >= Exp.LOWEST) {
                    check(x, 0f);
                }
            }
        }
    }

    @Test
    void aDifferenceThatIsRounded() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000_000; i++) {
            float max = 20 * random.nextFloat();
            float x = max - 100 * random.nextFloat();
            check(x, max);
        }
    }

    private static void check(float x, float max) {
        double difference = (double) x - max;
        double exact = StrictMath.exp(difference) / Exp.UNSCALE;
        double error = Math.abs(Exp.ofDifference(x, max) - exact) / exact * 0x1p24;
        double bound = CONSTANT + PER_UNIT * Math.abs(difference);
        assertTrue(error <= bound, () -> error + " · 2^-24 at " + x + " - " + max + ", bound " + bound);
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
            VectorExp.sums(x, 0, actual, 0, 1, 0, columns, memory);
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
