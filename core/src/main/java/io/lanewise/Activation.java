package io.lanewise;

/**
 * What a {@link DenseLayer} does with each output before it leaves the layer. A value: two that are made alike are equal.
 */
public final class Activation {
    /** Which formula; the kernels know no more of an activation than this and its parameter. */
    enum Kind {
        LINEAR,
        RELU,
        LEAKY_RELU,
        ELU,
        SIGMOID,
        TANH,
        SILU,
        GELU,
        GELU_TANH,
        RELU6
    }

    /** Nothing: the output is the logit. */
    public static final Activation LINEAR = new Activation(Kind.LINEAR, 0f);

    /** {@code max(v, 0)}, like {@link Relu}. */
    public static final Activation RELU = new Activation(Kind.RELU, 0f);

    /** {@code v} for v > 0, else {@code e^v − 1}. */
    public static final Activation ELU = new Activation(Kind.ELU, 1f);

    /** {@code 1 / (1 + e^−v)}. */
    public static final Activation SIGMOID = new Activation(Kind.SIGMOID, 0f);

    /** {@code tanh(v)}. */
    public static final Activation TANH = new Activation(Kind.TANH, 0f);

    /** {@code v / (1 + e^−v)}, also called swish. */
    public static final Activation SILU = new Activation(Kind.SILU, 0f);

    /** {@code v (1 + erf(v / √2)) / 2}. */
    public static final Activation GELU = new Activation(Kind.GELU, 0f);

    /** {@code v (1 + tanh(√(2/π) (v + 0.044715 v³))) / 2}. */
    public static final Activation GELU_TANH = new Activation(Kind.GELU_TANH, 0f);

    /** {@code min(max(v, 0), 6)}. */
    public static final Activation RELU6 = new Activation(Kind.RELU6, 0f);

    private final Kind kind;
    private final float parameter;

    private Activation(Kind kind, float parameter) {
        this.kind = kind;
        this.parameter = parameter;
    }

    /**
     * {@code v} for v > 0, else {@code slope · v}.
     *
     * @param slope finite
     * @return the activation
     * @throws IllegalArgumentException if slope is not finite
     */
    public static Activation leakyRelu(float slope) {
        Checks.finite("slope", slope);
        return new Activation(Kind.LEAKY_RELU, slope);
    }

    /**
     * {@code v} for v > 0, else {@code alpha (e^v − 1)}.
     *
     * @param alpha finite
     * @return the activation
     * @throws IllegalArgumentException if alpha is not finite
     */
    public static Activation elu(float alpha) {
        Checks.finite("alpha", alpha);
        return new Activation(Kind.ELU, alpha);
    }

    Kind kind() {
        return kind;
    }

    float parameter() {
        return parameter;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Activation
                && ((Activation) other).kind == kind
                && Float.floatToIntBits(((Activation) other).parameter) == Float.floatToIntBits(parameter);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + Float.hashCode(parameter);
    }

    /** {@return as {@code RELU} or {@code LEAKY_RELU(0.01)}} */
    @Override
    public String toString() {
        boolean hasParameter = kind == Kind.LEAKY_RELU || kind == Kind.ELU && parameter != 1f;
        return hasParameter ? kind + "(" + parameter + ")" : kind.toString();
    }
}
