package io.lanewise;

import java.util.Random;

/** Initial weights, the same on every machine: the sequences of {@link Random}, which its specification fixes. */
public final class InitialWeights {
    private static final double SCALE = 0.1;

    private InitialWeights() {}

    /**
     * 0.1 × standard normal, row by row from {@link Random#nextGaussian()}.
     *
     * @param inputs at least 1
     * @param neurons at least 1
     * @param seed of the sequence
     * @return {@code [inputs×neurons]}
     * @throws IllegalArgumentException if a size is less than 1 or their product passes the largest int
     */
    public static float[] normal(int inputs, int neurons, long seed) {
        float[] weights = weights(inputs, neurons);
        Random random = new Random(seed);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (SCALE * random.nextGaussian());
        }
        return weights;
    }

    /**
     * Uniform in ±√(6 / inputs), for a layer that ReLU or its like follows: PyTorch's {@code kaiming_uniform_} with
     * {@code nonlinearity='relu'} (K. He et al., 2015). Row by row from {@link Random#nextDouble()}.
     *
     * @param inputs at least 1
     * @param neurons at least 1
     * @param seed of the sequence
     * @return {@code [inputs×neurons]}
     * @throws IllegalArgumentException if a size is less than 1 or their product passes the largest int
     */
    public static float[] kaiming(int inputs, int neurons, long seed) {
        return uniform(weights(inputs, neurons), inputs, seed);
    }

    /**
     * Uniform in ±√(6 / (inputs + neurons)), for a layer without activation, or with sigmoid or tanh: PyTorch's {@code
     * xavier_uniform_} (X. Glorot and Y. Bengio, 2010). Row by row from {@link Random#nextDouble()}.
     *
     * @param inputs at least 1
     * @param neurons at least 1
     * @param seed of the sequence
     * @return {@code [inputs×neurons]}
     * @throws IllegalArgumentException if a size is less than 1 or their product passes the largest int
     */
    public static float[] xavier(int inputs, int neurons, long seed) {
        return uniform(weights(inputs, neurons), (double) inputs + neurons, seed);
    }

    private static float[] weights(int inputs, int neurons) {
        Checks.positive("inputs", inputs);
        Checks.positive("neurons", neurons);
        return new float[Checks.product("inputs", inputs, "neurons", neurons)];
    }

    private static float[] uniform(float[] weights, double fan, long seed) {
        double bound = Math.sqrt(6 / fan);
        Random random = new Random(seed);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return weights;
    }
}
