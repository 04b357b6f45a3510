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

    /** The share of later windows that may be slower, because another program ran. */
    private static final double OTHERS = 0.1;

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
     * The milliseconds of calls before the first window that is as fast as the last fifth of all blocks, and after which
     * nine of ten are, too; of all calls where they fill no window.
     */
    double settledMillis() {
        int n = perCall.size();
        if (n < WINDOW) {
            return allNanos / 1e6;
        }
        double most = SAME * median(n - Math.max(1, n / 5), n);
        int windows = 0;
        int slow = 0;
        int settled = n - 1;
        for (int i = n - WINDOW; i >= 0; i--) {
            windows++;
            if (median(i, i + WINDOW) > most) {
                slow++;
            } else if (slow <= OTHERS * windows) {
                settled = i;
            }
        }
        return settled == 0 ? 0 : ends.get(settled - 1);
    }

    private double median(int from, int to) {
        return Median.of(perCall.subList(from, to).stream().sorted().toList());
    }
}
