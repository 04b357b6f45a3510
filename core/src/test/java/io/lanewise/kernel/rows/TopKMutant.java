package io.lanewise.kernel.rows;

import java.util.Arrays;

/** Top-k's with one mistake each. */
public enum TopKMutant implements TopKKernel {
    TAKES_THE_LAST_OF_TIES,
    TELLS_THE_ZEROS_APART,
    PASSES_OVER_NAN,
    SEES_NAN_IN_THE_FIRST_COLUMNS_ONLY,
    LEAVES_THE_VALUES_OF_A_ROW_WITH_NAN,
    LOSES_THE_SIGN_OF_ZERO,
    ANSWERS_IN_THE_ORDER_OF_COLUMNS,
    TAKES_THE_SMALLEST,
    TAKES_NO_MINUS_INFINITY,
    LEAVES_OUT_THE_LAST_COLUMN,
    LEAVES_OUT_THE_LAST_ROW,
    FORGETS_AN_OFFSET,
    COUNTS_FROM_THE_ARRAYS_START;

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
        for (int i = 0; i < (this == LEAVES_OUT_THE_LAST_ROW ? rows - 1 : rows); i++) {
            int at = (this == FORGETS_AN_OFFSET ? 0 : xOffset) + i * columns;
            int[] taken = taken(x, at, columns, k);
            for (int t = 0; t < k; t++) {
                int j = taken[t];
                int to = i * k + t;
                indices[indicesOffset + to] = this == COUNTS_FROM_THE_ARRAYS_START && j >= 0 ? i * columns + j : j;
                if (j >= 0) {
                    values[valuesOffset + to] = x[at + j] == 0 && this == LOSES_THE_SIGN_OF_ZERO ? 0f : x[at + j];
                } else if (this != LEAVES_THE_VALUES_OF_A_ROW_WITH_NAN) {
                    values[valuesOffset + to] = Float.NaN;
                }
            }
        }
    }

    /** The columns of the k largest, each found by a scan of the row. */
    private int[] taken(float[] x, int at, int columns, int k) {
        int[] taken = new int[k];
        boolean[] gone = new boolean[columns];
        boolean nan = false;
        for (int j = 0; j < (this == SEES_NAN_IN_THE_FIRST_COLUMNS_ONLY ? k : columns); j++) {
            nan |= x[at + j] != x[at + j] && this != PASSES_OVER_NAN;
        }
        for (int t = 0; t < k; t++) {
            int best = -1;
            for (int j = 0; j < (this == LEAVES_OUT_THE_LAST_COLUMN ? columns - 1 : columns); j++) {
                float v = x[at + j];
                boolean none = best < 0 && !(this == TAKES_NO_MINUS_INFINITY && v == Float.NEGATIVE_INFINITY);
                if (!gone[j] && (none || best >= 0 && before(v, x[at + best]))) {
                    best = j;
                }
            }
            taken[t] = nan ? -1 : best;
            if (best >= 0) {
                gone[best] = true;
            }
        }
        if (this == ANSWERS_IN_THE_ORDER_OF_COLUMNS) {
            Arrays.sort(taken);
        }
        return taken;
    }

    private boolean before(float v, float best) {
        return switch (this) {
            case TAKES_THE_LAST_OF_TIES -> v >= best;
            case TELLS_THE_ZEROS_APART -> Float.compare(v, best) > 0;
            case TAKES_THE_SMALLEST -> v < best;
            default -> v > best;
        };
    }
}
