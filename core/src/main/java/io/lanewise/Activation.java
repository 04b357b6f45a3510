package io.lanewise;

import io.lanewise.kernel.choice.Kernels;
import io.lanewise.kernel.rows.ActivationGradient;
import io.lanewise.kernel.rows.ActivationKind;

/**
 * An activation function: what a {@link DenseLayer} does with each output before it leaves the layer, and by itself
 * {@link #forward(float[], float[], int)}. A value: two that are made alike are equal.
 *
 * <p>Each takes every float. NaN gives NaN. SiLU and both forms of GELU give −∞ its limit, where PyTorch has NaN.
 *
 * <p>The bounds of error are of the exact value of the formula for the float that is given, in units in the last place
 * (ULP) of the result; a subnormal result's unit is 2⁻¹⁴⁹. A test tries every 4,093rd float, and all that are within 50
 * of a power of two or of where a formula changes; the project's results have a run over every float.
 */
public final class Activation {
    /** Nothing: the output is the logit, −0 included. */
    public static final Activation LINEAR = new Activation(ActivationKind.LINEAR, 0f);

    /** {@code max(v, 0)}, like {@link Relu}: exact; −0 gives +0. */
    public static final Activation RELU = new Activation(ActivationKind.RELU, 0f);

    /** {@link #elu} with alpha 1: within 1 ULP; −0 gives −0, −∞ gives −1. */
    public static final Activation ELU = new Activation(ActivationKind.ELU, 1f);

    /**
     * {@code 1 / (1 + e^−v)}: within 1.2 ULP, in [0, 1]. −∞ gives +0, as does all below −103.98, where the exact value
     * is less than half of the smallest float; +∞ gives 1, either zero ½.
     */
    public static final Activation SIGMOID = new Activation(ActivationKind.SIGMOID, 0f);

    /** {@code tanh(v)}: within 1.5 ULP, in [−1, 1]; −0 gives −0, ±∞ gives ±1. */
    public static final Activation TANH = new Activation(ActivationKind.TANH, 0f);

    /**
     * {@code v / (1 + e^−v)}, also called swish: within 1.2 ULP. −0 gives −0, and so does −∞, where PyTorch has NaN: it
     * is the limit. +∞ gives +∞.
     */
    public static final Activation SILU = new Activation(ActivationKind.SILU, 0f);

    /**
     * {@code v (1 + erf(v / √2)) / 2}, PyTorch's default: within 1.9 ULP of max(|result|, 2⁻²⁰). A smaller result, of v
     * below −5.2, is within 3e-5 of itself, relatively, while it is normal. −0 gives −0, and so does −∞, where PyTorch
     * has NaN: it is the limit. +∞ gives +∞.
     */
    public static final Activation GELU = new Activation(ActivationKind.GELU, 0f);

    /**
     * {@code v (1 + tanh(√(2/π) (v + 0.044715 v³))) / 2}, PyTorch's {@code approximate='tanh'}: within 1.2 ULP of
     * max(|result|, 2⁻²⁰). A smaller result, of v below −5.1, is within 1e-5 of itself, relatively, while it is normal.
     * −0 gives −0, and so does −∞, where PyTorch has NaN: it is the limit. +∞ gives +∞.
     */
    public static final Activation GELU_TANH = new Activation(ActivationKind.GELU_TANH, 0f);

    /** {@code min(max(v, 0), 6)}: exact; −0 gives +0, +∞ gives 6. */
    public static final Activation RELU6 = new Activation(ActivationKind.RELU6, 0f);

    private final ActivationKind kind;
    private final float parameter;

    private Activation(ActivationKind kind, float parameter) {
        this.kind = kind;
        this.parameter = parameter;
    }

    /**
     * {@code v} for v ≥ 0, else {@code slope · v}, rounded once. Either zero gives itself; −∞ with slope 0 gives NaN,
     * as in PyTorch.
     *
     * @param slope finite
     * @return the activation
     * @throws IllegalArgumentException if slope is not finite
     */
    public static Activation leakyRelu(float slope) {
        Checks.finite("slope", slope);
        return new Activation(ActivationKind.LEAKY_RELU, slope);
    }

    /**
     * {@code v} for v ≥ 0, else {@code alpha (e^v − 1)}: {@code e^v − 1} is within 1 ULP, and its product with alpha is
     * rounded once. Either zero gives itself, −∞ gives −alpha.
     *
     * @param alpha finite
     * @return the activation
     * @throws IllegalArgumentException if alpha is not finite
     */
    public static Activation elu(float alpha) {
        Checks.finite("alpha", alpha);
        return new Activation(ActivationKind.ELU, alpha);
    }

