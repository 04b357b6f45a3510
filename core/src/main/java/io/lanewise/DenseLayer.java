package io.lanewise;

import io.lanewise.kernel.choice.Kernels;
import io.lanewise.kernel.dense.DenseKernel;

/**
 * A dense layer whose weights are packed once, with bias and activation in the same call: ReLU before an output is
 * stored, others over a block of rows. It gives the bits of {@link Dense} followed by {@link
 * Activation#forward(float[], float[], int)}.
 *
 * <p>A layer keeps its weights in whole vectors, so up to 31 columns more than it has. Where neurons do not fill one
 * vector, 2 to 15 at 512 bits and 2 to 7 at 256, it keeps {@code inputs × lanes} weights, up to 8 and 4 times as many.
 * One neuron keeps no more than its weights, but for layers of fewer than 32 inputs.
 *
 * <p>Immutable: the arrays are copied, and threads share a layer without a lock. A call that packs its rows borrows
 * memory that all layers share and that is kept. A row takes 4.2 KB for each started 1,024 inputs; a call packs up to
 * 182 rows, or as many as fit into some 4 MB, but at least 8. There is one such piece for each call that ran at once,
 * and at most 64 are kept.
 */
public final class DenseLayer {
    /** The most rows that the dense kernels take at once: more calls than blocks would cost them time. */
    private static final int BLOCK_ROWS = 180;

    /** Of a layer of up to 91 neurons more rows, 64 KB of outputs; of a wider one 180 rows, which L2 may not hold. */
    private static final int BLOCK_OUTPUTS = 16_384;

    private final int inputs;
    private final int neurons;
    private final Activation activation;
    private final DenseKernel.Packed packed;

    /** Whether the packed kernel does all of the activation. */
    private final boolean isWholeInKernel;

    private DenseLayer(int inputs, int neurons, Activation activation, DenseKernel.Packed packed) {
        this.inputs = inputs;
        this.neurons = neurons;
        this.activation = activation;
        this.packed = packed;
        this.isWholeInKernel = activation.isLinear() || activation.equals(Activation.RELU);
    }

