package io.lanewise;

import io.lanewise.kernel.choice.KernelSet;
import io.lanewise.kernel.choice.Kernels;
import io.lanewise.kernel.rows.CrossEntropyGradient;
import io.lanewise.kernel.rows.CrossEntropyKernel;
import io.lanewise.kernel.rows.LossOptions;

/**
 * The categorical cross-entropy, in nats: {@code −log p} of the label, per row, as a sum or as a mean. Of probabilities
 * or of logits, as it was made; with class weights, an ignored label and label smoothing, each if it is asked for, as
 * PyTorch's {@code CrossEntropyLoss} has them.
 *
 * <pre>{@code
 * double mean = CrossEntropy.ofProbabilities().mean(probabilities, labels, rows, columns);
 * }</pre>
 *
 * <p><b>Labels</b> are columns, {@code int[rows]}, or rows of weights, {@code float[rows×columns]}, one-hot as a rule.
 * On true one-hot rows, of a 1 and zeros, both forms give the same bits, unless a NaN stands beside the label of a
 * probability: an integer label looks at one probability, a row of weights at all of them.
 *
 * <p><b>Of probabilities</b>, each is first clipped to {@code [epsilon, 1 − epsilon]} in float32; with the default of
 * 1e-7 that is [1e-7, 0.99999988], so that a loss lies between 1.2e-7 and −ln 1e-7 ≈ 16.118. A NaN stays NaN. The loss
 * of a row of weights t is {@code −log Σ t·clip(p)}: of a row of zeros it is +∞.
 *
 * <p><b>Of logits</b>, the loss is {@code log Σ exp(x − max) − (x[label] − max)}, which never forms the probabilities
 * and needs no clip. The loss of a row of weights t is the sum of {@code t} times that over its columns, where a weight
 * of 0 counts as nothing even at a logit of −∞. A row with NaN or +∞, or of −∞ alone, gives NaN, unless all of its
 * weights are 0: then it gives 0.
 *
 * <p><b>With class weights w and smoothing s</b>, where l(c) is the loss above of the row, were c its label:
 *
 * <ul>
 *   <li>A label y: {@code (1 − s) · w[y] · l(y) + s / columns · Σ w[c] · l(c)}.
 *   <li>A row of weights t, of logits: {@code (1 − s) · Σ t[c] · w[c] · l(c) + s / columns · Σ w[c] · l(c)}.
 *   <li>A row of weights t, of probabilities: {@code Σ t[c] · w[c] · (−log Σ t[c] · clip(p[c]))}. PyTorch has no such
 *       loss; on one-hot rows it is that of the label.
 * </ul>
 *
 * <p>A sum over columns with weights is within {@code 40 · 2⁻²⁴ · Σ |weight · l|} of that of its float32 terms, however
 * many columns there are and barring underflow. A product of weights of at most 2⁻¹⁵⁰ is 0 in float32, and counts as
 * nothing.
 *
 * <p>A class weight of 0 counts as nothing even of an infinite loss. A row whose label is ignored has the loss 0, and
 * its label may be any number. Rows of weights have no label to ignore.
 *
 * <p><b>A sum</b> is that of the float losses in double, rows ascending; of no rows it is 0. <b>A mean</b> over labels
 * is the sum divided by {@code Σ w[y]} of the rows that are not ignored, w being 1 without class weights; without
 * options that is the number of rows. A mean over rows of weights is always the sum divided by rows. Where no row is
 * left to average, as {@link #count} tells, a mean is NaN; where rows are left but the weights of their labels are all 0
 * it is NaN too, or +∞ if smoothing adds to the sum.
 *
 * <p><b>The gradient</b> of a sum by its logits is {@code p[c] · Σ t − t[c]} in each row, one fused multiply-add. p is
 * the row's {@link Softmax}, t[c] is {@code (1 − s) · w[c] · t'[c] + s / columns · w[c]}, t' a row of weights or, of a
 * label, 1 there and 0 elsewhere. That of a mean is times the float nearest to 1 ÷ its divisor: without options {@code
 * (p[c] − 1) / rows} at the label and {@code p[c] / rows} elsewhere. A row whose loss is NaN has a gradient of NaN, an
 * ignored row one of +0; so has a row whose t are all 0, unless the divisor is 0 too.
 *
 * <p><b>Every call</b> refuses what does not fit before it writes anything: with {@link NullPointerException} an array
 * that is null; with {@link IllegalArgumentException} a size that is negative, sizes whose product passes the largest
 * int, class weights for another number of columns, and losses or a gradient that share an element with values or with
 * oneHot, but a gradient may be in the place of values; with {@link IndexOutOfBoundsException} an offset that is
 * negative, an array that is too short, and a label that is neither in [0, columns) nor ignored.
 *
 * <p>Immutable, for any number of threads: each {@code with} method returns another loss. Made once and kept, or taken
 * from {@link #ofProbabilities()} or {@link #ofLogits()} each time, it allocates nothing once a call is warm.
 */
