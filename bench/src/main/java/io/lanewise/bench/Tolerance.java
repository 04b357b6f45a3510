package io.lanewise.bench;

/** How far another way's answer may be from ours: a share of the element's scale. */
final class Tolerance {
    /** A float's relative rounding error. */
    private static final double ROUNDING = 0x1p-24;

    /** Roundings that an exponential may be worth; at ten columns no peer's softmax is more than six from ours. */
    private static final int EXPONENTIAL = 16;

    /**
     * Of a network's probabilities, relative to them: nine times the 1.1e-6 by which peers differ after three
     * layers. A bound for the worst case of as many roundings is about 1, which no wrong answer fails.
     */
    static final double NETWORK = 1e-5;

    /**
     * Of a weight after a step at a rate of 0.1, absolutely: weights of up to 1 have a rounding of 6e-8, and are changed
     * by up to some 1e-2.
     */
    static final double STEP = 1e-6;

    /** Of a model file's outputs, relative to the largest magnitude among them or to 1. */
    static final double MODEL = 2e-5;

    private Tolerance() {}

    /**
     * Of a dense layer, relative to the same layer of magnitudes: sums may have any order, and theirs and ours are both
     * within inputs + 1 roundings of the exact ones.
     */
    static double dense(int inputs) {
        return 2 * (inputs + 2) * ROUNDING;
    }

    /** Of a softmax, relative to the probability: a sum may have any order, and an exponential another formula. */
    static double softmax(int columns) {
        return 2 * (columns + EXPONENTIAL) * ROUNDING;
    }
}
