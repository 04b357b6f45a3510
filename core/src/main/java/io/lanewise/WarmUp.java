package io.lanewise;

import io.lanewise.kernel.VirtualMachine;
import java.time.Duration;

/** Repeats a call until it allocates nothing and gets no faster: then C2 has compiled it. */
final class WarmUp {
    /** Long enough to time, short enough to notice when compiled code takes over. */
    private static final long ROUND_NANOS = 10_000_000;

    /** 30 × 10 ms = 0.3 s without a change, to outlast a compilation in the background. */
    private static final int STEADY_ROUNDS = 30;

    /** What counts as faster; less is noise. */
    private static final double GAIN = 0.9;

    private WarmUp() {}

    /** Whether the call was steady within that time. */
    static boolean untilSteady(Runnable call, Duration limit) {
        long start = System.nanoTime();
        double best = Double.POSITIVE_INFINITY;
        int steady = 0;
        while (steady < STEADY_ROUNDS) {
            long roundStart = System.nanoTime();
            if (limit.minusNanos(roundStart - start).compareTo(Duration.ZERO) <= 0) {
                return false;
            }
            long bytes = VirtualMachine.allocatedBytes();
            int calls = 0;
            long nanos;
            do {
                call.run();
                calls++;
                nanos = System.nanoTime() - roundStart;
            } while (nanos < ROUND_NANOS);
            double perCall = (double) nanos / calls;
            boolean faster = perCall < GAIN * best;
            steady = faster || VirtualMachine.allocatedBytes() > bytes ? 0 : steady + 1;
            best = Math.min(best, perCall);
        }
        return true;
    }
}
