package io.lanewise.kernel;

/**
 * Makes sure that there is stack and heap for what is done once. That initialises classes, the JDK's among them, and a
 * class whose initialiser is cut off by a StackOverflowError or an OutOfMemoryError stays broken for good. Here the
 * error comes first and breaks nothing, so that the next use can try again. It leaves room for the interpreter's frames
 * under a stack of 256 KB; where all is compiled before it runs (-Xcomp), the JDK's initialisers may take more than
 * that.
 */
public final class Headroom {
    /**
     * A frame holds 12 numbers of 8 bytes and itself: some 190 bytes in the interpreter, 110 when compiled. So 480 are
     * 90 KB, which fit into a stack of 256 KB, where 140 do not, and 50 KB compiled, where what they stand for takes
     * less, too.
     */
    private static final int FRAMES = 480;

    private static final int HEAP_BYTES = 1 << 20;

    private Headroom() {}

    /**
     * Returns where there is enough of both.
     *
     * @throws StackOverflowError if this thread's stack is nearly used up
     * @throws OutOfMemoryError if the heap is nearly full
     */
    public static void check() {
        if (deep(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) + new byte[HEAP_BYTES].length < 0) {
            throw new AssertionError();
        }
    }

    /** As many frames, each of which keeps its numbers until it returns. */
    private static long deep(
            int frames,
            long a,
            long b,
            long c,
            long d,
            long e,
            long f,
            long g,
            long h,
            long i,
            long j,
            long k,
            long l) {
        return frames == 0
                ? 0
                : (deep(frames - 1, l, a, b, c, d, e, f, g, h, i, j, k) & 1)
                        + (a ^ b ^ c ^ d ^ e ^ f)
                        + (g ^ h ^ i ^ j ^ k ^ l);
    }
}
