package io.lanewise;

import io.lanewise.kernel.rows.CrossEntropyKernel;
import io.lanewise.kernel.choice.Kernels;
import io.lanewise.kernel.rows.LossOptions;

/**
 * The categorical cross-entropy with class weights, an ignored label and label smoothing, per row, as a sum or as a
 * mean. With none of them it gives the bits of {@link CrossEntropy}, whose conventions hold here too. The semantics are
 * those of PyTorch's {@code CrossEntropyLoss}.
 *
 * <p>With class weights w, smoothing s, and l(c) the plain loss that a row would have if its label were c:
 *
 * <ul>
 *   <li>A label y: {@code (1 − s) · w[y] · l(y) + s / columns · Σ w[c] · l(c)}.
 *   <li>A row of weights t, from logits: {@code (1 − s) · Σ t[c] · w[c] · l(c) + s / columns · Σ w[c] · l(c)}.
 *   <li>A row of weights t, from probabilities: {@code Σ t[c] · w[c] · (−log Σ t[c] · clip(p[c]))}. PyTorch has no such
 *       loss; on one-hot rows it is that of the label.
 * </ul>
 *
 * <p>A row whose label is ignored has the loss 0, and its label may be any number. A weight of 0 counts as nothing even
 * of an infinite loss. Rows of weights have no label to ignore.
 *
 * <p>A mean over labels is the sum divided by {@code Σ w[y]} of the rows that are not ignored; over rows of weights it is
 * the sum divided by rows. Where nothing is left to average the mean is NaN; {@link #count} tells. Sums run in double,
 * rows ascending.
 *
 * <p>Immutable: each {@code with} method answers another loss. No computation allocates once it is warm.
 */
public final class CrossEntropyLoss {
    private final boolean fromLogits;
    private final float epsilon;
    private final LossOptions options;

    private CrossEntropyLoss(boolean fromLogits, float epsilon, LossOptions options) {
        this.fromLogits = fromLogits;
        this.epsilon = epsilon;
        this.options = options;
    }

    /** The loss of logits, which needs no clip. */
    public static CrossEntropyLoss ofLogits() {
        return new CrossEntropyLoss(true, 0f, LossOptions.NONE);
    }

    /** The loss of probabilities, clipped by {@link CrossEntropy#EPSILON}. */
    public static CrossEntropyLoss ofProbabilities() {
        return ofProbabilities(CrossEntropy.EPSILON);
    }

    /**
     * The loss of probabilities.
     *
     * @param epsilon the clip: probabilities are brought into [epsilon, 1 − epsilon]; in (0, 0.5)
     * @return the loss
     * @throws IllegalArgumentException if epsilon is out of range
     */
    public static CrossEntropyLoss ofProbabilities(float epsilon) {
        Checks.epsilon(epsilon);
        return new CrossEntropyLoss(false, epsilon, LossOptions.NONE);
    }

    /**
     * This loss with a weight for each column.
     *
     * @param classWeights {@code [columns]}, finite and not negative; copied
     * @return the loss
     * @throws NullPointerException if classWeights is null
     * @throws IllegalArgumentException if a weight is negative, infinite or NaN
     */
    public CrossEntropyLoss withClassWeights(float[] classWeights) {
        Checks.notNull("classWeights", classWeights);
        float[] copy = classWeights.clone();
        for (int i = 0; i < copy.length; i++) {
            if (!(copy[i] >= 0 && copy[i] <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "classWeights[" + i + "] is " + copy[i] + ", not a finite number of 0 or more");
            }
        }
        return with(new LossOptions(copy, options.ignoring(), options.ignored(), options.smoothing()));
    }

    /**
     * This loss without the rows of one label.
     *
     * @param label any number, a column or not; −100 is PyTorch's default
     * @return the loss
     */
    public CrossEntropyLoss withIgnoredLabel(int label) {
        return with(new LossOptions(options.classWeights(), true, label, options.smoothing()));
    }

