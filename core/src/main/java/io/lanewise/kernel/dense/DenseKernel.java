package io.lanewise.kernel.dense;

/**
 * Dense layers: {@code y[batch×neurons] = x[batch×inputs] · weights[inputs×neurons] + bias[neurons]}.
 *
 * <p>The order of one output's arithmetic depends on (inputs, neurons) alone:
 *
 * <ul>
 *   <li>Wide layers: {@code acc = bias[j]}, then {@code acc = fma(x[k], weights[k][j], acc)} for k ascending. Lanes run
 *       across neurons, and an output's chain has its neighbours' to hide its latency.
 *   <li>Narrow layers, at most 16 neurons and at least 32 inputs: two such chains, added at the end. One starts at
 *       bias[j] and takes x[0], x[2] and so on, the other starts at −0 and takes x[1], x[3] and so on. Few neurons have
 *       few chains to hide one another's latency; with four chains an output, registers would hold one row only, and
 *       each row would load all weights again: 64×128×10 took 5.3 to 7.0 µs so, and takes 4.3 to 4.9 µs (a loop of its own,
 *       JDK 25; in no stored run).
 * </ul>
 */
public interface DenseKernel {
    /** Up to this many neurons an output is two chains. */
    int NARROW_NEURONS = 16;

    /** From this many inputs on. With fewer, entering a second loop costs more than it saves. */
    int NARROW_INPUTS = 32;

    /** Whether an output is two chains. */
    static boolean isNarrow(int inputs, int neurons) {
        return neurons <= NARROW_NEURONS && inputs >= NARROW_INPUTS;
    }

    /** y[batch×neurons] = x[batch×inputs] · weights[inputs×neurons] + bias[neurons]. */
    void forward(
            float[] x, int xOffset, float[] weights, int weightsOffset, float[] bias, int biasOffset, float[] y,
            int yOffset, int batch, int inputs, int neurons);

    /** The layer with its weights laid out for {@link Packed#forward}; the arrays are copied. */
    Packed pack(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu);

    /** A layer's weights and bias, in the layout of the backend that packed them. Immutable. */
    interface Packed {
        /** y[batch×neurons] = x[batch×inputs] · weights + bias, then ReLU if the layer has it. */
        void forward(float[] x, int xOffset, float[] y, int yOffset, int batch);
    }
}
