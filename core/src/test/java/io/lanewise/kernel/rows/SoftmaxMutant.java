package io.lanewise.kernel.rows;

import io.lanewise.kernel.choice.ScalarKernels;

/** Softmaxes with one mistake each. */
public enum SoftmaxMutant implements SoftmaxKernel {
    DIVIDES,
    SUMS_IN_ORDER,
    SUMS_SHORT_ROWS_IN_ORDER,
    SUMS_WITHOUT_GROUPS,
    SUBTRACTS_NO_MAXIMUM,
    STARTS_THE_MAXIMUM_AT_MINUS_10000,
    KEEPS_THE_MAXIMUM_OF_16_ROWS_BEFORE,
    TAKES_THE_JDKS_EXPONENTIAL,
    HIDES_NAN,
    LEAVES_OUT_THE_LAST_ROW,
    LOG_OF_THE_SOFTMAX;

    @Override
    public void forward(
            float[] logits, int logitsOffset, float[] probabilities, int probabilitiesOffset, int rows, int columns) {
        for (int i = 0; i < (this == LEAVES_OUT_THE_LAST_ROW ? Math.min(rows, 2) : rows); i++) {
            int before = this == KEEPS_THE_MAXIMUM_OF_16_ROWS_BEFORE && i >= 16 ? 16 * columns : 0;
            row(logits, logitsOffset + i * columns, before, probabilities, probabilitiesOffset + i * columns, columns);
        }
    }

    private void row(float[] x, int xAt, int before, float[] p, int pAt, int columns) {
        float max = this == STARTS_THE_MAXIMUM_AT_MINUS_10000 ? -10000f : Float.NEGATIVE_INFINITY;
        for (int j = 0; j < columns; j++) {
            max = x[xAt + j] > max ? x[xAt + j] : max;
            max = x[xAt + j - before] > max ? x[xAt + j - before] : max;
        }
        float shift = this == SUBTRACTS_NO_MAXIMUM ? 0f : max;
        float inOrder = 0;
        for (int j = 0; j < columns; j++) {
            float logit = x[xAt + j];
            float e = this == TAKES_THE_JDKS_EXPONENTIAL
                    ? (float) (Math.exp((double) logit - shift) / Exp.UNSCALE)
                    : Exp.ofDifference(logit, shift);
            p[pAt + j] = this == HIDES_NAN && e != e ? 0f : e;
            inOrder += p[pAt + j];
        }
        float sum = switch (this) {
            case SUMS_IN_ORDER -> inOrder;
            case SUMS_SHORT_ROWS_IN_ORDER -> columns < 16 ? inOrder : ExpSum.of(p, pAt, columns);
            case SUMS_WITHOUT_GROUPS -> withoutGroups(p, pAt, columns);
            default -> ExpSum.of(p, pAt, columns);
        };
        for (int j = pAt; j < pAt + columns; j++) {
            p[j] = this == DIVIDES ? p[j] / sum : p[j] * (1 / sum);
        }
    }

    /** A PinnedSum without groups or blocks. */
    private static float withoutGroups(float[] e, int at, int columns) {
        if (columns < 16) {
            return ExpSum.of(e, at, columns);
        }
        float[] partial = new float[16];
        for (int j = 0; j < columns; j++) {
            partial[j < columns - columns % 16 ? j % 16 : 16 - (columns - j)] += e[at + j];
        }
        return Naive.join(partial);
    }

    @Override
    public void logForward(
            float[] logits,
            int logitsOffset,
            float[] logProbabilities,
            int logProbabilitiesOffset,
            int rows,
            int columns) {
        if (this != LOG_OF_THE_SOFTMAX) {
            ScalarKernels.SET
                    .softmax()
                    .logForward(logits, logitsOffset, logProbabilities, logProbabilitiesOffset, rows, columns);
            return;
        }
        ScalarKernels.SET
                .softmax()
                .forward(logits, logitsOffset, logProbabilities, logProbabilitiesOffset, rows, columns);
        for (int i = logProbabilitiesOffset; i < logProbabilitiesOffset + rows * columns; i++) {
            logProbabilities[i] = Log.log(logProbabilities[i]);
        }
    }
}
