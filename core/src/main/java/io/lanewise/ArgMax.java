package io.lanewise;

import io.lanewise.kernel.choice.Kernels;

/**
 * The column of each row's largest value, the first one on ties.
 *
 * <p>−0 and +0 tie, and infinities count as any other value. A row with NaN gives −1; NumPy and PyTorch give the column
 * of the NaN. The largest logit is also the largest probability, so no softmax is needed to find the likeliest class.
 */
public final class ArgMax {
    private ArgMax() {}

    /**
     * {@code indices[i] = the first column j with x[i][j] = max(x[i])}.
     *
     * @param x {@code [rows×columns]}
     * @param indices {@code [rows]}, the output: columns in [0, columns), or −1 for a row with NaN
     * @param rows with 0 nothing is done
     * @param columns with 0 every index is −1
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative or their product passes the largest int
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void forward(float[] x, int[] indices, int rows, int columns) {
        forward(x, 0, indices, 0, rows, columns);
    }

    /**
     * {@link #forward(float[], int[], int, int)} on parts of arrays.
     *
     * @param x {@code [rows×columns]} from xOffset
     * @param xOffset where x starts
     * @param indices {@code [rows]} from indicesOffset, the output: columns in [0, columns), or −1 for a row with NaN
     * @param indicesOffset where the indices start
     * @param rows with 0 nothing is done
     * @param columns with 0 every index is −1
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative or their product passes the largest int
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public static void forward(float[] x, int xOffset, int[] indices, int indicesOffset, int rows, int columns) {
        Checks.range("x", x, xOffset, Checks.product("rows", rows, "columns", columns));
        Checks.range("indices", indices, indicesOffset, rows);
        Kernels.current().argMax().forward(x, xOffset, indices, indicesOffset, rows, columns);
    }
}
