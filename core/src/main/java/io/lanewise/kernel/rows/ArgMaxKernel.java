package io.lanewise.kernel.rows;

/** The column of each row's largest value, by comparisons alone. */
public interface ArgMaxKernel {
    /** indices[rows]: the first largest of each row of x[rows×columns], −1 for a row with NaN or without columns. */
    void forward(float[] x, int xOffset, int[] indices, int indicesOffset, int rows, int columns);
}
