package io.lanewise.kernel.rows;

import io.lanewise.kernel.choice.ScalarKernels;

/** Softmaxes with one mistake each. */
public enum SoftmaxMutant implements SoftmaxKernel {
    DIVIDES,
    SUMS_IN_ORDER,
    DROPS_WHAT_THE_SUM_LOST,
    SCALES_BY_ONE_FLOAT,
    SUBTRACTS_NO_MAXIMUM,
    STARTS_THE_MAXIMUM_AT_MINUS_10000,
    TAKES_THE_JDKS_EXPONENTIAL,
    ROUNDS_THE_DIFFERENCE,
    HIDES_NAN,
    LEAVES_OUT_THE_LAST_ROW,
    LOG_OF_THE_SOFTMAX;

    @Override
    public void forward(
            float[] logits, int logitsOffset, float[] probabilities, int probabilitiesOffset, int rows,
            int columns) {
        for (int i = 0; i < (this == LEAVES_OUT_THE_LAST_ROW ? Math.min(rows, 2) : rows); i++) {
            row(logits, logitsOffset + i * columns, probabilities, probabilitiesOffset + i * columns, columns);
        }
    }

    private void row(float[] x, int xAt, float[] p, int pAt, int columns) {
        float max = this == STARTS_THE_MAXIMUM_AT_MINUS_10000 ? -10000f : Float.NEGATIVE_INFINITY;
        for (int j = 0; j < columns; j++) {
            max = x[xAt + j] > max ? x[xAt + j] : max;
        }
        float shift = this == SUBTRACTS_NO_MAXIMUM ? 0f : max;
        float inOrder = 0;
        double exact = 0;
        for (int j = 0; j < columns; j++) {
            float logit = x[xAt + j];
            float e = switch (this) {
                case TAKES_THE_JDKS_EXPONENTIAL -> (float) Math.exp((double) logit - shift) / Exp.UNSCALE;
                case ROUNDS_THE_DIFFERENCE -> Exp.ofDifference(logit - shift, 0f);
                default -> Exp.ofDifference(logit, shift);
            };
            p[pAt + j] = this == HIDES_NAN && e != e ? 0f : e;
            inOrder += p[pAt + j];
            exact += p[pAt + j];
        }
        float sum = this == SUMS_IN_ORDER ? inOrder : (float) exact;
        float lost = this == DROPS_WHAT_THE_SUM_LOST ? 0 : (float) (exact - sum);
        float scale = 1 / sum;
        float rest = this == SCALES_BY_ONE_FLOAT ? 0 : ExpSum.rest(sum, lost, scale);
        switch (this) {
            case DIVIDES, SUMS_IN_ORDER, DROPS_WHAT_THE_SUM_LOST, SCALES_BY_ONE_FLOAT -> {
                for (int j = pAt; j < pAt + columns; j++) {
                    p[j] = this == DIVIDES ? p[j] / sum : ExpSum.product(p[j], scale, rest);
                }
            }
            default -> ExpSum.divide(p, pAt, columns);
        }
    }

    @Override
    public void logForward(
            float[] logits, int logitsOffset, float[] logProbabilities, int logProbabilitiesOffset, int rows,
            int columns) {
        if (this != LOG_OF_THE_SOFTMAX) {
            ScalarKernels.SET.softmax().logForward(
                    logits, logitsOffset, logProbabilities, logProbabilitiesOffset, rows, columns);
            return;
        }
        ScalarKernels.SET.softmax().forward(logits, logitsOffset, logProbabilities, logProbabilitiesOffset, rows, columns);
        for (int i = logProbabilitiesOffset; i < logProbabilitiesOffset + rows * columns; i++) {
            logProbabilities[i] = Log.log(logProbabilities[i]);
        }
    }
}
