package io.lanewise.kernel.rows;

/** ArgMaxes with one mistake each. */
public enum ArgMaxMutant implements ArgMaxKernel {
    TAKES_THE_LAST_OF_TIES,
    TELLS_THE_ZEROS_APART,
    TAKES_NAN_FOR_THE_LARGEST,
    PASSES_OVER_NAN,
    SEES_NAN_IN_THE_FIRST_COLUMN_ONLY,
    STARTS_AT_ZERO,
    FINDS_NONE_IN_A_ROW_OF_MINUS_INFINITY,
    LEAVES_OUT_THE_LAST_COLUMN,
    LEAVES_OUT_THE_LAST_ROW,
    FORGETS_AN_OFFSET,
    COUNTS_FROM_THE_ARRAYS_START;

    @Override
    public void forward(float[] x, int xOffset, int[] indices, int indicesOffset, int rows, int columns) {
        for (int i = 0; i < (this == LEAVES_OUT_THE_LAST_ROW ? rows - 1 : rows); i++) {
            int at = (this == FORGETS_AN_OFFSET ? 0 : xOffset) + i * columns;
            int best = row(x, at, columns);
            indices[indicesOffset + i] = this == COUNTS_FROM_THE_ARRAYS_START && best >= 0 ? i * columns + best : best;
        }
    }

    private int row(float[] x, int at, int columns) {
        int best = this == STARTS_AT_ZERO && columns > 0 ? 0 : -1;
        float max = this == STARTS_AT_ZERO ? 0f : Float.NEGATIVE_INFINITY;
        for (int j = 0; j < (this == LEAVES_OUT_THE_LAST_COLUMN ? columns - 1 : columns); j++) {
            float v = x[at + j];
            if (v != v && this == TAKES_NAN_FOR_THE_LARGEST) {
                return j;
            }
            if (v != v && this != PASSES_OVER_NAN && (this != SEES_NAN_IN_THE_FIRST_COLUMN_ONLY || j == 0)) {
                return -1;
            }
            boolean none = best < 0 && this != FINDS_NONE_IN_A_ROW_OF_MINUS_INFINITY;
            if (none || larger(v, max)) {
                max = v;
                best = j;
            }
        }
        return best;
    }

    private boolean larger(float v, float max) {
        return switch (this) {
            case TAKES_THE_LAST_OF_TIES -> v >= max;
            case TELLS_THE_ZEROS_APART -> Float.compare(v, max) > 0;
            default -> v > max;
        };
    }
}