public final class CrossEntropy {
    /** The default clip: probabilities stay this far from 0 and 1. */
    public static final float EPSILON = 1e-7f;

    private static final CrossEntropy OF_PROBABILITIES = new CrossEntropy(false, EPSILON, LossOptions.NONE);
    private static final CrossEntropy OF_LOGITS = new CrossEntropy(true, 0f, LossOptions.NONE);

    private final boolean fromLogits;
    private final float epsilon;
    private final LossOptions options;

    private CrossEntropy(boolean fromLogits, float epsilon, LossOptions options) {
        this.fromLogits = fromLogits;
        this.epsilon = epsilon;
        this.options = options;
    }

    /**
     * The loss of probabilities, clipped by {@link #EPSILON}.
     *
     * @return the loss, always the same object
     */
    public static CrossEntropy ofProbabilities() {
        return OF_PROBABILITIES;
    }

    /**
     * The loss of probabilities, with another clip.
     *
     * @param epsilon probabilities are brought into [epsilon, 1 − epsilon]; in (0, 0.5)
     * @return the loss
     * @throws IllegalArgumentException if epsilon is out of range
     */
    public static CrossEntropy ofProbabilities(float epsilon) {
        Checks.epsilon(epsilon);
        return new CrossEntropy(false, epsilon, LossOptions.NONE);
    }

    /**
     * The loss of logits.
     *
     * @return the loss, always the same object
     */
    public static CrossEntropy ofLogits() {
        return OF_LOGITS;
    }

    /**
     * This loss with a weight for each column, in place of those that it has.
     *
     * @param classWeights {@code [columns]}, finite and not negative; copied
     * @return the loss
     * @throws NullPointerException if classWeights is null
     * @throws IllegalArgumentException if a weight is negative, infinite or NaN
     */
    public CrossEntropy withClassWeights(float[] classWeights) {
        return with(new LossOptions(
                LossChecks.copyOfClassWeights(classWeights),
                options.ignoring(),
                options.ignored(),
                options.smoothing()));
    }