    /**
     * {@code y[length] = activation(x[length])}, element by element.
     *
     * @param x {@code [length]}
     * @param y {@code [length]}, the output; may be x
     * @param length the number of elements
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if length is negative
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void forward(float[] x, float[] y, int length) {
        forward(x, 0, y, 0, length);
    }

    /**
     * {@link #forward(float[], float[], int)} on parts of arrays.
     *
     * @param x {@code [length]} from xOffset
     * @param xOffset where x starts
     * @param y {@code [length]} from yOffset, the output
     * @param yOffset where y starts
     * @param length the number of elements
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if length is negative, or if x and y overlap without being the same range
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int length) {
        Checks.notNegative("length", length);
        Checks.range("x", x, xOffset, length);
        Checks.range("y", y, yOffset, length);
        Checks.sameOrApart("x", x, xOffset, "y", y, yOffset, length);
        forwardUnchecked(x, xOffset, y, yOffset, length);
    }

    /** {@link #forward(float[], int, float[], int, int)} for callers that have checked. */
    void forwardUnchecked(float[] x, int xOffset, float[] y, int yOffset, int length) {
        Kernels.current().activation().forward(kind, parameter, x, xOffset, y, yOffset, length);
    }

    /**
     * Whether {@link #backward} takes what {@link #forward} gave, and not what it took. It does where the slope is a
     * function of the output: not for SiLU and both forms of GELU, nor for a leaky ReLU or an ELU of a parameter below
     * 0, whose output does not tell the side of 0.
     *
     * @return whether values are outputs
     */
    public boolean backwardTakesOutput() {
        return ActivationGradient.isOfOutput(kind, parameter);
    }

    /**
     * The gradient of the input from that of the output: {@code dx[length] = dy[length] · f′(values[length])}, one
     * product rounded once, so that NaN in either gives NaN, and infinity times a slope of 0 does. LINEAR copies dy.
     *
     * <p>The slopes at a kink are PyTorch's: at 0 that of ReLU is 0, of a leaky ReLU its slope, of ELU alpha; that of
     * ReLU6 is 0 at 0 and at 6. Those of ReLU, leaky ReLU and ReLU6 are exact; of ELU at 0 and below it is {@code y +
     * alpha}, and of tanh {@code 1 − y²}, each rounded once; of a sigmoid {@code y (1 − y)}, rounded twice. Those of
     * SiLU and of both forms of GELU are within {@code 4 · 2⁻²⁴}, absolutely.
     *
     * @param values {@code [length]}, outputs or inputs of the activation, as {@link #backwardTakesOutput} tells
     * @param dy {@code [length]}, the gradient of the outputs
     * @param dx {@code [length]}, the gradient of the inputs; may be dy, or values
     * @param length the number of elements
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if length is negative
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void backward(float[] values, float[] dy, float[] dx, int length) {
        backward(values, 0, dy, 0, dx, 0, length);
    }

    /**
     * {@link #backward(float[], float[], float[], int)} on parts of arrays.
     *
     * @param values {@code [length]} from valuesOffset
     * @param valuesOffset where the values start
     * @param dy {@code [length]} from dyOffset
     * @param dyOffset where dy starts
     * @param dx {@code [length]} from dxOffset, the output
     * @param dxOffset where dx starts
     * @param length the number of elements
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if length is negative, or if dx overlaps another array without being the same
     *     range
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public void backward(
            float[] values, int valuesOffset, float[] dy, int dyOffset, float[] dx, int dxOffset, int length) {
        Checks.notNegative("length", length);
        Checks.range("values", values, valuesOffset, length);
        Checks.range("dy", dy, dyOffset, length);
        Checks.range("dx", dx, dxOffset, length);
        Checks.sameOrApart("values", values, valuesOffset, "dx", dx, dxOffset, length);
        Checks.sameOrApart("dy", dy, dyOffset, "dx", dx, dxOffset, length);
        ActivationGradient.backward(
                Kernels.current().activation(),
                kind,
                parameter,
                values,
                valuesOffset,
                dy,
                dyOffset,
                dx,
                dxOffset,
                length);
    }

    /** {@return the formula's name in capitals, as {@code LEAKY_RELU}} */
    public String name() {
        return kind.name();
    }

    /** {@return the slope of a leaky ReLU, the alpha of an ELU; of the others 0} */
    public float parameter() {
        return parameter;
    }

    boolean isLinear() {
        return kind == ActivationKind.LINEAR;
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
        boolean hasParameter = kind == ActivationKind.LEAKY_RELU || kind == ActivationKind.ELU && parameter != 1f;
        return hasParameter ? kind + "(" + parameter + ")" : kind.toString();
    }
}
