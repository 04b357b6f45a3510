package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class WarmUpTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A second is enough; a kernel that boxes vectors for good would take all of it. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int BATCH = 7;
    private static volatile Object sink;

    @Test
    void afterwardsACallAllocatesNothing() {
        Session session = network().newSession(BATCH);
        assertTrue(session.warmUp(BATCH, PATIENCE));
        float[] x = InitialWeights.normal(BATCH, 33, 1);
        float[] out = new float[BATCH * 20];
        assertEquals(0, AllocationMeter.leastBytes(() -> session.probabilities(x, out, BATCH), 0.1));
    }

    @Test
    void itIsNotDoneWhileACallAllocates() {
        AtomicInteger calls = new AtomicInteger();
        Runnable allocating = () -> {
            calls.incrementAndGet();
            sink = new int[1];
        };
        assertFalse(WarmUp.untilSteady(allocating, Duration.ofSeconds(1)));
        assertTrue(calls.get() > 0);
    }

    @Test
    void withoutTimeNothingRuns() {
        AtomicInteger calls = new AtomicInteger();
        assertFalse(WarmUp.untilSteady(calls::incrementAndGet, Duration.ZERO));
        assertEquals(0, calls.get());
        assertFalse(network().newSession(1).warmUp(1, Duration.ZERO));
    }

    @Test
    void badArgumentsAreNamedWithTheirValues() {
        Session session = network().newSession(3);
        refused(IllegalArgumentException.class, () -> session.warmUp(0, LIMIT), "batch is 0, less than 1");
        String over = "batch is 4, over maxBatch 3";
        refused(IllegalArgumentException.class, () -> session.warmUp(4, LIMIT), over);
        refused(NullPointerException.class, () -> session.warmUp(1, null), "limit is null");
        Duration negative = Duration.ofSeconds(-1);
        refused(IllegalArgumentException.class, () -> session.warmUp(1, negative), "limit is PT-1S, less than 0");
    }

    private static void refused(Class<? extends Exception> type, Executable call, String message) {
        assertEquals(message, assertThrows(type, call).getMessage());
    }

    private static Network network() {
        return Network.of(
                DenseLayer.of(InitialWeights.normal(33, 50, 1), new float[50], 33, 50, Activation.RELU),
                DenseLayer.of(InitialWeights.normal(50, 20, 2), new float[20], 50, 20, Activation.LINEAR));
    }
}
