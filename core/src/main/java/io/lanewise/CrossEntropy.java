package io.lanewise;

import io.lanewise.kernel.choice.Kernels;
import io.lanewise.kernel.rows.LossOptions;

/**
 * The categorical cross-entropy, in nats: {@code −log p} of the label.
 *
 * <p>Labels are columns, {@code int[rows]}, or rows of weights, {@code float[rows×columns]}, one-hot as a rule. On true
 * one-hot rows, of a 1 and zeros, both forms give the same bits, unless a NaN stands beside the label: an integer label
 * looks at one probability, a row of weights at all of them.
 *
 * <p><b>From probabilities</b> each probability is first clipped to {@code [epsilon, 1 − epsilon]} in float32; with the
 * default of 1e-7 that is [1e-7, 0.99999988], so that a loss lies between 1.2e-7 and −ln 1e-7 ≈ 16.118. A NaN stays
 * NaN. The loss of a row of weights t is {@code −log Σ t·clip(p)}.
 *
 * <p><b>From logits</b> the loss is {@code log Σ exp(x − max) − (x[label] − max)}, never forms the probabilities and
 * needs no clip, as PyTorch's {@code CrossEntropyLoss}. The loss of a row of weights t is the sum of {@code t} times
 * that over its columns, where a weight of 0 counts as nothing even at a logit of −∞. A row with NaN or +∞, or of −∞
 * alone, gives NaN, unless all of its weights are 0: then it gives 0, and +∞ from probabilities.
 *
 * <p>A mean is the sum of the float losses in double, rows ascending, divided by rows; of no rows it is NaN.
 */
public final class CrossEntropy {
    /** The default clip: probabilities stay this far from 0 and 1. */
    public static final float EPSILON = 1e-7f;

    private CrossEntropy() {}

    /**
     * Each row's loss from probabilities, labels as columns, clipped by {@link #EPSILON}.
     *
     * @param probabilities {@code [rows×columns]}
     * @param labels {@code [rows]}, columns in [0, columns)
     * @param losses {@code [rows]}, the output; shares no element with an input
     * @param rows with 0 nothing is done
     * @param columns the classes
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or losses overlaps
     *     an input
     * @throws IndexOutOfBoundsException if an array is too short or a label is out of range
     */
    public static void losses(float[] probabilities, int[] labels, float[] losses, int rows, int columns) {
        losses(probabilities, 0, labels, 0, losses, 0, rows, columns, EPSILON);
    }

    /**
     * {@link #losses(float[], int[], float[], int, int)} on parts of arrays, with another clip.
     *
     * @param probabilities {@code [rows×columns]} from probabilitiesOffset
     * @param probabilitiesOffset where the probabilities start
     * @param labels {@code [rows]} from labelsOffset, columns in [0, columns)
     * @param labelsOffset where the labels start
     * @param losses {@code [rows]} from lossesOffset, the output; shares no element with an input
     * @param lossesOffset where the losses start
     * @param rows with 0 nothing is done
     * @param columns the classes
     * @param epsilon the clip, in (0, 0.5)
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, losses overlaps an
     *     input, or epsilon is out of range
     * @throws IndexOutOfBoundsException if an offset is negative, an array is too short or a label is out of range
     */
    public static void losses(
            float[] probabilities, int probabilitiesOffset, int[] labels, int labelsOffset, float[] losses,
            int lossesOffset, int rows, int columns, float epsilon) {
        Checks.epsilon(epsilon);
        LossChecks.input(
                "probabilities", probabilities, probabilitiesOffset, labels, labelsOffset, rows, columns,
                LossOptions.NONE);
        LossChecks.output("probabilities", probabilities, probabilitiesOffset, losses, lossesOffset, rows, columns);
        Kernels.current().crossEntropy()
                .losses(
                        probabilities, probabilitiesOffset, labels, labelsOffset, losses, lossesOffset, rows, columns,
                        epsilon, 1f - epsilon, LossOptions.NONE);
    }

