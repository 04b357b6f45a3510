package io.lanewise.bench;

/** How often a time was how long, in nanoseconds, to within 1/128 of it, in memory that does not grow. */
final class NanoHistogram {
    /** Cells for each power of two; below 2 · 128 each nanosecond has its own. */
    private static final int CELLS_LOG = 7;

    private static final int CELLS = 1 << CELLS_LOG;

    private final long[] counts = new long[(Long.SIZE - CELLS_LOG) * CELLS];
    private long count;
    private long most;

    /** Counts a time of 0 or more. */
    void add(long nanos) {
        counts[cell(nanos)]++;
        count++;
        most = Math.max(most, nanos);
    }

    /** The leading bit and the seven after it choose the cell. */
    private static int cell(long nanos) {
        int shift = Math.max(0, Long.SIZE - 1 - CELLS_LOG - Long.numberOfLeadingZeros(nanos));
        return (shift << CELLS_LOG) + (int) (nanos >>> shift);
    }

    /** The longest time that is counted there. */
    private static long last(int cell) {
        int shift = Math.max(0, (cell >> CELLS_LOG) - 1);
        return ((cell - ((long) shift << CELLS_LOG) + 1) << shift) - 1;
    }

    /** Nanoseconds that so many per cent of the times do not exceed, of at least one time. */
    long percentile(double percent) {
        long needed = (long) Math.ceil(percent / 100 * count);
        long seen = 0;
        int cell = -1;
        while (seen < needed || cell < 0) {
            cell++;
            seen += counts[cell];
        }
        return Math.min(last(cell), most);
    }

    /** How many times exceed this one, but for those that share its cell. */
    long over(long nanos) {
        long over = 0;
        for (int i = cell(nanos) + 1; i < counts.length; i++) {
            over += counts[i];
        }
        return over;
    }
}
