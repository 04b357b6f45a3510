package io.lanewise;

import io.lanewise.kernel.choice.Kernels;

/**
 * A dense layer whose weights are not packed beforehand. If the weights stay the same from call to call, {@link
 * DenseLayer} packs them once and is faster. Here a call may pack rows and weights into memory that is kept for the
 * next one: for rows as {@link DenseLayer} says, but up to 506 of them, and for weights some 256 KB, at 512 bits twice
 * that.
 *
 * <p>Each output is rounded once per multiply-add. With 2 to 16 neurons and at least 32 inputs an output is two chains,
 * one over the even k that starts at the bias and one over the odd k, added at the end. One neuron of at least 32 inputs
 * is 32 chains, added by a tree, and the bias. Otherwise an output is one chain that starts at the bias and takes the
 * inputs in ascending order. Each lies within {@code n · 2⁻²⁴ / (1 − n · 2⁻²⁴) · (|bias| + Σ |x·w|)} of the exact value,
 * n = inputs + 1, barring overflow and underflow (N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 2nd
 * ed., 3.1). From 2²⁴ − 1 inputs on that bounds nothing: sum parts of such a row apart.
 */
public final class Dense {
    private Dense() {}

    /**
     * {@code y[batch×neurons] = x[batch×inputs] · weights[inputs×neurons] + bias[neurons]}.
     *
     * @param x {@code [batch×inputs]}, one row per sample
     * @param weights {@code [inputs×neurons]}
     * @param bias {@code [neurons]}
     * @param y {@code [batch×neurons]}, the output; shares no element with an input
     * @param batch rows of x and y; with 0 nothing is done
     * @param inputs columns of x; with 0 every row of y is the bias
     * @param neurons columns of y
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or y overlaps
     *     an input
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void forward(
            float[] x, float[] weights, float[] bias, float[] y, int batch, int inputs, int neurons) {
        forward(x, 0, weights, 0, bias, 0, y, 0, batch, inputs, neurons);
    }

    /**
     * {@link #forward(float[], float[], float[], float[], int, int, int)} on parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset
     * @param xOffset where x starts
     * @param weights {@code [inputs×neurons]} from weightsOffset
     * @param weightsOffset where the weights start
     * @param bias {@code [neurons]} from biasOffset
     * @param biasOffset where the bias starts
     * @param y {@code [batch×neurons]} from yOffset, the output; shares no element with an input
     * @param yOffset where y starts
     * @param batch rows of x and y; with 0 nothing is done
     * @param inputs columns of x; with 0 every row of y is the bias
     * @param neurons columns of y
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, a product of sizes passes the largest int, or y overlaps
     *     an input
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public static void forward(
            float[] x,
            int xOffset,
            float[] weights,
            int weightsOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            int batch,
            int inputs,
            int neurons) {
        int xLength = Checks.product("batch", batch, "inputs", inputs);
        int weightsLength = Checks.product("inputs", inputs, "neurons", neurons);
        int yLength = Checks.product("batch", batch, "neurons", neurons);
        Checks.range("x", x, xOffset, xLength);
        Checks.range("weights", weights, weightsOffset, weightsLength);
        Checks.range("bias", bias, biasOffset, neurons);
        Checks.range("y", y, yOffset, yLength);
        Checks.apart("x", x, xOffset, xLength, "y", y, yOffset, yLength);
        Checks.apart("weights", weights, weightsOffset, weightsLength, "y", y, yOffset, yLength);
        Checks.apart("bias", bias, biasOffset, neurons, "y", y, yOffset, yLength);
        if (yLength > 0) {
            Kernels.current()
                    .dense()
                    .forward(x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        }
    }
}
