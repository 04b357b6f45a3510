package io.lanewise.kernel.dense;

/**
 * Dense layers: {@code y[batch×neurons] = x[batch×inputs] · weights[inputs×neurons] + bias[neurons]}.
 *
 * <p>The order of one output's arithmetic depends on (inputs, neurons) alone:
 *
 * <ul>
 *   <li>Wide layers: {@code acc = bias[j]}, then {@code acc = fma(x[k], weights[k][j], acc)} for k ascending. Lanes run
 *       across neurons, and an output's chain has its neighbours' to hide its latency.
 *   <li>Narrow layers, 2 to 16 neurons and at least 32 inputs: two such chains, added at the end. One starts at
 *       bias[j] and takes x[0], x[2] and so on, the other starts at −0 and takes x[1], x[3] and so on. Few neurons have
 *       few chains to hide one another's latency; with four chains per output, registers would hold one row only, and
 *       each row would load all weights again.
 *   <li>Layers of one neuron and at least 32 inputs: 32 chains from −0, added by a tree, 16 apart, then 8, 4, 2 and 1,
 *       and the bias at the end. x[k] goes to chain k mod 32, but the last inputs mod 32 to the chains that they have
 *       in the 32 inputs ending with the last. Lanes run along the inputs: 32 chains are two vectors of 512 bits, four
 *       of 256 or eight of 128.
 * </ul>
 */
public interface DenseKernel {
    /** Up to this many neurons an output is two chains. */
    int NARROW_NEURONS = 16;

    /** From this many inputs on. With fewer, entering a second loop costs more than it saves. */
    int NARROW_INPUTS = 32;

    /** The chains of a layer of one neuron, and the fewest inputs that it must have for them. */
    int SINGLE_CHAINS = 32;

    /** Whether an output is two chains. */
    static boolean isNarrow(int inputs, int neurons) {
        return neurons > 1 && neurons <= NARROW_NEURONS && inputs >= NARROW_INPUTS;
    }

    /** Whether the one output is 32 chains. */
    static boolean isSingle(int inputs, int neurons) {
        return neurons == 1 && inputs >= SINGLE_CHAINS;
    }

    /** y[batch×neurons] = x[batch×inputs] · weights[inputs×neurons] + bias[neurons]. */
    void forward(
            float[] x,
            int xOffset,
            float[] weights,
            int weightsOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            int batch,
            int inputs,
            int neurons);

    /** The layer with its weights laid out for {@link Packed#forward}; the arrays are copied. */
    Packed pack(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu);

    /** A layer's weights and bias, in the layout of the backend that packed them. Immutable. */
    interface Packed {
        /** y[batch×neurons] = x[batch×inputs] · weights + bias, then ReLU if the layer has it. */
        void forward(float[] x, int xOffset, float[] y, int yOffset, int batch);

        /** A copy of the weights, bit for bit as they came, [inputs×neurons]. */
        float[] copyWeights();

        /** A copy of the bias, [neurons]. */
        float[] copyBias();
    }
}
