package io.lanewise;

/**
 * The checks of sizes, ranges and overlaps; {@link LossChecks} has a loss's. Each message names the argument and both
 * values.
 */
final class Checks {
    private Checks() {}

    static void notNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is " + value + ", less than 0");
        }
    }

    static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", less than 1");
        }
    }

    static void finite(String name, float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + ", not finite");
        }
    }

    /** Checks that value is in [from, below). */
    static void in(String name, double value, double from, double below) {
        if (!(value >= from && value < below)) {
            throw new IllegalArgumentException(name + " is " + value + ", not in [" + from + ", " + below + ")");
        }
    }

    /** a · b elements. */
    static int product(String aName, int a, String bName, int b) {
        notNegative(aName, a);
        notNegative(bName, b);
        long product = (long) a * b;
        if (product > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    aName + " × " + bName + " is " + a + " × " + b + ", more than an array holds");
        }
        return (int) product;
    }

    static void notNull(String name, Object argument) {
        if (argument == null) {
            throw new NullPointerException(name + " is null");
        }
    }

    /** Checks that {@code array[offset .. offset + length)} lies inside the array. */
    static void range(String name, float[] array, int offset, int length) {
        notNull(name, array);
        range(name, array.length, offset, length);
    }

    static void range(String name, int[] array, int offset, int length) {
        notNull(name, array);
        range(name, array.length, offset, length);
    }

    private static void range(String name, int arrayLength, int offset, int length) {
        if (offset < 0) {
            throw new IndexOutOfBoundsException(name + "'s offset is " + offset + ", less than 0");
        }
        if (offset > arrayLength - length) {
            throw new IndexOutOfBoundsException(name + " has " + arrayLength + " elements, fewer than offset " + offset
                    + " + " + length + " needed");
        }
    }

    /** Refuses an output that shares an element with an input. */
    static void apart(
            String inName,
            float[] in,
            int inOffset,
            int inLength,
            String outName,
            float[] out,
            int outOffset,
            int outLength) {
        if (in == out
                && inLength > 0
                && outLength > 0
                && inOffset < outOffset + outLength
                && outOffset < inOffset + inLength) {
            throw new IllegalArgumentException(overlap(inName, inOffset, inLength, outName, outOffset, outLength));
        }
    }

    /** Refuses an output that shares an element with an input of the same length, unless they are the same range. */
    static void sameOrApart(
            String inName, float[] in, int inOffset, String outName, float[] out, int outOffset, int length) {
        if (inOffset != outOffset) {
            apart(inName, in, inOffset, length, outName, out, outOffset, length);
        }
    }

    private static String overlap(
            String inName, int inOffset, int inLength, String outName, int outOffset, int outLength) {
        return outName + " overlaps " + inName + " in one array: " + outName + " is [" + outOffset + ", "
                + (outOffset + outLength) + "), " + inName + " is [" + inOffset + ", " + (inOffset + inLength) + ")";
    }

    /** Checks that k is in [1, columns]. */
    static void k(int k, String columnsName, int columns) {
        if (k < 1 || k > columns) {
            throw new IllegalArgumentException(
                    "k is " + k + ", not in [1, " + columnsName + "]: " + columnsName + " is " + columns);
        }
    }

    static void epsilon(float epsilon) {
        if (!(epsilon > 0 && epsilon < 0.5f)) {
            throw new IllegalArgumentException("epsilon is " + epsilon + ", not in (0, 0.5)");
        }
    }
}
