package io.lanewise.kernel.rows;

/** The specification of top-k; {@link TopKHeap} has the order of the values. */
public final class ScalarTopK implements TopKKernel {
    @Override
    public void forward(
            float[] x,
            int xOffset,
            float[] values,
            int valuesOffset,
            int[] indices,
            int indicesOffset,
            int rows,
            int columns,
            int k) {
        for (int i = 0; i < rows; i++) {
            row(x, xOffset + i * columns, values, valuesOffset + i * k, indices, indicesOffset + i * k, columns, k);
        }
    }

    /** values[k] and indices[k] of x[columns]. */
    private static void row(
            float[] x,
            int xOffset,
            float[] values,
            int valuesOffset,
            int[] indices,
            int indicesOffset,
            int columns,
            int k) {
        int n = 0;
        for (int j = 0; j < columns; j++) {
            float v = x[xOffset + j];
            if (v != v) {
                TopKHeap.none(values, valuesOffset, indices, indicesOffset, k);
                return;
            }
            if (n < k || v > values[valuesOffset]) {
                n = TopKHeap.add(values, valuesOffset, indices, indicesOffset, n, k, v, j);
            }
        }
        TopKHeap.sort(values, valuesOffset, indices, indicesOffset, k);
    }
}
