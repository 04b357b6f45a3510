package io.lanewise.bench;

import java.util.ArrayList;
import java.util.List;

/** The mean time of a call, in blocks of calls that take 2 ms or more together, and from when on it is steady. */
final class CallBlocks {
    private static final long BLOCK_NANOS = 2_000_000;

    /** The median of so many blocks, 20 ms, is no pause of the machine's. */
    private static final int WINDOW = 10;

    /** What still counts as the steady time: a noisy machine drifts by more than a tenth. */
    private static final double SAME = 1.25;

    private final List<Double> perCall = new ArrayList<>();

    /** The time of all calls up to the end of each block, in milliseconds. */
    private final List<Double> ends = new ArrayList<>();

    private long calls;
    private long nanos;
    private long allNanos;

    void add(int moreCalls, long moreNanos) {
        calls += moreCalls;
        nanos += moreNanos;
        allNanos += moreNanos;
        if (nanos >= BLOCK_NANOS) {
            perCall.add((double) nanos / calls);
            ends.add(allNanos / 1e6);
            calls = 0;
            nanos = 0;
        }
    }

    /**
     * The milliseconds of calls after which no window is slower than the steady time, which is that of the last fifth of
     * all blocks; 0 where none is.
     */
    double settledMillis() {
        int n = perCall.size();
        double most = SAME * median(n - Math.max(1, n / 5), n);
        for (int i = n - WINDOW; i >= 0; i--) {
            if (median(i, i + WINDOW) > most) {
                return ends.get(i + WINDOW / 2);
            }
        }
        return 0;
    }

    private double median(int from, int to) {
        return Median.of(perCall.subList(from, to).stream().sorted().toList());
    }
}
