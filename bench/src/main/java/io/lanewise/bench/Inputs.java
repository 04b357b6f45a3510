package io.lanewise.bench;

import io.lanewise.kernel.choice.ScalarKernels;
import java.util.SplittableRandom;

/**
 * Seeded inputs: uniform on both sides of zero, because a ReLU then cuts half of them off and no branch is predictable;
 * and in steps far above the subnormals, because some processors compute those a hundred times slower.
 */
final class Inputs {
    /** Half the width of the uniform distribution of variance 1. */
    private static final double UNIT = Math.sqrt(3);

    private Inputs() {}

    /** length values of variance 1. */
    static float[] values(int length, long seed) {
        return values(length, 1, seed);
    }

    /** weights[inputs×neurons] that keep the variance of a layer's outputs at that of its inputs. */
    static float[] weights(int inputs, int neurons, long seed) {
        return values(inputs * neurons, 1 / Math.sqrt(inputs), seed);
    }

    /** bias[neurons], small beside the outputs. */
    static float[] bias(int neurons, long seed) {
        return values(neurons, 0.1, seed);
    }

    /** logits[rows×columns] of deviation 3: a row has a few probabilities that matter and many near zero. */
    static float[] logits(int rows, int columns, long seed) {
        return values(rows * columns, 3, seed);
    }

    /** probabilities[rows×columns], each row a softmax. */
    static float[] probabilities(int rows, int columns, long seed) {
        float[] p = logits(rows, columns, seed);
        ScalarKernels.SET.softmax().forward(p, 0, p, 0, rows, columns);
        return p;
    }

    /** labels[rows] in [0, columns). */
    static int[] labels(int rows, int columns, long seed) {
        return new SplittableRandom(seed).ints(rows, 0, columns).toArray();
    }

    /** oneHot[rows×columns] of labels[rows]. */
    static float[] oneHot(int[] labels, int columns) {
        float[] oneHot = new float[labels.length * columns];
        for (int i = 0; i < labels.length; i++) {
            oneHot[i * columns + labels[i]] = 1;
        }
        return oneHot;
    }

    private static float[] values(int length, double deviation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * UNIT * deviation);
        }
        return values;
    }
}
