package io.lanewise.kernel;

import java.util.Arrays;
import java.util.Random;

/**
 * Part of an array between guards. The guards are NaN, so a read outside an input's part spoils the result. They have
 * one payload, so a write outside an output's part shows.
 */
public final class Frame {
    private static final int GUARD = 0x7fc12345;
    private static final float UNWRITTEN = 12345f;
    /** Offsets around the lanes of each vector, and often none, so that nothing can be read before the part. */
    private static final int[] OFFSETS = {0, 0, 1, 3, 4, 7, 8, 9, 13, 15, 16, 21, 32};

    /** Without a tail a read past the end throws. */
    private static final int[] TAILS = {0, 0, 1, 5, 16};

    public final float[] array;
    public final int offset;
    private final int length;

    private Frame(float[] values, Random random) {
        length = values.length;
        offset = OFFSETS[random.nextInt(OFFSETS.length)];
        array = new float[offset + length + TAILS[random.nextInt(TAILS.length)]];
        Arrays.fill(array, Float.intBitsToFloat(GUARD));
        System.arraycopy(values, 0, array, offset, length);
    }

    public static Frame of(float[] values, Random random) {
        return new Frame(values, random);
    }

    public static Frame output(int length, Random random) {
        float[] values = new float[length];
        Arrays.fill(values, UNWRITTEN);
        return new Frame(values, random);
    }

    /** Throws unless the part has the bits of expected, with any NaN for NaN, and the guards are unchanged. */
    public void expect(float[] expected, String what) {
        for (int i = 0; i < array.length; i++) {
            int at = i - offset;
            if (at < 0 || at >= length) {
                if (Float.floatToRawIntBits(array[i]) != GUARD) {
                    throw new AssertionError(what + ": wrote at " + at + ", outside of " + length + " elements");
                }
            } else if (Float.floatToIntBits(array[i]) != Float.floatToIntBits(expected[at])) {
                throw new AssertionError(what + ": element " + at + " of " + length + " is " + hex(array[i]) + ", not "
                        + hex(expected[at]) + ", offset " + offset);
            }
        }
    }

    private static String hex(float v) {
        return v + " (" + Float.toHexString(v) + ")";
    }
}
