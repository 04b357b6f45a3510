package io.lanewise.bench;

import java.util.Arrays;
import java.util.Properties;
import java.util.StringJoiner;

/**
 * Times the first 10,000 calls of this JVM one by one, goes on for some time to see when they have become as fast as
 * they will be, and times 10,000 more one by one. A clock is read before and after a call, which adds some 25 ns.
 */
public final class FirstCallsTimer {
    /** How many calls are timed one by one. */
    public static final int CALLS = 10_000;

    /** How many share a clock between the first calls and the last ones. */
    private static final int SHARED = 16;

    private FirstCallsTimer() {}

    /**
     * Makes all calls, and returns the findings as properties: {@code start} is the milliseconds from {@code
     * startedMillis} to the first answer, {@code nanos} what each call took, {@code settled} the milliseconds of calls
     * until they were as fast as the steady ones, and {@code steady} the last calls' median in nanoseconds.
     *
     * @param startedMillis when this JVM was started, in milliseconds since 1970
     * @param nanos how long the calls go on between the first ones and the last ones
     */
    static Properties time(Runnable call, long startedMillis, long nanos) {
        long[] first = new long[CALLS];
        first[0] = one(call);
        long start = System.currentTimeMillis() - startedMillis;
        rest(call, first, 1);
        CallBlocks blocks = new CallBlocks();
        for (long took : first) {
            blocks.add(1, took);
        }
        for (long spent = 0; spent < nanos; ) {
            long took = shared(call);
            blocks.add(SHARED, took);
            spent += took;
        }
        long[] last = new long[CALLS];
        rest(call, last, 0);
        Arrays.sort(last);
        Properties says = new Properties();
        says.setProperty("start", Long.toString(start));
        says.setProperty("nanos", joined(first));
        says.setProperty("settled", Double.toString(blocks.settledMillis()));
        says.setProperty("steady", Long.toString(last[CALLS / 2]));
        return says;
    }

    private static void rest(Runnable call, long[] nanos, int from) {
        for (int i = from; i < nanos.length; i++) {
            nanos[i] = one(call);
        }
    }

    private static long one(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return System.nanoTime() - start;
    }

    private static long shared(Runnable call) {
        long start = System.nanoTime();
        for (int i = 0; i < SHARED; i++) {
            call.run();
        }
        return System.nanoTime() - start;
    }

    private static String joined(long[] values) {
        StringJoiner joined = new StringJoiner(" ");
        for (long value : values) {
            joined.add(Long.toString(value));
        }
        return joined.toString();
    }
}
