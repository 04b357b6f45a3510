package io.lanewise.bench;

import java.util.concurrent.locks.LockSupport;

/** Allocates 1 GB a second, in arrays of 1 KB of which the last thousand are alive, until the JVM ends. */
final class AllocatingThread extends Thread {
    private static final int ARRAY_BYTES = 1_000;
    private static final long PAUSE_NANOS = 1_000_000;

    private final byte[][] alive = new byte[1_000][];
    private volatile long bytes;

    AllocatingThread() {
        super("allocating");
        setDaemon(true);
    }

    /** How many it has allocated. */
    long bytes() {
        return bytes;
    }

    /** A byte is due each nanosecond. */
    @Override
    public void run() {
        long start = System.nanoTime();
        int next = 0;
        long allocated = 0;
        while (true) {
            long due = System.nanoTime() - start;
            while (allocated < due) {
                alive[next] = new byte[ARRAY_BYTES];
                next = (next + 1) % alive.length;
                allocated += ARRAY_BYTES;
            }
            bytes = allocated;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
