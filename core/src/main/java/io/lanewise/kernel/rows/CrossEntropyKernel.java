package io.lanewise.kernel.rows;

/**
 * Categorical cross-entropy, one loss per row. Each method returns the sum of the losses, in double, rows ascending. It
 * stores the losses too if {@code losses} is not null.
 *
 * <p>From probabilities: {@code -log(clip(p[label]))}, or {@code -log(sum(t[j] * clip(p[j])))} with a {@link
 * WeightedSum}. From logits: {@code log(sum(exp(x - max))) - (x[label] - max)}, or the WeightedSum of {@code t[j]}
 * times that for each j with {@code t[j] != 0}.
 *
 * <p>With {@link LossOptions}: a row whose label is ignored has a loss of 0. A label's weight multiplies its row's
 * loss. Weights of one-hot rows multiply t[j] from logits, and from probabilities {@code sum(t[j] * weight[j])}
 * multiplies the row's loss. From logits a loss l then becomes {@code (1 - s) * l + s / columns * m}, a fused
 * multiply-add, where m is the loss of a one-hot row of ones.
 */
public interface CrossEntropyKernel {
    /** losses[rows] from probabilities[rows×columns] clipped to [low, high] and labels[rows]. */
    double losses(
            float[] probabilities,
            int probabilitiesOffset,
            int[] labels,
            int labelsOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns,
            float low,
            float high,
            LossOptions options);

    /** losses[rows] from probabilities[rows×columns] clipped to [low, high] and oneHot[rows×columns]. */
    double losses(
            float[] probabilities,
            int probabilitiesOffset,
            float[] oneHot,
            int oneHotOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns,
            float low,
            float high,
            LossOptions options);

    /** losses[rows] from logits[rows×columns] and labels[rows]. */
    double lossesFromLogits(
            float[] logits,
            int logitsOffset,
            int[] labels,
            int labelsOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns,
            LossOptions options);

    /** losses[rows] from logits[rows×columns] and oneHot[rows×columns]. */
    double lossesFromLogits(
            float[] logits,
            int logitsOffset,
            float[] oneHot,
            int oneHotOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns,
            LossOptions options);
}
