package io.lanewise;

import io.lanewise.kernel.rows.LossOptions;

/** The checks of a loss. */
final class LossChecks {
    private LossChecks() {}

    /** A copy of finite weights of 0 or more. */
    static float[] copyOfClassWeights(float[] classWeights) {
        Checks.notNull("classWeights", classWeights);
        float[] copy = classWeights.clone();
        for (int i = 0; i < copy.length; i++) {
            if (!(copy[i] >= 0 && copy[i] <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "classWeights[" + i + "] is " + copy[i] + ", not a finite number of 0 or more");
            }
        }
        return copy;
    }

    static void smoothing(float smoothing, boolean fromLogits) {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("smoothing is " + smoothing + ", not in [0, 1)");
        }
        if (!fromLogits) {
            throw new IllegalStateException(
                    "smoothing is " + smoothing + ", but the loss is of probabilities, not logits");
        }
    }

    static void input(
            float[] values, int offset, int[] labels, int labelsOffset, int rows, int columns, LossOptions options) {
        Checks.range("values", values, offset, Checks.product("rows", rows, "columns", columns));
        classWeights(options, columns);
        labels(labels, labelsOffset, rows, columns, options);
    }

    /** Whether each of labels[rows] is a column, or ignored. */
    static void labels(int[] labels, int labelsOffset, int rows, int columns, LossOptions options) {
        Checks.range("labels", labels, labelsOffset, rows);
        for (int i = 0; i < rows; i++) {
            int label = labels[labelsOffset + i];
            if ((label < 0 || label >= columns) && !options.ignores(label)) {
                throw new IndexOutOfBoundsException(
                        "labels: row " + i + " has " + label + ", not in [0, " + columns + ")");
            }
        }
    }

    static void input(
            float[] values, int offset, float[] oneHot, int oneHotOffset, int rows, int columns, LossOptions options) {
        int length = Checks.product("rows", rows, "columns", columns);
        Checks.range("values", values, offset, length);
        Checks.range("oneHot", oneHot, oneHotOffset, length);
        classWeights(options, columns);
    }

    private static void classWeights(LossOptions options, int columns) {
        if (options.classWeights() != null && options.classWeights().length != columns) {
            throw new IllegalArgumentException(
                    "columns is " + columns + ", but there are " + options.classWeights().length + " class weights");
        }
    }

    /** Whether losses has room and shares nothing with an input [rows×columns]. */
    static void output(
            String name, float[] values, int offset, float[] losses, int lossesOffset, int rows, int columns) {
        Checks.range("losses", losses, lossesOffset, rows);
        Checks.apart(name, values, offset, rows * columns, "losses", losses, lossesOffset, rows);
    }

    /** Whether the loss has a gradient, which may be the logits [rows×columns]. */
    static void gradient(
            boolean fromLogits,
            float[] values,
            int offset,
            float[] gradient,
            int gradientOffset,
            int rows,
            int columns) {
        if (!fromLogits) {
            throw new IllegalStateException("the loss is of probabilities, whose gradient is that of their logits");
        }
        Checks.range("gradient", gradient, gradientOffset, rows * columns);
        Checks.sameOrApart("values", values, offset, "gradient", gradient, gradientOffset, rows * columns);
    }
}