    /**
     * This loss with a part of each row's labels spread evenly over the columns.
     *
     * @param smoothing the part, in [0, 1)
     * @return the loss
     * @throws IllegalArgumentException if smoothing is out of range
     * @throws IllegalStateException if this is a loss of probabilities
     */
    public CrossEntropyLoss withLabelSmoothing(float smoothing) {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("smoothing is " + smoothing + ", not in [0, 1)");
        }
        if (!fromLogits) {
            throw new IllegalStateException(
                    "smoothing is " + smoothing + ", but the loss is of probabilities, not logits");
        }
        return with(new LossOptions(options.classWeights(), options.ignoring(), options.ignored(), smoothing));
    }

    private CrossEntropyLoss with(LossOptions changed) {
        return new CrossEntropyLoss(fromLogits, epsilon, changed);
    }

    /**
     * Each row's loss, labels as columns.
     *
     * @param values the logits or probabilities, {@code [rows×columns]}
     * @param labels {@code [rows]}, columns in [0, columns) or ignored
     * @param losses {@code [rows]}, the output; shares no element with an input
     * @param rows with 0 nothing is done
     * @param columns the classes
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, losses overlaps
     *     an input, or there are class weights for another number of columns
     * @throws IndexOutOfBoundsException if an array is too short or a label is out of range
     */
    public void losses(float[] values, int[] labels, float[] losses, int rows, int columns) {
        losses(values, 0, labels, 0, losses, 0, rows, columns);
    }

    /**
     * {@link #losses(float[], int[], float[], int, int)} on parts of arrays.
     *
     * @param values the logits or probabilities, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the values start
     * @param labels {@code [rows]} from labelsOffset, columns in [0, columns) or ignored
     * @param labelsOffset where the labels start
     * @param losses {@code [rows]} from lossesOffset, the output; shares no element with an input
     * @param lossesOffset where the losses start
     * @param rows with 0 nothing is done
     * @param columns the classes
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, losses overlaps
     *     an input, or there are class weights for another number of columns
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short or a label is out of range
     */
    public void losses(
            float[] values, int valuesOffset, int[] labels, int labelsOffset, float[] losses, int lossesOffset,
            int rows, int columns) {
        LossChecks.input("values", values, valuesOffset, labels, labelsOffset, rows, columns, options);
        LossChecks.output("values", values, valuesOffset, losses, lossesOffset, rows, columns);
        run(values, valuesOffset, labels, labelsOffset, losses, lossesOffset, rows, columns);
    }

    /**
     * Each row's loss, labels as rows of weights.
     *
     * @param values the logits or probabilities, {@code [rows×columns]}
     * @param oneHot {@code [rows×columns]}, a row of weights for each row
     * @param losses {@code [rows]}, the output; shares no element with an input
     * @param rows with 0 nothing is done
     * @param columns the classes
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, losses overlaps
     *     an input, or there are class weights for another number of columns
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void losses(float[] values, float[] oneHot, float[] losses, int rows, int columns) {
        losses(values, 0, oneHot, 0, losses, 0, rows, columns);
    }

    /**
     * {@link #losses(float[], float[], float[], int, int)} on parts of arrays.
     *
     * @param values the logits or probabilities, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the values start
     * @param oneHot {@code [rows×columns]} from oneHotOffset, a row of weights for each row
     * @param oneHotOffset where the labels start
     * @param losses {@code [rows]} from lossesOffset, the output; shares no element with an input
     * @param lossesOffset where the losses start
     * @param rows with 0 nothing is done
     * @param columns the classes
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, losses overlaps
     *     an input, or there are class weights for another number of columns
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public void losses(
            float[] values, int valuesOffset, float[] oneHot, int oneHotOffset, float[] losses, int lossesOffset,
            int rows, int columns) {
        LossChecks.input("values", values, valuesOffset, oneHot, oneHotOffset, rows, columns, options);
        LossChecks.output("values", values, valuesOffset, losses, lossesOffset, rows, columns);
        LossChecks.output("oneHot", oneHot, oneHotOffset, losses, lossesOffset, rows, columns);
        run(values, valuesOffset, oneHot, oneHotOffset, losses, lossesOffset, rows, columns);
    }

    /**
     * The sum of the losses, labels as columns.
     *
     * @param values the logits or probabilities, {@code [rows×columns]}
     * @param labels {@code [rows]}, columns in [0, columns) or ignored
     * @param rows with 0 the sum is 0
     * @param columns the classes
     * @return the sum, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or there are
     *     class weights for another number of columns
     * @throws IndexOutOfBoundsException if an array is too short or a label is out of range
     */
    public double sum(float[] values, int[] labels, int rows, int columns) {
        return sum(values, 0, labels, 0, rows, columns);
    }

    /**
     * {@link #sum(float[], int[], int, int)} on parts of arrays.
     *
     * @param values the logits or probabilities, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the values start
     * @param labels {@code [rows]} from labelsOffset, columns in [0, columns) or ignored
     * @param labelsOffset where the labels start
     * @param rows with 0 the sum is 0
     * @param columns the classes
     * @return the sum, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or there are
     *     class weights for another number of columns
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short or a label is out of range
     */
    public double sum(float[] values, int valuesOffset, int[] labels, int labelsOffset, int rows, int columns) {
        LossChecks.input("values", values, valuesOffset, labels, labelsOffset, rows, columns, options);
        return run(values, valuesOffset, labels, labelsOffset, null, 0, rows, columns);
    }

    /**
     * The sum of the losses, labels as rows of weights.
     *
     * @param values the logits or probabilities, {@code [rows×columns]}
     * @param oneHot {@code [rows×columns]}, a row of weights for each row
     * @param rows with 0 the sum is 0
     * @param columns the classes
     * @return the sum, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or there are
     *     class weights for another number of columns
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public double sum(float[] values, float[] oneHot, int rows, int columns) {
        return sum(values, 0, oneHot, 0, rows, columns);
    }

    /**
     * {@link #sum(float[], float[], int, int)} on parts of arrays.
     *
     * @param values the logits or probabilities, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the values start
     * @param oneHot {@code [rows×columns]} from oneHotOffset, a row of weights for each row
     * @param oneHotOffset where the labels start
     * @param rows with 0 the sum is 0
     * @param columns the classes
     * @return the sum, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or there are
     *     class weights for another number of columns
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public double sum(float[] values, int valuesOffset, float[] oneHot, int oneHotOffset, int rows, int columns) {
        LossChecks.input("values", values, valuesOffset, oneHot, oneHotOffset, rows, columns, options);
        return run(values, valuesOffset, oneHot, oneHotOffset, null, 0, rows, columns);
    }

    /**
     * The mean loss, labels as columns.
     *
     * @param values the logits or probabilities, {@code [rows×columns]}
     * @param labels {@code [rows]}, columns in [0, columns) or ignored
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @return the mean, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or there are
     *     class weights for another number of columns
     * @throws IndexOutOfBoundsException if an array is too short or a label is out of range
     */
    public double mean(float[] values, int[] labels, int rows, int columns) {
        return mean(values, 0, labels, 0, rows, columns);
    }

    /**
     * {@link #mean(float[], int[], int, int)} on parts of arrays.
     *
     * @param values the logits or probabilities, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the values start
     * @param labels {@code [rows]} from labelsOffset, columns in [0, columns) or ignored
     * @param labelsOffset where the labels start
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @return the mean, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or there are
     *     class weights for another number of columns
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short or a label is out of range
     */
    public double mean(float[] values, int valuesOffset, int[] labels, int labelsOffset, int rows, int columns) {
        return sum(values, valuesOffset, labels, labelsOffset, rows, columns)
                / options.weightSum(labels, labelsOffset, rows);
    }

    /**
     * The mean loss, labels as rows of weights.
     *
     * @param values the logits or probabilities, {@code [rows×columns]}
     * @param oneHot {@code [rows×columns]}, a row of weights for each row
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @return the mean, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or there are
     *     class weights for another number of columns
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public double mean(float[] values, float[] oneHot, int rows, int columns) {
        return mean(values, 0, oneHot, 0, rows, columns);
    }

    /**
     * {@link #mean(float[], float[], int, int)} on parts of arrays.
     *
     * @param values the logits or probabilities, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the values start
     * @param oneHot {@code [rows×columns]} from oneHotOffset, a row of weights for each row
     * @param oneHotOffset where the labels start
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @return the mean, in nats
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if a size is negative, their product passes the largest int, or there are
     *     class weights for another number of columns
     * @throws IndexOutOfBoundsException if an offset is negative or an array is too short
     */
    public double mean(float[] values, int valuesOffset, float[] oneHot, int oneHotOffset, int rows, int columns) {
        return sum(values, valuesOffset, oneHot, oneHotOffset, rows, columns) / rows;
    }

    /**
     * How many rows are not ignored.
     *
     * @param labels {@code [rows]}
     * @param rows with 0 the count is 0
     * @return the count
     * @throws NullPointerException if labels is null
     * @throws IllegalArgumentException if rows is negative
     * @throws IndexOutOfBoundsException if labels is too short
     */
    public int count(int[] labels, int rows) {
        return count(labels, 0, rows);
    }

    /**
     * {@link #count(int[], int)} on a part of an array.
     *
     * @param labels {@code [rows]} from labelsOffset
     * @param labelsOffset where the labels start
     * @param rows with 0 the count is 0
     * @return the count
     * @throws NullPointerException if labels is null
     * @throws IllegalArgumentException if rows is negative
     * @throws IndexOutOfBoundsException if the offset is negative or labels is too short
     */
    public int count(int[] labels, int labelsOffset, int rows) {
        Checks.notNegative("rows", rows);
        Checks.range("labels", labels, labelsOffset, rows);
        return options.count(labels, labelsOffset, rows);
    }

    private double run(
            float[] values, int valuesOffset, int[] labels, int labelsOffset, float[] losses, int lossesOffset,
            int rows, int columns) {
        CrossEntropyKernel kernel = Kernels.current().crossEntropy();
        return fromLogits
                ? kernel.lossesFromLogits(
                        values, valuesOffset, labels, labelsOffset, losses, lossesOffset, rows, columns, options)
                : kernel.losses(
                        values, valuesOffset, labels, labelsOffset, losses, lossesOffset, rows, columns, epsilon,
                        1f - epsilon, options);
    }

    private double run(
            float[] values, int valuesOffset, float[] oneHot, int oneHotOffset, float[] losses, int lossesOffset,
            int rows, int columns) {
        CrossEntropyKernel kernel = Kernels.current().crossEntropy();
        return fromLogits
                ? kernel.lossesFromLogits(
                        values, valuesOffset, oneHot, oneHotOffset, losses, lossesOffset, rows, columns, options)
                : kernel.losses(
                        values, valuesOffset, oneHot, oneHotOffset, losses, lossesOffset, rows, columns, epsilon,
                        1f - epsilon, options);
    }
}
