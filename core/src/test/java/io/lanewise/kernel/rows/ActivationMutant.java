package io.lanewise.kernel.rows;

/** Activations with one mistake each. */
public enum ActivationMutant implements ActivationKernel {
    TAKES_SILU_FOR_GELU,
    TAKES_ONE_GELU_FOR_THE_OTHER,
    TURNS_NAN_INTO_ZERO,
    LOSES_THE_SIGN_OF_ZERO,
    ROUNDS_A_TANGENT_IN_DOUBLE,
    FORGETS_THE_PARAMETER,
    ACTIVATES_THE_LAST_TWICE,
    LEAVES_OUT_THE_LAST,
    WRITES_ONE_MORE,
    FORGETS_AN_OFFSET;

    private static final ScalarActivation RIGHT = new ScalarActivation();

    @Override
    public void forward(
            ActivationKind kind, float parameter, float[] x, int xOffset, float[] y, int yOffset, int length) {
        int xAt = this == FORGETS_AN_OFFSET ? 0 : xOffset;
        int n = this == LEAVES_OUT_THE_LAST ? Math.max(0, length - 1) : length;
        boolean first = this == ROUNDS_A_TANGENT_IN_DOUBLE && kind == ActivationKind.TANH;
        float[] in = x.clone();
        RIGHT.forward(kindOf(kind), this == FORGETS_THE_PARAMETER ? 1f : parameter, x, xAt, y, yOffset, n);
        for (int i = 0; i < n; i++) {
            float v = in[xAt + i];
            if (first) {
                y[yOffset + i] = (float) StrictMath.tanh(v);
            } else if (this == TURNS_NAN_INTO_ZERO && Float.isNaN(v)) {
                y[yOffset + i] = 0f;
            } else if (this == LOSES_THE_SIGN_OF_ZERO && kind != ActivationKind.LINEAR && v == 0) {
                y[yOffset + i] += 0f;
            }
        }
        if (this == ACTIVATES_THE_LAST_TWICE && length > 0) {
            RIGHT.forward(kind, parameter, y, yOffset + length - 1, y, yOffset + length - 1, 1);
        }
        if (this == WRITES_ONE_MORE && yOffset + length < y.length) {
            y[yOffset + length] = 0f;
        }
    }

    private ActivationKind kindOf(ActivationKind kind) {
        if (this == TAKES_SILU_FOR_GELU && kind == ActivationKind.GELU) {
            return ActivationKind.SILU;
        }
        boolean takesTheOther = this == TAKES_ONE_GELU_FOR_THE_OTHER && kind == ActivationKind.GELU_TANH;
        return takesTheOther ? ActivationKind.GELU : kind;
    }
}