    /**
     * This loss without the rows of one label, in place of the one that it ignores.
     *
     * @param label any number, a column or not; −100 is PyTorch's default
     * @return the loss
     */
    public CrossEntropy withIgnoredLabel(int label) {
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
    public CrossEntropy withLabelSmoothing(float smoothing) {
        LossChecks.smoothing(smoothing, fromLogits);
        return with(new LossOptions(options.classWeights(), options.ignoring(), options.ignored(), smoothing));
    }

    private CrossEntropy with(LossOptions changed) {
        return new CrossEntropy(fromLogits, epsilon, changed);
    }

    /**
     * Each row's loss, labels as columns.
     *
     * @param values logits or probabilities, {@code [rows×columns]}
     * @param labels {@code [rows]}
     * @param losses {@code [rows]}, the output
     * @param rows with 0 nothing is done
     * @param columns the classes
     */
    public void losses(float[] values, int[] labels, float[] losses, int rows, int columns) {
        losses(values, 0, labels, 0, losses, 0, rows, columns);
    }

    /**
     * {@link #losses(float[], int[], float[], int, int)} on parts of arrays.
     *
     * @param values logits or probabilities, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the values start
     * @param labels {@code [rows]} from labelsOffset
     * @param labelsOffset where the labels start
     * @param losses {@code [rows]} from lossesOffset, the output
     * @param lossesOffset where the losses start
     * @param rows with 0 nothing is done
     * @param columns the classes
     */
    public void losses(
            float[] values,
            int valuesOffset,
            int[] labels,
            int labelsOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns) {
        LossChecks.input(values, valuesOffset, labels, labelsOffset, rows, columns, options);
        LossChecks.output("values", values, valuesOffset, losses, lossesOffset, rows, columns);
        run(values, valuesOffset, labels, labelsOffset, losses, lossesOffset, rows, columns);
    }

    /**
     * Each row's loss, labels as rows of weights.
     *
     * @param values logits or probabilities, {@code [rows×columns]}
     * @param oneHot {@code [rows×columns]}, a row of weights for each row
     * @param losses {@code [rows]}, the output
     * @param rows with 0 nothing is done
     * @param columns the classes
     */
    public void losses(float[] values, float[] oneHot, float[] losses, int rows, int columns) {
        losses(values, 0, oneHot, 0, losses, 0, rows, columns);
    }

    /**
     * {@link #losses(float[], float[], float[], int, int)} on parts of arrays.
     *
     * @param values logits or probabilities, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the values start
     * @param oneHot {@code [rows×columns]} from oneHotOffset, a row of weights for each row
     * @param oneHotOffset where the labels start
     * @param losses {@code [rows]} from lossesOffset, the output
     * @param lossesOffset where the losses start
     * @param rows with 0 nothing is done
     * @param columns the classes
     */
    public void losses(
            float[] values,
            int valuesOffset,
            float[] oneHot,
            int oneHotOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns) {
        LossChecks.input(values, valuesOffset, oneHot, oneHotOffset, rows, columns, options);
        LossChecks.output("values", values, valuesOffset, losses, lossesOffset, rows, columns);
        LossChecks.output("oneHot", oneHot, oneHotOffset, losses, lossesOffset, rows, columns);
        run(values, valuesOffset, oneHot, oneHotOffset, losses, lossesOffset, rows, columns);
    }

    /**
     * The sum of the losses, labels as columns.
     *
     * @param values logits or probabilities, {@code [rows×columns]}
     * @param labels {@code [rows]}
     * @param rows with 0 the sum is 0
     * @param columns the classes
     * @return the sum, in nats
     */
    public double sum(float[] values, int[] labels, int rows, int columns) {
        return sum(values, 0, labels, 0, rows, columns);
    }

    /**
     * {@link #sum(float[], int[], int, int)} on parts of arrays.
     *
     * @param values logits or probabilities, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the values start
     * @param labels {@code [rows]} from labelsOffset
     * @param labelsOffset where the labels start
     * @param rows with 0 the sum is 0
     * @param columns the classes
     * @return the sum, in nats
     */
    public double sum(float[] values, int valuesOffset, int[] labels, int labelsOffset, int rows, int columns) {
        LossChecks.input(values, valuesOffset, labels, labelsOffset, rows, columns, options);
        return run(values, valuesOffset, labels, labelsOffset, null, 0, rows, columns);
    }

    /**
     * The sum of the losses, labels as rows of weights.
     *
     * @param values logits or probabilities, {@code [rows×columns]}
     * @param oneHot {@code [rows×columns]}, a row of weights for each row
     * @param rows with 0 the sum is 0
     * @param columns the classes
     * @return the sum, in nats
     */
    public double sum(float[] values, float[] oneHot, int rows, int columns) {
        return sum(values, 0, oneHot, 0, rows, columns);
    }

    /**
     * {@link #sum(float[], float[], int, int)} on parts of arrays.
     *
     * @param values logits or probabilities, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the values start
     * @param oneHot {@code [rows×columns]} from oneHotOffset, a row of weights for each row
     * @param oneHotOffset where the labels start
     * @param rows with 0 the sum is 0
     * @param columns the classes
     * @return the sum, in nats
     */
    public double sum(float[] values, int valuesOffset, float[] oneHot, int oneHotOffset, int rows, int columns) {
        LossChecks.input(values, valuesOffset, oneHot, oneHotOffset, rows, columns, options);
        return run(values, valuesOffset, oneHot, oneHotOffset, null, 0, rows, columns);
    }

    /**
     * The mean loss, labels as columns.
     *
     * @param values logits or probabilities, {@code [rows×columns]}
     * @param labels {@code [rows]}
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @return the mean, in nats
     */
    public double mean(float[] values, int[] labels, int rows, int columns) {
        return mean(values, 0, labels, 0, rows, columns);
    }

    /**
     * {@link #mean(float[], int[], int, int)} on parts of arrays.
     *
     * @param values logits or probabilities, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the values start
     * @param labels {@code [rows]} from labelsOffset
     * @param labelsOffset where the labels start
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @return the mean, in nats
     */
    public double mean(float[] values, int valuesOffset, int[] labels, int labelsOffset, int rows, int columns) {
        return sum(values, valuesOffset, labels, labelsOffset, rows, columns)
                / options.weightSum(labels, labelsOffset, rows);
    }

    /**
     * The mean loss, labels as rows of weights.
     *
     * @param values logits or probabilities, {@code [rows×columns]}
     * @param oneHot {@code [rows×columns]}, a row of weights for each row
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @return the mean, in nats
     */
    public double mean(float[] values, float[] oneHot, int rows, int columns) {
        return mean(values, 0, oneHot, 0, rows, columns);
    }

    /**
     * {@link #mean(float[], float[], int, int)} on parts of arrays.
     *
     * @param values logits or probabilities, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the values start
     * @param oneHot {@code [rows×columns]} from oneHotOffset, a row of weights for each row
     * @param oneHotOffset where the labels start
     * @param rows with 0 the mean is NaN
     * @param columns the classes
     * @return the mean, in nats
     */
    public double mean(float[] values, int valuesOffset, float[] oneHot, int oneHotOffset, int rows, int columns) {
        return sum(values, valuesOffset, oneHot, oneHotOffset, rows, columns) / rows;
    }

    /**
     * The sum of the losses of logits and its gradient, labels as columns.
     *
     * @param values logits, {@code [rows×columns]}
     * @param labels {@code [rows]}
     * @param gradient {@code [rows×columns]}, the output; may be values
     * @param rows with 0 the sum is 0, and nothing is written
     * @param columns the classes
     * @return the sum, in nats, by the bits of {@link #sum(float[], int[], int, int)}
     * @throws IllegalStateException if this is a loss of probabilities
     */
    public double sumGradient(float[] values, int[] labels, float[] gradient, int rows, int columns) {
        return sumGradient(values, 0, labels, 0, gradient, 0, rows, columns);
    }

    /**
     * {@link #sumGradient(float[], int[], float[], int, int)} on parts of arrays.
     *
     * @param values logits, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the logits start
     * @param labels {@code [rows]} from labelsOffset
     * @param labelsOffset where the labels start
     * @param gradient {@code [rows×columns]} from gradientOffset, the output; may be values
     * @param gradientOffset where the gradient starts
     * @param rows with 0 the sum is 0, and nothing is written
     * @param columns the classes
     * @return the sum, in nats
     * @throws IllegalStateException if this is a loss of probabilities
     */
    public double sumGradient(
            float[] values,
            int valuesOffset,
            int[] labels,
            int labelsOffset,
            float[] gradient,
            int gradientOffset,
            int rows,
            int columns) {
        LossChecks.input(values, valuesOffset, labels, labelsOffset, rows, columns, options);
        return gradient(
                values, valuesOffset, labels, labelsOffset, null, 0, gradient, gradientOffset, rows, columns, 1);
    }

    /**
     * The sum of the losses of logits and its gradient, labels as rows of weights.
     *
     * @param values logits, {@code [rows×columns]}
     * @param oneHot {@code [rows×columns]}, a row of weights for each row
     * @param gradient {@code [rows×columns]}, the output; may be values
     * @param rows with 0 the sum is 0, and nothing is written
     * @param columns the classes
     * @return the sum, in nats, by the bits of {@link #sum(float[], float[], int, int)}
     * @throws IllegalStateException if this is a loss of probabilities
     */
    public double sumGradient(float[] values, float[] oneHot, float[] gradient, int rows, int columns) {
        return sumGradient(values, 0, oneHot, 0, gradient, 0, rows, columns);
    }

    /**
     * {@link #sumGradient(float[], float[], float[], int, int)} on parts of arrays.
     *
     * @param values logits, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the logits start
     * @param oneHot {@code [rows×columns]} from oneHotOffset, a row of weights for each row
     * @param oneHotOffset where the labels start
     * @param gradient {@code [rows×columns]} from gradientOffset, the output; may be values
     * @param gradientOffset where the gradient starts
     * @param rows with 0 the sum is 0, and nothing is written
     * @param columns the classes
     * @return the sum, in nats
     * @throws IllegalStateException if this is a loss of probabilities
     */
    public double sumGradient(
            float[] values,
            int valuesOffset,
            float[] oneHot,
            int oneHotOffset,
            float[] gradient,
            int gradientOffset,
            int rows,
            int columns) {
        LossChecks.input(values, valuesOffset, oneHot, oneHotOffset, rows, columns, options);
        Checks.apart(
                "oneHot", oneHot, oneHotOffset, rows * columns, "gradient", gradient, gradientOffset, rows * columns);
        return gradient(
                values, valuesOffset, null, 0, oneHot, oneHotOffset, gradient, gradientOffset, rows, columns, 1);
    }

    /**
     * The mean loss of logits and its gradient, labels as columns.
     *
     * @param values logits, {@code [rows×columns]}
     * @param labels {@code [rows]}
     * @param gradient {@code [rows×columns]}, the output; may be values
     * @param rows with 0 the mean is NaN, and nothing is written
     * @param columns the classes
     * @return the mean, in nats, by the bits of {@link #mean(float[], int[], int, int)}
     * @throws IllegalStateException if this is a loss of probabilities
     */
    public double meanGradient(float[] values, int[] labels, float[] gradient, int rows, int columns) {
        return meanGradient(values, 0, labels, 0, gradient, 0, rows, columns);
    }

    /**
     * {@link #meanGradient(float[], int[], float[], int, int)} on parts of arrays.
     *
     * @param values logits, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the logits start
     * @param labels {@code [rows]} from labelsOffset
     * @param labelsOffset where the labels start
     * @param gradient {@code [rows×columns]} from gradientOffset, the output; may be values
     * @param gradientOffset where the gradient starts
     * @param rows with 0 the mean is NaN, and nothing is written
     * @param columns the classes
     * @return the mean, in nats
     * @throws IllegalStateException if this is a loss of probabilities
     */
    public double meanGradient(
            float[] values,
            int valuesOffset,
            int[] labels,
            int labelsOffset,
            float[] gradient,
            int gradientOffset,
            int rows,
            int columns) {
        LossChecks.input(values, valuesOffset, labels, labelsOffset, rows, columns, options);
        double count = options.weightSum(labels, labelsOffset, rows);
        double sum = gradient(
                values, valuesOffset, labels, labelsOffset, null, 0, gradient, gradientOffset, rows, columns, count);
        return sum / count;
    }

    /**
     * The mean loss of logits and its gradient, labels as rows of weights.
     *
     * @param values logits, {@code [rows×columns]}
     * @param oneHot {@code [rows×columns]}, a row of weights for each row
     * @param gradient {@code [rows×columns]}, the output; may be values
     * @param rows with 0 the mean is NaN, and nothing is written
     * @param columns the classes
     * @return the mean, in nats, by the bits of {@link #mean(float[], float[], int, int)}
     * @throws IllegalStateException if this is a loss of probabilities
     */
    public double meanGradient(float[] values, float[] oneHot, float[] gradient, int rows, int columns) {
        return meanGradient(values, 0, oneHot, 0, gradient, 0, rows, columns);
    }

    /**
     * {@link #meanGradient(float[], float[], float[], int, int)} on parts of arrays.
     *
     * @param values logits, {@code [rows×columns]} from valuesOffset
     * @param valuesOffset where the logits start
     * @param oneHot {@code [rows×columns]} from oneHotOffset, a row of weights for each row
     * @param oneHotOffset where the labels start
     * @param gradient {@code [rows×columns]} from gradientOffset, the output; may be values
     * @param gradientOffset where the gradient starts
     * @param rows with 0 the mean is NaN, and nothing is written
     * @param columns the classes
     * @return the mean, in nats
     * @throws IllegalStateException if this is a loss of probabilities
     */
    public double meanGradient(
            float[] values,
            int valuesOffset,
            float[] oneHot,
            int oneHotOffset,
            float[] gradient,
            int gradientOffset,
            int rows,
            int columns) {
        LossChecks.input(values, valuesOffset, oneHot, oneHotOffset, rows, columns, options);
        Checks.apart(
                "oneHot", oneHot, oneHotOffset, rows * columns, "gradient", gradient, gradientOffset, rows * columns);
        double count = rows;
        double sum = gradient(
                values, valuesOffset, null, 0, oneHot, oneHotOffset, gradient, gradientOffset, rows, columns, count);
        return sum / count;
    }

    private double gradient(
            float[] values,
            int valuesOffset,
            int[] labels,
            int labelsOffset,
            float[] oneHot,
            int oneHotOffset,
            float[] gradient,
            int gradientOffset,
            int rows,
            int columns,
            double count) {
        LossChecks.gradient(fromLogits, values, valuesOffset, gradient, gradientOffset, rows, columns);
        KernelSet kernels = Kernels.current();
        return CrossEntropyGradient.of(
                kernels.crossEntropy(),
                kernels.softmax(),
                values,
                valuesOffset,
                labels,
                labelsOffset,
                oneHot,
                oneHotOffset,
                gradient,
                gradientOffset,
                rows,
                columns,
                (float) (1 / count),
                options);
    }

    /**
     * How many rows are not ignored. Labels may be any numbers here.
     *
     * @param labels {@code [rows]}
     * @param rows with 0 the count is 0
     * @return the count
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
     */
    public int count(int[] labels, int labelsOffset, int rows) {
        Checks.notNegative("rows", rows);
        Checks.range("labels", labels, labelsOffset, rows);
        return options.count(labels, labelsOffset, rows);
    }

    private double run(
            float[] values,
            int valuesOffset,
            int[] labels,
            int labelsOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns) {
        CrossEntropyKernel kernel = Kernels.current().crossEntropy();
        return fromLogits
                ? kernel.lossesFromLogits(
                        values, valuesOffset, labels, labelsOffset, losses, lossesOffset, rows, columns, options)
                : kernel.losses(
                        values,
                        valuesOffset,
                        labels,
                        labelsOffset,
                        losses,
                        lossesOffset,
                        rows,
                        columns,
                        epsilon,
                        1f - epsilon,
                        options);
    }

    private double run(
            float[] values,
            int valuesOffset,
            float[] oneHot,
            int oneHotOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns) {
        CrossEntropyKernel kernel = Kernels.current().crossEntropy();
        return fromLogits
                ? kernel.lossesFromLogits(
                        values, valuesOffset, oneHot, oneHotOffset, losses, lossesOffset, rows, columns, options)
                : kernel.losses(
                        values,
                        valuesOffset,
                        oneHot,
                        oneHotOffset,
                        losses,
                        lossesOffset,
                        rows,
                        columns,
                        epsilon,
                        1f - epsilon,
                        options);
    }
}
