package io.lanewise.kernel;

/**
 * Makes sure that there is stack and heap for what is done once. That initialises classes, the JDK's among them, and a
 * class whose initialiser is cut off by a StackOverflowError or an OutOfMemoryError stays broken for good. Here the
 * error comes first and breaks nothing, so that the next use can try again.
 */
public final class Headroom {
    /** Frames of the interpreter of some 100 bytes each, 100 KB; the choice of a backend takes up to 60 KB. */
    private static final int FRAMES = 1000;

    private static final int HEAP_BYTES = 1 << 20;

    private Headroom() {}

    /**
     * Returns where there is enough of both.
     *
     * @throws StackOverflowError if this thread's stack is nearly used up
     * @throws OutOfMemoryError if the heap is nearly full
     */
    public static void check() {
        if (deep(FRAMES) + new byte[HEAP_BYTES].length < 0) {
            throw new AssertionError();
        }
    }

    /** The sum of the numbers up to this one, by as many frames. */
    private static int deep(int frames) {
        return frames == 0 ? 0 : frames + deep(frames - 1);
    }
}
