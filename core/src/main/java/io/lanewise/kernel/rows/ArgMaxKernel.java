package io.lanewise.kernel.rows;

/** The largest of each row: comparisons alone. */
public interface ArgMaxKernel {
    /** indices[rows]: the first largest of each row of x[rows×columns], −1 for a row with NaN or of no column. */
    void forward(float[] x, int xOffset, int[] indices, int indicesOffset, int rows, int columns);
}
