package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class FirstCallsTimerTest {
    @Test
    void theFirstCallsAndTheLastOnesAreTimedAlone() {
        int[] calls = new int[1];
        Properties says = FirstCallsTimer.time(() -> calls[0]++, System.currentTimeMillis() - 1_000, 4_000_000);
        assertTrue(calls[0] > 2 * FirstCallsTimer.CALLS, () -> calls[0] + " calls");
        assertEquals(FirstCallsTimer.CALLS, says.getProperty("nanos").split(" ").length);
        assertTrue(Double.parseDouble(says.getProperty("start")) >= 1_000);
    }
}
