package io.lanewise.kernel.choice;

import io.lanewise.kernel.Isolated;
import org.junit.jupiter.api.Test;

/**
 * The contract on classes that were just loaded, so interpreted, and again and again while C1 and C2 replace their
 * code: every answer of every pass goes into a fingerprint.
 */
class ColdAndHotTest {
    /** C2 compiles a method after some 10 000 calls or 40 000 turns of a loop; a pass makes many of them. */
    private static final long NANOS = 4_000_000_000L;

    @Test
    void theBitsStayTheSameFromTheFirstCallOn() throws Exception {
        Isolated isolated = Isolated.load();
        Class<?> check = Class.forName("io.lanewise.ContractCheck");
        long end = System.nanoTime() + NANOS;
        while (System.nanoTime() < end) {
            isolated.call(check, "everyPart");
        }
    }
}
