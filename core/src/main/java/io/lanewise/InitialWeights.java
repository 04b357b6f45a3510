package io.lanewise;

import java.util.Random;

/** Initial weights, the same on every machine. */
public final class InitialWeights {
    private static final double SCALE = 0.1;

    private InitialWeights() {}

    /**
     * 0.1 × standard normal, row by row from {@link Random#nextGaussian()}, whose sequence its specification fixes.
     *
     * @param inputs at least 1
     * @param neurons at least 1
     * @param seed of the sequence
     * @return {@code [inputs×neurons]}
     * @throws IllegalArgumentException if a size is less than 1 or their product passes the largest int
     */
    public static float[] normal(int inputs, int neurons, long seed) {
        Checks.positive("inputs", inputs);
        Checks.positive("neurons", neurons);
        float[] weights = new float[Checks.product("inputs", inputs, "neurons", neurons)];
        Random random = new Random(seed);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (SCALE * random.nextGaussian());
        }
        return weights;
    }
}
