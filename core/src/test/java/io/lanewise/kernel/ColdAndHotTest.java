package io.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The same check on classes that were just loaded, so interpreted, and on until C1 and C2 have had them. */
class ColdAndHotTest {
    /** C2 compiles a method after some 10 000 calls or 40 000 turns of a loop; a digest makes hundreds of them. */
    private static final long NANOS = 3_000_000_000L;

    @Test
    void theBitsStayTheSameFromTheFirstCallOn() throws Exception {
        Isolated isolated = Isolated.load();
        Class<?> digest = Class.forName("io.lanewise.Digest");
        Object cold = isolated.call(digest, "compute");
        long end = System.nanoTime() + NANOS;
        int repetitions = 0;
        while (System.nanoTime() < end) {
            assertEquals(cold, isolated.call(digest, "compute"), "after " + repetitions + " repetitions");
            repetitions++;
        }
    }
}
