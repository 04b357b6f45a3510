package io.lanewise.bench;

import java.util.Arrays;

/**
 * What no kernel can beat on this processor: its rate of multiply-adds, or that of reading one level of the caches.
 *
 * <p>A read counts where it is aligned to a cache line. A Java array's data starts at any multiple of 8 bytes, and
 * where a vector crosses a line every few loads, L1 gives 120 GB/s instead of 190 (Zen 3), so the offset is searched.
 */
final class Roof {
    static final String MULTIPLY_ADD = "fma";

    private static final int FLOATS = 1 << 17;
    /** A call reads at least so much: 5 µs of L1. */
    private static final int CALL_BYTES = 1 << 20;
    private static final int LINE = 64 / Float.BYTES;
    private static final long SLICE_NANOS = 10_000_000;
    private static final int SLICES = 10;

    private final Level level;
    private final float[] data;
    private final float[] sums = new float[RoofKernel.MAX_LANES];
    private int offset;

    private Roof(Level level) {
        this.level = level;
        this.data = new float[level == null ? 0 : level.bytes / Float.BYTES + LINE];
        Arrays.fill(data, 1);
    }

    /** Of "fma" or the title of a level. */
    static Roof of(String what) {
        return what.equals(MULTIPLY_ADD) ? new Roof(null) : of(Level.of(what));
    }

    static Roof of(Level level) {
        Roof roof = new Roof(level);
        roof.align();
        return roof;
    }

    /** What one call of {@link #run} does: operations, a multiply-add as two, or bytes that it reads. */
    static Work work(String what) {
        return what.equals(MULTIPLY_ADD)
                ? new Work(2.0 * RoofKernel.CHAINS * FLOATS, "GFLOP/s")
                : new Work((double) Level.of(what).bytes * passes(Level.of(what)), "GB/s");
    }

    /** Does one call's work; the sum of all that it added up is its answer. */
    double run() {
        Arrays.fill(sums, 0);
        if (level == null) {
            RoofKernel.multiplyAdd(FLOATS, 1, sums);
        } else {
            for (int i = 0; i < passes(level); i++) {
                RoofKernel.read(data, offset, level.bytes / Float.BYTES, sums);
            }
        }
        double sum = 0;
        for (float s : sums) {
            sum += s;
        }
        return sum;
    }

    /** What {@link #run} must answer: every number that is added is a one, and no sum passes 2^24. */
    double expected() {
        return level == null
                ? (double) RoofKernel.CHAINS * FLOATS
                : (double) level.bytes / Float.BYTES * passes(level);
    }

    /** Thousands of millions a second, now: the median of ten slices, once ten in a row agree within a tenth. */
    double rate() {
        double amount = work(level == null ? MULTIPLY_ADD : level.title).amount();
        double[] rates = new double[SLICES];
        double best = 0;
        // C2 takes some 0.3 s until its code is in use; one that never settles is given up after 2 s.
        for (int slice = 0; slice < 200; slice++) {
            rates[slice % SLICES] = amount / nanosPerCall();
            best = Math.max(best, rates[slice % SLICES]);
            if (slice >= 50 && Arrays.stream(rates).min().getAsDouble() > 0.9 * best) {
                break;
            }
        }
        Arrays.sort(rates);
        return (rates[SLICES / 2 - 1] + rates[SLICES / 2]) / 2;
    }

    private double nanosPerCall() {
        long start = System.nanoTime();
        long elapsed;
        int calls = 0;
        do {
            run();
            calls++;
            elapsed = System.nanoTime() - start;
        } while (elapsed < SLICE_NANOS);
        return (double) elapsed / calls;
    }

    /** Tries all offsets that an object's alignment to 8 bytes leaves open, and keeps the fastest. */
    private void align() {
        rate();
        // Into the old generation, where no collection of the young one moves the array again.
        System.gc();
        double least = Double.MAX_VALUE;
        int fastest = 0;
        for (int o = 0; o < LINE; o += 2) {
            offset = o;
            double nanos = nanosPerCall();
            if (nanos < least) {
                least = nanos;
                fastest = o;
            }
        }
        offset = fastest;
    }

    private static int passes(Level level) {
        return Math.max(1, CALL_BYTES / level.bytes);
    }
}
