package io.lanewise.kernel.rows;

/** The specification of argmax. */
public final class ScalarArgMax implements ArgMaxKernel {
    @Override
    public void forward(float[] x, int xOffset, int[] indices, int indicesOffset, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            indices[indicesOffset + i] = row(x, xOffset + i * columns, columns);
        }
    }

    /** The first largest of x[columns]. */
    private static int row(float[] x, int xOffset, int columns) {
        int best = -1;
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < columns; j++) {
            float v = x[xOffset + j];
            if (v != v) {
                return -1;
            }
            if (v > max || best < 0) {
                max = v;
                best = j;
            }
        }
        return best;
    }
}