    /**
     * Each row's loss from probabilities, labels as rows of weights, clipped by {@link #EPSILON}.
     *
     * @param probabilities {@code [rows×columns]}
     * @param oneHot {@code [rows×columns]}, a row of weights for each row
     * @param losses {@code [rows]}, the output; shares no element with an input
     * @param rows with 0 nothing is done
     * @param columns the classes
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or losses overlaps
     *     an input
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void losses(float[] probabilities, float[] oneHot, float[] losses, int rows, int columns) {
        losses(probabilities, 0, oneHot, 0, losses, 0, rows, columns, EPSILON);
    }

    /**
     * {@link #losses(float[], float[], float[], int, int)} on parts of arrays, with another clip.
     *
     * @param probabilities {@code [rows×columns]} from probabilitiesOffset
     * @param probabilitiesOffset where the probabilities start
     * @param oneHot {@code [rows×columns]} from oneHotOffset, a row of weights for each row
     * @param oneHotOffset where the labels start
     * @param losses {@code [rows]} from lossesOffset, the output; shares no element with an input
     * @param lossesOffset where the losses start
     * @param rows with 0 nothing is done
     * @param columns the classes
     * @param epsilon the clip, in (0, 0.5)
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, losses overlaps an
     *     input, or epsilon is out of range
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public static void losses(
            float[] probabilities, int probabilitiesOffset, float[] oneHot, int oneHotOffset, float[] losses,
            int lossesOffset, int rows, int columns, float epsilon) {
        Checks.epsilon(epsilon);
        LossChecks.input(
                "probabilities", probabilities, probabilitiesOffset, oneHot, oneHotOffset, rows, columns,
                LossOptions.NONE);
        LossChecks.output("probabilities", probabilities, probabilitiesOffset, losses, lossesOffset, rows, columns);
        LossChecks.output("oneHot", oneHot, oneHotOffset, losses, lossesOffset, rows, columns);
        Kernels.current().crossEntropy()
                .losses(
                        probabilities, probabilitiesOffset, oneHot, oneHotOffset, losses, lossesOffset, rows, columns,
                        epsilon, 1f - epsilon, LossOptions.NONE);
    }

    /**
     * The mean loss from probabilities, labels as columns, clipped by {@link #EPSILON}.
     *
     * @param probabilities {@code [rows×columns]}
     * @param labels {@code [rows]}, columns in [0, columns)
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @return the mean, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative or their product passes the largest int
     * @throws IndexOutOfBoundsException if an array is too short or a label is out of range
     */
    public static double mean(float[] probabilities, int[] labels, int rows, int columns) {
        return mean(probabilities, 0, labels, 0, rows, columns, EPSILON);
    }

    /**
     * {@link #mean(float[], int[], int, int)} on parts of arrays, with another clip.
     *
     * @param probabilities {@code [rows×columns]} from probabilitiesOffset
     * @param probabilitiesOffset where the probabilities start
     * @param labels {@code [rows]} from labelsOffset, columns in [0, columns)
     * @param labelsOffset where the labels start
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @param epsilon the clip, in (0, 0.5)
     * @return the mean, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or epsilon is out
     *     of range
     * @throws IndexOutOfBoundsException if an offset is negative, an array is too short or a label is out of range
     */
    public static double mean(
            float[] probabilities, int probabilitiesOffset, int[] labels, int labelsOffset, int rows, int columns,
            float epsilon) {
        Checks.epsilon(epsilon);
        LossChecks.input(
                "probabilities", probabilities, probabilitiesOffset, labels, labelsOffset, rows, columns,
                LossOptions.NONE);
        return Kernels.current().crossEntropy()
                        .losses(
                                probabilities, probabilitiesOffset, labels, labelsOffset, null, 0, rows, columns,
                                epsilon, 1f - epsilon, LossOptions.NONE)
                / rows;
    }

