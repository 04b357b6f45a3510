package io.lanewise.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;

/**
 * What a benchmark method must leave in its output, to the bit, or near it where another library computed it; any NaN
 * is as good as another.
 *
 * <p>The output is overwritten after the first check, because the last one must see what the timed calls wrote and
 * nothing older. Floats compare as doubles: widening keeps every value, and the sign of zero.
 */
final class ExpectedAnswer {
    /** In an output that is not written: no benchmark computes it. */
    private static final float UNTOUCHED = -0x1.234568p-99f;

    private final String method;
    private final Runnable call;
    private final int length;
    private final IntToDoubleFunction expected;
    private final IntToDoubleFunction tolerance;
    private final IntToDoubleFunction output;
    private final Runnable overwrite;

    private ExpectedAnswer(
            String method,
            Runnable call,
            int length,
            IntToDoubleFunction expected,
            IntToDoubleFunction tolerance,
            IntToDoubleFunction output,
            Runnable overwrite) {
        this.method = method;
        this.call = call;
        this.length = length;
        this.expected = expected;
        this.tolerance = tolerance;
        this.output = output;
        this.overwrite = overwrite;
    }

    /** Of a method that writes an array. */
    static ExpectedAnswer of(String method, Runnable call, float[] expected, float[] output) {
        if (expected.length != output.length) {
            throw new IllegalArgumentException(
                    method + ": " + expected.length + " elements expected of an output of " + output.length);
        }
        return new ExpectedAnswer(
                method,
                call,
                output.length,
                i -> expected[i],
                i -> 0,
                i -> output[i],
                () -> Arrays.fill(output, UNTOUCHED));
    }

    /** Of a method that writes an array of ints, none of them the smallest. */
    static ExpectedAnswer of(String method, Runnable call, int[] expected, int[] output) {
        if (expected.length != output.length) {
            throw new IllegalArgumentException(
                    method + ": " + expected.length + " elements expected of an output of " + output.length);
        }
        return new ExpectedAnswer(
                method,
                call,
                output.length,
                i -> expected[i],
                i -> 0,
                i -> output[i] == Integer.MIN_VALUE ? UNTOUCHED : output[i],
                () -> Arrays.fill(output, Integer.MIN_VALUE));
    }

    /** Of the same method's other output too. */
    ExpectedAnswer and(int[] expected, int[] output) {
        ExpectedAnswer other = of(method, call, expected, output);
        return new ExpectedAnswer(
                method,
                call,
                length + other.length,
                either(this.expected, other.expected),
                either(tolerance, other.tolerance),
                either(this.output, other.output),
                () -> {
                    overwrite.run();
                    other.overwrite.run();
                });
    }

    /** The elements of first, then those of the second. */
    private IntToDoubleFunction either(IntToDoubleFunction first, IntToDoubleFunction second) {
        return i -> i < length ? first.applyAsDouble(i) : second.applyAsDouble(i - length);
    }

    /** Of a method that writes elsewhere than to a Java array, and whose sums may have another order. */
    static ExpectedAnswer within(
            String method,
            Runnable call,
            float[] expected,
            IntToDoubleFunction tolerance,
            IntToDoubleFunction output,
            Consumer<Float> fill) {
        return new ExpectedAnswer(
                method, call, expected.length, i -> expected[i], tolerance, output, () -> fill.accept(UNTOUCHED));
    }

    /** Of a method whose result goes to output[0]. */
    static ExpectedAnswer of(String method, Runnable call, double expected, double[] output) {
        return new ExpectedAnswer(
                method, call, 1, i -> expected, i -> 0, i -> output[i], () -> Arrays.fill(output, UNTOUCHED));
    }

    /** Calls the method once and checks its output. */
    void checkCold() {
        overwrite.run();
        call.run();
        checkOutput();
        overwrite.run();
    }

    /** Checks what the timed calls left: the one method of the class that was timed, and only that, has written. */
    static void checkHot(List<ExpectedAnswer> answers) {
        List<ExpectedAnswer> touched =
                answers.stream().filter(a -> !a.isUntouched()).toList();
        if (touched.size() != 1) {
            throw new IllegalStateException(touched.size() + " outputs were written by the timed calls, not 1");
        }
        touched.get(0).checkOutput();
    }

    private boolean isUntouched() {
        for (int i = 0; i < length; i++) {
            if (output.applyAsDouble(i) != UNTOUCHED) {
                return false;
            }
        }
        return true;
    }

    private void checkOutput() {
        for (int i = 0; i < length; i++) {
            double is = output.applyAsDouble(i);
            double must = expected.applyAsDouble(i);
            // Bits, because == takes -0 for 0 and no NaN for another.
            boolean near = tolerance.applyAsDouble(i) > 0 && Math.abs(is - must) <= tolerance.applyAsDouble(i);
            if (!near && Double.doubleToLongBits(is) != Double.doubleToLongBits(must)) {
                throw new IllegalStateException("wrong answer: " + method + "[" + i + "] is " + is + " ("
                        + Double.toHexString(is) + "), the scalar specification gives " + must + " ("
                        + Double.toHexString(must) + ")");
            }
        }
    }
}
