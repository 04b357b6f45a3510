package io.lanewise.kernel;

/**
 * Dense layers: {@code y[batch×neurons] = x[batch×inputs] · weights[inputs×neurons] + bias[neurons]}.
 *
 * <p>The order of one output's arithmetic depends on (inputs, neurons) alone:
 *
 * <ul>
 *   <li>Wide layers: {@code acc = bias[j]}, then {@code acc = fma(x[k], weights[k][j], acc)} for k ascending. Lanes run
 *       across neurons, and an output's chain has its neighbours' to hide its latency.
 *   <li>Narrow layers: {@code bias[j] + dot}, with the dot a {@link PinnedSum}. Lanes run along k: ten neurons would
 *       fill ten lanes of one vector, whose one chain would wait for itself.
 * </ul>
 */
public interface DenseKernel {
    /** Below this many neurons a layer does not fill the widest vector. */
    int NARROW_NEURONS = 16;

    /** From this many inputs on, sixteen chains are at least two links long and pay for their join. */
    int NARROW_INPUTS = 32;

    /** Whether an output is sixteen chains along k. */
    static boolean isNarrow(int inputs, int neurons) {
        return neurons < NARROW_NEURONS && inputs >= NARROW_INPUTS;
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
