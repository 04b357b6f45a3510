package io.lanewise;

import io.lanewise.kernel.choice.Kernels;

/**
 * Softmax by rows and its logarithm, stable: the row's maximum is subtracted first.
 *
 * <p>A row with NaN or +∞, or of −∞ alone, gives a row of NaN, as in NumPy and PyTorch; −∞ beside a finite value gives
 * probability 0. A row of one column gives exactly 1. In place if input and output are the same range of one array; any
 * other overlap is refused.
 *
 * <p>With d = max − x and n columns, a probability is within {@code (24 + 1.25 · (d + ln n)) · 2⁻²⁴} of the exact one,
 * relatively, or within the smallest float of it; a row sums to 1 within 1e-6 in all that was tried. A logarithm v is
 * within {@code (24 + 4 · ln n) · 2⁻²⁴ · max(1, |v|)}. The bounds are derived: an exponential is up to (2.4 + 1.25 d) ·
 * 2⁻²⁴ off, because d is rounded to a float, a sum 17 · 2⁻²⁴, a quotient 2 · 2⁻²⁴, and the mean of d in a row is at most
 * ln n. Float32 libraries have errors of this size without stating a bound.
 */
public final class Softmax {
    private Softmax() {}

    /**
     * {@code probabilities[i][j] = exp(logits[i][j] − max) / Σ exp(logits[i] − max)}.
     *
     * @param logits {@code [rows×columns]}
     * @param probabilities {@code [rows×columns]}, the output; may be logits
     * @param rows with 0 nothing is done
     * @param columns with 0 nothing is done
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative or their product passes the largest int
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void forward(float[] logits, float[] probabilities, int rows, int columns) {
        forward(logits, 0, probabilities, 0, rows, columns);
    }

    /**
     * {@link #forward(float[], float[], int, int)} on parts of arrays.
     *
     * @param logits {@code [rows×columns]} from logitsOffset
     * @param logitsOffset where the logits start
     * @param probabilities {@code [rows×columns]} from probabilitiesOffset, the output
     * @param probabilitiesOffset where the probabilities start
     * @param rows with 0 nothing is done
     * @param columns with 0 nothing is done
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or the arrays
     *     overlap without being the same range
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public static void forward(
            float[] logits, int logitsOffset, float[] probabilities, int probabilitiesOffset, int rows, int columns) {
        check(logits, logitsOffset, "probabilities", probabilities, probabilitiesOffset, rows, columns);
        if (columns > 0) {
            Kernels.current()
                    .softmax()
                    .forward(logits, logitsOffset, probabilities, probabilitiesOffset, rows, columns);
        }
    }

    /**
     * {@code logProbabilities[i][j] = (logits[i][j] − max) − log Σ exp(logits[i] − max)}.
     *
     * @param logits {@code [rows×columns]}
     * @param logProbabilities {@code [rows×columns]}, the output, natural logarithms; may be logits
     * @param rows with 0 nothing is done
     * @param columns with 0 nothing is done
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative or their product passes the largest int
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void logForward(float[] logits, float[] logProbabilities, int rows, int columns) {
        logForward(logits, 0, logProbabilities, 0, rows, columns);
    }

    /**
     * {@link #logForward(float[], float[], int, int)} on parts of arrays.
     *
     * @param logits {@code [rows×columns]} from logitsOffset
     * @param logitsOffset where the logits start
     * @param logProbabilities {@code [rows×columns]} from logProbabilitiesOffset, the output
     * @param logProbabilitiesOffset where the output starts
     * @param rows with 0 nothing is done
     * @param columns with 0 nothing is done
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or the arrays
     *     overlap without being the same range
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public static void logForward(
            float[] logits,
            int logitsOffset,
            float[] logProbabilities,
            int logProbabilitiesOffset,
            int rows,
            int columns) {
        check(logits, logitsOffset, "logProbabilities", logProbabilities, logProbabilitiesOffset, rows, columns);
        if (columns > 0) {
            Kernels.current()
                    .softmax()
                    .logForward(logits, logitsOffset, logProbabilities, logProbabilitiesOffset, rows, columns);
        }
    }

    private static void check(
            float[] logits, int logitsOffset, String outName, float[] out, int outOffset, int rows, int columns) {
        int length = Checks.product("rows", rows, "columns", columns);
        Checks.range("logits", logits, logitsOffset, length);
        Checks.range(outName, out, outOffset, length);
        Checks.sameOrApart("logits", logits, logitsOffset, outName, out, outOffset, length);
    }
}
