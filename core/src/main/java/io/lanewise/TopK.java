package io.lanewise;

import io.lanewise.kernel.choice.Kernels;

/**
 * The k largest values of each row and their columns, the largest first, like PyTorch's {@code topk}.
 *
 * <p>Of equal values, and −0 equals +0, the one of the lower column comes first. Infinities count as any other value. A
 * value keeps its bits. A row with NaN gives NaN k times and −1 for every index, like {@link ArgMax}. The largest
 * logits are also the largest probabilities, in the same order, so no softmax is needed.
 */
public final class TopK {
    private TopK() {}

    /**
     * {@code values[i]} = the k largest of {@code x[i]} in descending order, {@code values[i][t] =
     * x[i][indices[i][t]]}.
     *
     * @param x {@code [rows×columns]}
     * @param values {@code [rows×k]}, an output; shares no element with x
     * @param indices {@code [rows×k]}, an output: columns in [0, columns), or −1 in a row with NaN
     * @param rows with 0 nothing is done
     * @param columns at least k
     * @param k in [1, columns]
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if rows or columns is negative, their product passes the largest int, k is out
     *     of range, or values overlaps x
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void forward(float[] x, float[] values, int[] indices, int rows, int columns, int k) {
        forward(x, 0, values, 0, indices, 0, rows, columns, k);
    }

    /**
     * {@link #forward(float[], float[], int[], int, int, int)} on parts of arrays.
     *
     * @param x {@code [rows×columns]} from xOffset
     * @param xOffset where x starts
     * @param values {@code [rows×k]} from valuesOffset, an output; shares no element with x
     * @param valuesOffset where the values start
     * @param indices {@code [rows×k]} from indicesOffset, an output: columns in [0, columns), or −1 in a row with NaN
     * @param indicesOffset where the indices start
     * @param rows with 0 nothing is done
     * @param columns at least k
     * @param k in [1, columns]
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if rows or columns is negative, their product passes the largest int, k is out
     *     of range, or values overlaps x
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public static void forward(
            float[] x,
            int xOffset,
            float[] values,
            int valuesOffset,
            int[] indices,
            int indicesOffset,
            int rows,
            int columns,
            int k) {
        int xLength = Checks.product("rows", rows, "columns", columns);
        Checks.k(k, "columns", columns);
        int length = rows * k;
        Checks.range("x", x, xOffset, xLength);
        Checks.range("values", values, valuesOffset, length);
        Checks.range("indices", indices, indicesOffset, length);
        Checks.apart("x", x, xOffset, xLength, "values", values, valuesOffset, length);
        Kernels.current().topK().forward(x, xOffset, values, valuesOffset, indices, indicesOffset, rows, columns, k);
    }
}