    /**
     * A layer from weights as NumPy and Keras store them.
     *
     * @param weights {@code [inputs×neurons]}
     * @param bias {@code [neurons]}
     * @param inputs at least 1
     * @param neurons at least 1
     * @param activation what follows the bias
     * @return the layer
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if a size is less than 1 or their product passes the largest int
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static DenseLayer of(float[] weights, float[] bias, int inputs, int neurons, Activation activation) {
        return of(weights, 0, bias, 0, inputs, neurons, activation);
    }

    /**
     * {@link #of(float[], float[], int, int, Activation)} from parts of arrays.
     *
     * @param weights {@code [inputs×neurons]} from weightsOffset
     * @param weightsOffset where the weights start
     * @param bias {@code [neurons]} from biasOffset
     * @param biasOffset where the bias starts
     * @param inputs at least 1
     * @param neurons at least 1
     * @param activation what follows the bias
     * @return the layer
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if a size is less than 1 or their product passes the largest int
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public static DenseLayer of(
            float[] weights,
            int weightsOffset,
            float[] bias,
            int biasOffset,
            int inputs,
            int neurons,
            Activation activation) {
        check(weights, weightsOffset, bias, biasOffset, inputs, neurons, activation);
        return pack(weights, weightsOffset, bias, biasOffset, inputs, neurons, activation);
    }

    /**
     * A layer from weights as PyTorch's {@code Linear} stores them, one row per neuron.
     *
     * @param weights {@code [neurons×inputs]}
     * @param bias {@code [neurons]}
     * @param inputs at least 1
     * @param neurons at least 1
     * @param activation what follows the bias
     * @return the layer
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if a size is less than 1 or their product passes the largest int
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static DenseLayer ofTransposed(
            float[] weights, float[] bias, int inputs, int neurons, Activation activation) {
        return ofTransposed(weights, 0, bias, 0, inputs, neurons, activation);
    }

    /**
     * {@link #ofTransposed(float[], float[], int, int, Activation)} from parts of arrays.
     *
     * @param weights {@code [neurons×inputs]} from weightsOffset
     * @param weightsOffset where the weights start
     * @param bias {@code [neurons]} from biasOffset
     * @param biasOffset where the bias starts
     * @param inputs at least 1
     * @param neurons at least 1
     * @param activation what follows the bias
     * @return the layer
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if a size is less than 1 or their product passes the largest int
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public static DenseLayer ofTransposed(
            float[] weights,
            int weightsOffset,
            float[] bias,
            int biasOffset,
            int inputs,
            int neurons,
            Activation activation) {
        check(weights, weightsOffset, bias, biasOffset, inputs, neurons, activation);
        float[] byInput = new float[inputs * neurons];
        for (int j = 0; j < neurons; j++) {
            for (int k = 0; k < inputs; k++) {
                byInput[k * neurons + j] = weights[weightsOffset + j * inputs + k];
            }
        }
        return pack(byInput, 0, bias, biasOffset, inputs, neurons, activation);
    }

    private static void check(
            float[] weights,
            int weightsOffset,
            float[] bias,
            int biasOffset,
            int inputs,
            int neurons,
            Activation activation) {
        Checks.positive("inputs", inputs);
        Checks.positive("neurons", neurons);
        Checks.range("weights", weights, weightsOffset, Checks.product("inputs", inputs, "neurons", neurons));
        Checks.range("bias", bias, biasOffset, neurons);
        Checks.notNull("activation", activation);
    }

    private static DenseLayer pack(
            float[] weights,
            int weightsOffset,
            float[] bias,
            int biasOffset,
            int inputs,
            int neurons,
            Activation activation) {
        return new DenseLayer(
                inputs,
                neurons,
                activation,
                Kernels.current()
                        .dense()
                        .pack(
                                weights,
                                weightsOffset,
                                bias,
                                biasOffset,
                                inputs,
                                neurons,
                                activation.equals(Activation.RELU)));
    }

    /**
     * {@code y[batch×neurons] = activation(x[batch×inputs] · weights + bias)}.
     *
     * @param x {@code [batch×inputs]}, one row per sample
     * @param y {@code [batch×neurons]}, the output; shares no element with x
     * @param batch rows of x and y; with 0 nothing is done
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative, a product of sizes passes the largest int, or y overlaps x
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void forward(float[] x, float[] y, int batch) {
        forward(x, 0, y, 0, batch);
    }

    /**
     * {@link #forward(float[], float[], int)} on parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset
     * @param xOffset where x starts
     * @param y {@code [batch×neurons]} from yOffset, the output; shares no element with x
     * @param yOffset where y starts
     * @param batch rows of x and y; with 0 nothing is done
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative, a product of sizes passes the largest int, or y overlaps x
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int batch) {
        int xLength = Checks.product("batch", batch, "inputs", inputs);
        int yLength = Checks.product("batch", batch, "neurons", neurons);
        Checks.range("x", x, xOffset, xLength);
        Checks.range("y", y, yOffset, yLength);
        Checks.apart("x", x, xOffset, xLength, "y", y, yOffset, yLength);
        forwardUnchecked(x, xOffset, y, yOffset, batch);
    }

    /**
     * {@link #forward(float[], int, float[], int, int)} for callers that have checked. ReLU is the kernel's; other
     * activations follow it block by block, while a block's outputs are near.
     */
    void forwardUnchecked(float[] x, int xOffset, float[] y, int yOffset, int batch) {
        if (isWholeInKernel) {
            packed.forward(x, xOffset, y, yOffset, batch);
            return;
        }
        int step = Math.max(BLOCK_ROWS, BLOCK_OUTPUTS / neurons);
        int rows;
        for (int i = 0; i < batch; i += rows) {
            rows = batch - i < 2 * step ? batch - i : step;
            int at = yOffset + i * neurons;
            packed.forward(x, xOffset + i * inputs, y, at, rows);
            activation.forwardUnchecked(y, at, y, at, rows * neurons);
        }
    }

    /**
     * A copy of the weights, bit for bit as they came but for payloads of NaN. They are read out of the packed layout:
     * the layer keeps no second copy, and a call allocates one.
     *
     * @return {@code [inputs×neurons]}, also of a layer made by {@link #ofTransposed}
     */
    public float[] weights() {
        return packed.copyWeights();
    }

    /**
     * A copy of the bias, bit for bit as it came but for payloads of NaN.
     *
     * @return {@code [neurons]}
     */
    public float[] bias() {
        return packed.copyBias();
    }

    /** {@return the columns of x} */
    public int inputs() {
        return inputs;
    }

    /** {@return the columns of y} */
    public int neurons() {
        return neurons;
    }

    /** {@return what follows the bias} */
    public Activation activation() {
        return activation;
    }
}
