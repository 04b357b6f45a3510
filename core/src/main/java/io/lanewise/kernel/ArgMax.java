package io.lanewise.kernel;

/** The position of a row's largest value: comparisons alone, so both backends share it. */
public final class ArgMax {
    private ArgMax() {}

    /** columns[rows]: the first largest of each row of values[rows×columns], −1 for a row with NaN or of no column. */
    public static void rows(float[] values, int valuesOffset, int[] out, int outOffset, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            out[outOffset + i] = row(values, valuesOffset + i * columns, columns);
        }
    }

    private static int row(float[] values, int offset, int columns) {
        int best = -1;
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < columns; j++) {
            float v = values[offset + j];
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
