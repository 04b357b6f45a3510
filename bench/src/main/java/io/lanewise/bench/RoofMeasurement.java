package io.lanewise.bench;

import java.util.Arrays;

/**
 * What no kernel can beat on this processor: its rate of multiply-adds, or that of reading from a cache or memory.
 *
 * <p>A read counts where it is aligned to a cache line. A Java array's data starts at any multiple of 8 bytes, and
 * where a vector crosses a line every few loads, L1 gives 120 GB/s instead of 190 (Zen 3), so the offset is searched.
 */
public final class RoofMeasurement {
    /** The shape of {@link RoofBenchmark} that multiplies and adds. */
    public static final String MULTIPLY_ADD = "fma";

    private static final int FLOATS = 1 << 17;
    /** A call reads at least so much: 5 µs of L1. */
    private static final int CALL_BYTES = 1 << 20;
    /** Eight of the widest vectors. */
    private static final int STEP = 8 * RoofKernel.MAX_LANES * Float.BYTES;

    private static final int LINE = 64 / Float.BYTES;
    private static final long SLICE_NANOS = 10_000_000;
    private static final int SLICES = 10;

    /** How many a call reads, or 0 where it multiplies and adds. */
    private final int bytes;

    private final float[] data;
    private final float[] sums = new float[RoofKernel.MAX_LANES];
    private int offset;
    private boolean streams;

    private RoofMeasurement(int bytes) {
        this.bytes = bytes;
        this.data = new float[bytes / Float.BYTES + LINE];
        Arrays.fill(data, 1);
    }

    static RoofMeasurement multiplyAdd() {
        return new RoofMeasurement(0);
    }

    /** Of reading so many bytes again and again, in whole steps of the loop, and at least what L1 is measured with. */
    static RoofMeasurement reading(double bytes) {
        RoofMeasurement roof = new RoofMeasurement((int) Math.max(MemoryLevel.L1.bytes, bytes - bytes % STEP));
        roof.choose();
        return roof;
    }

    /** Of "fma" or the title of a level. */
    static RoofMeasurement of(String what) {
        return what.equals(MULTIPLY_ADD) ? multiplyAdd() : reading(MemoryLevel.of(what).bytes);
    }

    /** What one call of {@link #run} does: operations, a multiply-add as two, or bytes that it reads. */
    static double amount(String what) {
        return amount(what.equals(MULTIPLY_ADD) ? 0 : MemoryLevel.of(what).bytes);
    }

    private static double amount(int bytes) {
        return bytes == 0 ? 2.0 * RoofKernel.CHAINS * FLOATS : (double) bytes * passes(bytes);
    }

    /** Does one call's work; returns the sum of all that it added up. */
    double run() {
        Arrays.fill(sums, 0);
        if (bytes == 0) {
            RoofKernel.multiplyAdd(FLOATS, 1, sums);
        } else {
            for (int i = 0; i < passes(bytes); i++) {
                if (streams) {
                    RoofKernel.readStreams(data, offset, bytes / Float.BYTES, sums);
                } else {
                    RoofKernel.read(data, offset, bytes / Float.BYTES, sums);
                }
            }
        }
        double sum = 0;
        for (float s : sums) {
            sum += s;
        }
        return sum;
    }

    /** What {@link #run} must return: every number that is added is a one, and no sum passes 2^24. */
    double expected() {
        return bytes == 0 ? (double) RoofKernel.CHAINS * FLOATS : amount(bytes) / Float.BYTES;
    }

    /** 10⁹ per second: the best slice, because a busy neighbour lowers a roof and nothing raises it. */
    double rate() {
        double amount = amount(bytes);
        double best = 0;
        int since = 0;
        // C2 takes some 0.3 s until its code is in use.
        for (int slice = 0; slice < 200 && (slice < 50 || since < SLICES); slice++) {
            double rate = amount / nanosPerCall(this::run, SLICE_NANOS);
            since = rate > best ? 0 : since + 1;
            best = Math.max(best, rate);
        }
        return best;
    }

    /** The mean per call, over calls that together take at least so long. */
    static double nanosPerCall(Runnable call, long atLeastNanos) {
        long start = System.nanoTime();
        long elapsed;
        int calls = 0;
        do {
            call.run();
            calls++;
            elapsed = System.nanoTime() - start;
        } while (elapsed < atLeastNanos);
        return (double) elapsed / calls;
    }

    /** Chooses the faster of one stream and eight, and then the fastest offset: an array is aligned to 8 bytes only. */
    private void choose() {
        double one = rate();
        streams = true;
        streams = rate() > one;
        // Moves the array to the old generation, because no young collection moves it there.
        System.gc();
        double least = Double.MAX_VALUE;
        int fastest = 0;
        for (int o = 0; o < LINE; o += 2) {
            offset = o;
            double nanos = nanosPerCall(this::run, SLICE_NANOS);
            if (nanos < least) {
                least = nanos;
                fastest = o;
            }
        }
        offset = fastest;
    }

    private static int passes(int bytes) {
        return Math.max(1, CALL_BYTES / bytes);
    }
}
