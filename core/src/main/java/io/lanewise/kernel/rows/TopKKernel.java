package io.lanewise.kernel.rows;

/**
 * The k largest of each row in descending order. Equal ones, such as −0 and +0, are in ascending order of columns. A
 * row with NaN gives NaN and −1, k times. There are comparisons and copies only, so nothing rounds.
 */
public interface TopKKernel {
    /** values[rows×k] and indices[rows×k] of x[rows×columns], 1 ≤ k ≤ columns. */
    void forward(
            float[] x,
            int xOffset,
            float[] values,
            int valuesOffset,
            int[] indices,
            int indicesOffset,
            int rows,
            int columns,
            int k);
}
