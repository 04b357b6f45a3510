package io.lanewise.kernel.rows;

/** ReLUs with one mistake each. */
public enum ReluMutant implements ReluKernel {
    TURNS_NAN_INTO_ZERO,
    KEEPS_MINUS_ZERO,
    LEAVES_OUT_THE_LAST,
    WRITES_ONE_MORE,
    FORGETS_AN_OFFSET;

    @Override
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int length) {
        int xAt = this == FORGETS_AN_OFFSET ? 0 : xOffset;
        for (int i = 0; i < (this == LEAVES_OUT_THE_LAST ? length - 1 : length); i++) {
            float v = x[xAt + i];
            y[yOffset + i] = switch (this) {
                case TURNS_NAN_INTO_ZERO -> v > 0 ? v : 0f;
                case KEEPS_MINUS_ZERO -> v < 0 ? 0f : v;
                default -> Math.max(v, 0f);
            };
        }
        if (this == WRITES_ONE_MORE && yOffset + length < y.length) {
            y[yOffset + length] = 0f;
        }
    }
}
