package io.lanewise;

import io.lanewise.kernel.rows.LossOptions;

/** The checks that the losses share. */
final class LossChecks {
    private LossChecks() {}

    static void input(
            String name, float[] values, int offset, int[] labels, int labelsOffset, int rows, int columns,
            LossOptions options) {
        Checks.range(name, values, offset, Checks.product("rows", rows, "columns", columns));
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
            String name, float[] values, int offset, float[] oneHot, int oneHotOffset, int rows, int columns,
            LossOptions options) {
        int length = Checks.product("rows", rows, "columns", columns);
        Checks.range(name, values, offset, length);
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
}
