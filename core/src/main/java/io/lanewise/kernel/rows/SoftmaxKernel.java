package io.lanewise.kernel.rows;

/**
 * Softmax by rows: {@code e[j] = exp(x[j] - max)}, {@code p[j] = e[j] / sum(e)}, the sum an {@link ExpSum}. The
 * division is a multiplication by {@code 1 / sum}, corrected by one Newton step: {@code scale = 1 / sum}, {@code rest =
 * (1 - sum * scale - lost * scale) * scale}, {@code p[j] = fma(e[j], scale, e[j] * rest)}. The output may be the
 * input's own range.
 *
 * <p>The maximum skips NaN and is either zero where it is ±0. That changes no result: a NaN reaches the whole row
 * through its own exponential, and the two zeros change only the sign of a difference of 0, whose exponential is 1.
 */
public interface SoftmaxKernel {
    /** probabilities[rows×columns] = softmax of each row of logits[rows×columns]. */
    void forward(
            float[] logits, int logitsOffset, float[] probabilities, int probabilitiesOffset, int rows, int columns);

    /** logProbabilities[rows×columns] = (x − max) − log(sum(exp(x − max))) of each row of logits[rows×columns]. */
    void logForward(
            float[] logits, int logitsOffset, float[] logProbabilities, int logProbabilitiesOffset, int rows,
            int columns);
}
