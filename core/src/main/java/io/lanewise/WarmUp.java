package io.lanewise;

import io.lanewise.kernel.VirtualMachine;
import io.lanewise.kernel.choice.Warming;
import java.time.Duration;

/** Repeats a call until it allocates nothing and gets no faster: then C2 has compiled it. */
final class WarmUp {
    /** Long enough to time, short enough to notice when compiled code takes over. */
    private static final long ROUND_NANOS = 10_000_000;

    /** 30 × 10 ms = 0.3 s without a change, to outlast a compilation in the background. */
    private static final int STEADY_ROUNDS = 30;

    /**
     * Enough where the kernels have had their trials meanwhile, because only what calls them is left to compile. Ten take
     * 75 to 250 ms longer, as they often begin again; 99 % of the next 10,000 calls of 784-128-10 take 1.1 to 1.4 times
     * the steady one after either.
     */
    private static final int TRIED_STEADY_ROUNDS = 5;

    /** What counts as faster; less is noise. */
    private static final double GAIN = 0.9;

    private WarmUp() {}

    /** Whether the call was steady within that time. */
    static boolean untilSteady(Runnable call, Duration limit) {
        try (Warming warming = Warming.begin()) {
            return untilSteady(call, limit, warming);
        }
    }

    private static boolean untilSteady(Runnable call, Duration limit, Warming warming) {
        long start = System.nanoTime();
        double best = Double.POSITIVE_INFINITY;
        int steady = 0;
        int needed = STEADY_ROUNDS;
        while (steady < needed) {
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
            if (warming.hasScalarAnswered()) {
                needed = TRIED_STEADY_ROUNDS;
                steady = 0;
                best = Double.POSITIVE_INFINITY;
                continue;
            }
            double perCall = (double) nanos / calls;
            boolean faster = perCall < GAIN * best;
            steady = faster || VirtualMachine.allocatedBytes() > bytes ? 0 : steady + 1;
            best = Math.min(best, perCall);
        }
        return true;
    }
}