    /**
     * The mean loss from probabilities, labels as rows of weights, clipped by {@link #EPSILON}.
     *
     * @param probabilities {@code [rows×columns]}
     * @param oneHot {@code [rows×columns]}, a row of weights for each row
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @return the mean, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative or their product passes the largest int
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static double mean(float[] probabilities, float[] oneHot, int rows, int columns) {
        return mean(probabilities, 0, oneHot, 0, rows, columns, EPSILON);
    }

    /**
     * {@link #mean(float[], float[], int, int)} on parts of arrays, with another clip.
     *
     * @param probabilities {@code [rows×columns]} from probabilitiesOffset
     * @param probabilitiesOffset where the probabilities start
     * @param oneHot {@code [rows×columns]} from oneHotOffset, a row of weights for each row
     * @param oneHotOffset where the labels start
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @param epsilon the clip, in (0, 0.5)
     * @return the mean, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or epsilon is out
     *     of range
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public static double mean(
            float[] probabilities, int probabilitiesOffset, float[] oneHot, int oneHotOffset, int rows, int columns,
            float epsilon) {
        Checks.epsilon(epsilon);
        LossChecks.input(
                "probabilities", probabilities, probabilitiesOffset, oneHot, oneHotOffset, rows, columns,
                LossOptions.NONE);
        return Kernels.current().crossEntropy()
                        .losses(
                                probabilities, probabilitiesOffset, oneHot, oneHotOffset, null, 0, rows, columns,
                                epsilon, 1f - epsilon, LossOptions.NONE)
                / rows;
    }

    /**
     * Each row's loss from logits, labels as columns.
     *
     * @param logits {@code [rows×columns]}
     * @param labels {@code [rows]}, columns in [0, columns)
     * @param losses {@code [rows]}, the output; shares no element with an input
     * @param rows with 0 nothing is done
     * @param columns the classes
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or losses overlaps
     *     an input
     * @throws IndexOutOfBoundsException if an array is too short or a label is out of range
     */
    public static void lossesFromLogits(float[] logits, int[] labels, float[] losses, int rows, int columns) {
        lossesFromLogits(logits, 0, labels, 0, losses, 0, rows, columns);
    }

    /**
     * {@link #lossesFromLogits(float[], int[], float[], int, int)} on parts of arrays.
     *
     * @param logits {@code [rows×columns]} from logitsOffset
     * @param logitsOffset where the logits start
     * @param labels {@code [rows]} from labelsOffset, columns in [0, columns)
     * @param labelsOffset where the labels start
     * @param losses {@code [rows]} from lossesOffset, the output; shares no element with an input
     * @param lossesOffset where the losses start
     * @param rows with 0 nothing is done
     * @param columns the classes
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or losses overlaps
     *     an input
     * @throws IndexOutOfBoundsException if an offset is negative, an array is too short or a label is out of range
     */
    public static void lossesFromLogits(
            float[] logits, int logitsOffset, int[] labels, int labelsOffset, float[] losses, int lossesOffset,
            int rows, int columns) {
        LossChecks.input(
                "logits", logits, logitsOffset, labels, labelsOffset, rows, columns,
                LossOptions.NONE);
        LossChecks.output("logits", logits, logitsOffset, losses, lossesOffset, rows, columns);
        Kernels.current().crossEntropy()
                .lossesFromLogits(
                        logits, logitsOffset, labels, labelsOffset, losses, lossesOffset, rows, columns,
                        LossOptions.NONE);
    }

