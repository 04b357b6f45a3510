package io.lanewise;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Bytes that the current thread allocates. */
final class AllocationMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 1000;

    private AllocationMeter() {}

    /** The bytes of a thousand calls. */
    static long bytes(Runnable call) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** The fewest bytes of a thousand calls, repeated until they are 0 or the time is over. */
    static long leastBytes(Runnable call, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long least;
        do {
            least = bytes(call);
        } while (least > 0 && System.nanoTime() < end);
        return least;
    }
}
