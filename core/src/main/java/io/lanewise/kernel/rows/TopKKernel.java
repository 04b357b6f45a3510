package io.lanewise.kernel.rows;

/**
 * The k largest of each row, in descending order; equal ones, and so −0 and +0, in ascending order of columns. A row
 * with NaN gives NaN and −1, k times. Comparisons and copies alone.
 */
public interface TopKKernel {
    /** values[rows×k] and indices[rows×k] of x[rows×columns], 1 ≤ k ≤ columns. */
    void forward(
            float[] x, int xOffset, float[] values, int valuesOffset, int[] indices, int indicesOffset, int rows,
            int columns, int k);
}
