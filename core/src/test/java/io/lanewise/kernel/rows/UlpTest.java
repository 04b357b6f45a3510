package io.lanewise.kernel.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.RunsOnce;
import org.junit.jupiter.api.Test;

@RunsOnce
class UlpTest {
    @Test
    void aWrongFunctionPassesTheBound() {
        assertThrows(AssertionError.class, () -> Ulp.check(x -> Log.log(x) * 1.0000003f, StrictMath::log, 1));
        assertThrows(AssertionError.class, () -> Ulp.check(x -> x != x ? 0f : Log.log(x), StrictMath::log, 1));
    }

    @Test
    void theErrorIsMeasuredInUlps() {
        assertEquals(0, Ulp.error(1f, 1));
        assertEquals(1, Ulp.error(Math.nextUp(1f), 1));
        assertEquals(0.25, Ulp.error(1f, 1 + Math.ulp(1f) / 4d));
        assertEquals(0, Ulp.error(Float.NaN, Double.NaN));
        assertEquals(Double.POSITIVE_INFINITY, Ulp.error(0f, Double.NaN));
        assertEquals(Double.POSITIVE_INFINITY, Ulp.error(Float.NaN, 0));
        assertEquals(Double.POSITIVE_INFINITY, Ulp.error(Float.POSITIVE_INFINITY, 1));
        assertEquals(0, Ulp.error(Float.POSITIVE_INFINITY, 1e300));
    }
}
