package io.lanewise.kernel;

/**
 * Categorical cross-entropy, one loss a row. Each method answers the sum of the losses, in double, rows ascending; it
 * stores them too where {@code losses} is not null.
 *
 * <p>From probabilities: {@code -log(clip(p[label]))}, or {@code -log(sum(t[j] * clip(p[j])))} with a {@link PinnedSum}
 * of fused multiply-adds. From logits: {@code log(sum(exp(x - max))) - (x[label] - max)}, or the PinnedSum of {@code
 * t[j]} times that for each j with {@code t[j] != 0}.
 */
public interface CrossEntropyKernel {
    /** losses[rows] from probabilities[rows×columns] clipped to [low, high] and labels[rows]. */
    double losses(
            float[] probabilities, int probabilitiesOffset, int[] labels, int labelsOffset, float[] losses,
            int lossesOffset, int rows, int columns, float low, float high);

    /** losses[rows] from probabilities[rows×columns] clipped to [low, high] and oneHot[rows×columns]. */
    double losses(
            float[] probabilities, int probabilitiesOffset, float[] oneHot, int oneHotOffset, float[] losses,
            int lossesOffset, int rows, int columns, float low, float high);

    /** losses[rows] from logits[rows×columns] and labels[rows]. */
    double lossesFromLogits(
            float[] logits, int logitsOffset, int[] labels, int labelsOffset, float[] losses, int lossesOffset,
            int rows, int columns);

    /** losses[rows] from logits[rows×columns] and oneHot[rows×columns]. */
    double lossesFromLogits(
            float[] logits, int logitsOffset, float[] oneHot, int oneHotOffset, float[] losses, int lossesOffset,
            int rows, int columns);
}
