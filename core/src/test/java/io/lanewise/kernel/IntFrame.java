package io.lanewise.kernel;

import java.util.Arrays;
import java.util.Random;

/** An output of ints between guards, so that a write out of its part shows: {@link Frame} for indices. */
public final class IntFrame {
    private static final int GUARD = 0x12345678;
    private static final int UNWRITTEN = Integer.MIN_VALUE;

    public final int[] array;
    public final int offset;
    private final int length;

    private IntFrame(int length, Random random) {
        this.length = length;
        offset = random.nextInt(17);
        array = new int[offset + length + random.nextInt(5)];
        Arrays.fill(array, GUARD);
        Arrays.fill(array, offset, offset + length, UNWRITTEN);
    }

    public static IntFrame output(int length, Random random) {
        return new IntFrame(length, random);
    }

    /** Throws unless the part is as expected and the guards are unchanged. */
    public void expect(int[] expected, String what) {
        for (int i = 0; i < array.length; i++) {
            int at = i - offset;
            int must = at < 0 || at >= length ? GUARD : expected[at];
            if (array[i] != must) {
                throw new AssertionError(
                        what + ": element " + at + " of " + length + " is " + array[i] + ", not " + must);
            }
        }
    }
}
