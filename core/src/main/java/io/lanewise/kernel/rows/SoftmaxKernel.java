package io.lanewise.kernel.rows;

/**
 * Softmax by rows: {@code e[j] = exp(x[j] − max)}, {@code p[j] = e[j] * (1 / sum(e))}, the sum an {@link ExpSum}. Output
 * may be the input's own range.
 *
 * <p>The maximum skips NaN and takes either zero of ±0: a NaN reaches the row through its own exponential, and the two
 * zeros differ in a difference's sign, which the exponential does not see.
 */
public interface SoftmaxKernel {
    /** probabilities[rows×columns] = softmax of each row of logits[rows×columns]. */
    void forward(
            float[] logits, int logitsOffset, float[] probabilities, int probabilitiesOffset, int rows, int columns);

    /** logProbabilities[rows×columns] = (x − max) − log(sum(exp(x − max))) of each row of logits[rows×columns]. */
    void logForward(
            float[] logits,
            int logitsOffset,
            float[] logProbabilities,
            int logProbabilitiesOffset,
            int rows,
            int columns);
}
