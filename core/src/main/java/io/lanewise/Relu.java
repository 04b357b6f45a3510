package io.lanewise;

import io.lanewise.kernel.choice.Kernels;

/**
 * The rectified linear unit, element by element.
 *
 * <p>NaN gives NaN, −0.0 gives +0.0. In place if x and y are the same range of one array; any other overlap is
 * refused.
 */
public final class Relu {
    private Relu() {}

    /**
     * {@code y[length] = max(x[length], 0)}.
     *
     * @param x {@code [length]}
     * @param y {@code [length]}, the output; may be x
     * @param length the number of elements
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if length is negative
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void forward(float[] x, float[] y, int length) {
        forward(x, 0, y, 0, length);
    }

    /**
     * {@link #forward(float[], float[], int)} on parts of arrays.
     *
     * @param x {@code [length]} from xOffset
     * @param xOffset where x starts
     * @param y {@code [length]} from yOffset, the output
     * @param yOffset where y starts
     * @param length the number of elements
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if length is negative, or if x and y overlap without being the same range
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public static void forward(float[] x, int xOffset, float[] y, int yOffset, int length) {
        Checks.notNegative("length", length);
        Checks.range("x", x, xOffset, length);
        Checks.range("y", y, yOffset, length);
        Checks.sameOrApart("x", x, xOffset, "y", y, yOffset, length);
        Kernels.current().relu().forward(x, xOffset, y, yOffset, length);
    }
}