    /**
     * Each row's loss from logits, labels as rows of weights.
     *
     * @param logits {@code [rows×columns]}
     * @param oneHot {@code [rows×columns]}, a row of weights for each row
     * @param losses {@code [rows]}, the output; shares no element with an input
     * @param rows with 0 nothing is done
     * @param columns the classes
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or losses overlaps
     *     an input
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void lossesFromLogits(float[] logits, float[] oneHot, float[] losses, int rows, int columns) {
        lossesFromLogits(logits, 0, oneHot, 0, losses, 0, rows, columns);
    }

    /**
     * {@link #lossesFromLogits(float[], float[], float[], int, int)} on parts of arrays.
     *
     * @param logits {@code [rows×columns]} from logitsOffset
     * @param logitsOffset where the logits start
     * @param oneHot {@code [rows×columns]} from oneHotOffset, a row of weights for each row
     * @param oneHotOffset where the labels start
     * @param losses {@code [rows]} from lossesOffset, the output; shares no element with an input
     * @param lossesOffset where the losses start
     * @param rows with 0 nothing is done
     * @param columns the classes
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or losses overlaps
     *     an input
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public static void lossesFromLogits(
            float[] logits, int logitsOffset, float[] oneHot, int oneHotOffset, float[] losses, int lossesOffset,
            int rows, int columns) {
        LossChecks.input(
                "logits", logits, logitsOffset, oneHot, oneHotOffset, rows, columns,
                LossOptions.NONE);
        LossChecks.output("logits", logits, logitsOffset, losses, lossesOffset, rows, columns);
        LossChecks.output("oneHot", oneHot, oneHotOffset, losses, lossesOffset, rows, columns);
        Kernels.current().crossEntropy()
                .lossesFromLogits(
                        logits, logitsOffset, oneHot, oneHotOffset, losses, lossesOffset, rows, columns,
                        LossOptions.NONE);
    }

    /**
     * The mean loss from logits, labels as columns.
     *
     * @param logits {@code [rows×columns]}
     * @param labels {@code [rows]}, columns in [0, columns)
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @return the mean, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative or their product passes the largest int
     * @throws IndexOutOfBoundsException if an array is too short or a label is out of range
     */
    public static double meanFromLogits(float[] logits, int[] labels, int rows, int columns) {
        return meanFromLogits(logits, 0, labels, 0, rows, columns);
    }

    /**
     * {@link #meanFromLogits(float[], int[], int, int)} on parts of arrays.
     *
     * @param logits {@code [rows×columns]} from logitsOffset
     * @param logitsOffset where the logits start
     * @param labels {@code [rows]} from labelsOffset, columns in [0, columns)
     * @param labelsOffset where the labels start
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @return the mean, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative or their product passes the largest int
     * @throws IndexOutOfBoundsException if an offset is negative, an array is too short or a label is out of range
     */
    public static double meanFromLogits(
            float[] logits, int logitsOffset, int[] labels, int labelsOffset, int rows, int columns) {
        LossChecks.input(
                "logits", logits, logitsOffset, labels, labelsOffset, rows, columns,
                LossOptions.NONE);
        return Kernels.current().crossEntropy()
                        .lossesFromLogits(
                                logits, logitsOffset, labels, labelsOffset, null, 0, rows, columns, LossOptions.NONE)
                / rows;
    }

    /**
     * The mean loss from logits, labels as rows of weights.
     *
     * @param logits {@code [rows×columns]}
     * @param oneHot {@code [rows×columns]}, a row of weights for each row
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @return the mean, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative or their product passes the largest int
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static double meanFromLogits(float[] logits, float[] oneHot, int rows, int columns) {
        return meanFromLogits(logits, 0, oneHot, 0, rows, columns);
    }

    /**
     * {@link #meanFromLogits(float[], float[], int, int)} on parts of arrays.
     *
     * @param logits {@code [rows×columns]} from logitsOffset
     * @param logitsOffset where the logits start
     * @param oneHot {@code [rows×columns]} from oneHotOffset, a row of weights for each row
     * @param oneHotOffset where the labels start
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @return the mean, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative or their product passes the largest int
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public static double meanFromLogits(
            float[] logits, int logitsOffset, float[] oneHot, int oneHotOffset, int rows, int columns) {
        LossChecks.input(
                "logits", logits, logitsOffset, oneHot, oneHotOffset, rows, columns,
                LossOptions.NONE);
        return Kernels.current().crossEntropy()
                        .lossesFromLogits(
                                logits, logitsOffset, oneHot, oneHotOffset, null, 0, rows, columns, LossOptions.NONE)
                / rows;
    }
}
