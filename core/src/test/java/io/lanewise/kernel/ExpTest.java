package io.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExpTest {
    /** Over all floats, by -Dlanewise.stride=1: 1.0086, at {@link #WORST}. */
    private static final double ULPS = 1.01;

    private static final float WORST = -0x1.b610fp4f;

    @Test
    void liesWithinItsBound() {
        // StrictMath.exp is itself within 1 ulp of double, 2^-29 of a float's.
        Ulp.check(Exp::exp, StrictMath::exp, ULPS);
    }

    @Test
    void theBoundIsTight() {
        double error = Ulp.error(Exp.exp(WORST), StrictMath.exp(WORST));
        assertTrue(error > 1 && error <= ULPS, () -> error + " ulp");
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

    private static float neighbour(float x, int steps) {
        float at = x;
        for (int i = 0; i < Math.abs(steps); i++) {
            at = steps < 0 ? Math.nextDown(at) : Math.nextUp(at);
        }
        return at;
    }
}
