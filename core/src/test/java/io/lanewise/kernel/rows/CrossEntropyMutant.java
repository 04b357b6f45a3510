package io.lanewise.kernel.rows;

import io.lanewise.kernel.choice.ScalarKernels;
import java.util.Arrays;

/** Cross-entropies with one mistake each, made of {@link Naive}'s. */
public enum CrossEntropyMutant implements CrossEntropyKernel {
    CLIPS_NAN,
    CLIPS_ONLY_BELOW,
    CLIPS_THE_SUM,
    SUMS_IN_FLOAT,
    SUMS_BACKWARDS,
    LEAVES_OUT_THE_LAST_ROW,
    READS_THE_FIRST_LABELS,
    COUNTS_WEIGHTS_OF_ZERO,
    FORMS_THE_PROBABILITIES,
    TAKES_THE_LARGEST_WEIGHT,
    FORGETS_CLASS_WEIGHTS,
    COUNTS_IGNORED_ROWS,
    FORGETS_SMOOTHING;

    @Override
    public double losses(
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
            LossOptions options) {
        float[] p = clipped(part(probabilities, probabilitiesOffset, rows * columns), low, high);
        int[] part = labels(labels, labelsOffset, rows);
        return answer(Naive.losses(p, part, rows, columns, low, high(high), options(options)), losses, lossesOffset);
    }

    @Override
    public double losses(
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
            LossOptions options) {
        float[] p = clipped(part(probabilities, probabilitiesOffset, rows * columns), low, high);
        float[] t = weights(part(oneHot, oneHotOffset, rows * columns), rows, columns);
        if (this == CLIPS_THE_SUM) {
            float infinity = Float.POSITIVE_INFINITY;
            float[] unclipped = Naive.losses(p, t, rows, columns, -infinity, infinity, options);
            for (int i = 0; i < rows; i++) {
                unclipped[i] = Math.min(Math.max(unclipped[i], -Log.log(high)), -Log.log(low));
            }
            return answer(unclipped, losses, lossesOffset);
        }
        return answer(Naive.losses(p, t, rows, columns, low, high(high), options(options)), losses, lossesOffset);
    }

    @Override
    public double lossesFromLogits(
            float[] logits,
            int logitsOffset,
            int[] labels,
            int labelsOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns,
            LossOptions options) {
        float[] x = part(logits, logitsOffset, rows * columns);
        int[] part = labels(labels, labelsOffset, rows);
        if (this == FORMS_THE_PROBABILITIES) {
            float[] p = Naive.softmax(x, rows, columns);
            return answer(Naive.losses(p, part, rows, columns, 0, 1, options), losses, lossesOffset);
        }
        return answer(Naive.lossesFromLogits(x, part, rows, columns, options(options)), losses, lossesOffset);
    }

    @Override
    public double lossesFromLogits(
            float[] logits,
            int logitsOffset,
            float[] oneHot,
            int oneHotOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns,
            LossOptions options) {
        float[] x = part(logits, logitsOffset, rows * columns);
        float[] t = weights(part(oneHot, oneHotOffset, rows * columns), rows, columns);
        float[] right = Naive.lossesFromLogits(x, t, rows, columns, options(options));
        for (int i = 0; i < rows * columns; i++) {
            if (this == COUNTS_WEIGHTS_OF_ZERO && t[i] == 0 && x[i] == Float.NEGATIVE_INFINITY) {
                right[i / columns] = Float.NaN;
            }
        }
        return answer(right, losses, lossesOffset);
    }

    private float[] clipped(float[] p, float low, float high) {
        if (this == CLIPS_NAN) {
            for (int i = 0; i < p.length; i++) {
                p[i] = p[i] > low ? p[i] : low;
            }
        }
        return p;
    }

    private LossOptions options(LossOptions options) {
        return new LossOptions(
                this == FORGETS_CLASS_WEIGHTS ? null : options.classWeights(),
                this != COUNTS_IGNORED_ROWS && options.ignoring(),
                options.ignored(),
                this == FORGETS_SMOOTHING ? 0 : options.smoothing());
    }

    private float high(float high) {
        return this == CLIPS_ONLY_BELOW ? Float.POSITIVE_INFINITY : high;
    }

    private int[] labels(int[] labels, int offset, int rows) {
        int from = this == READS_THE_FIRST_LABELS ? 0 : offset;
        return Arrays.copyOfRange(labels, from, from + rows);
    }

    private float[] weights(float[] t, int rows, int columns) {
        for (int i = 0; this == TAKES_THE_LARGEST_WEIGHT && i < rows; i++) {
            int[] best = new int[1];
            ScalarKernels.SET.argMax().forward(t, i * columns, best, 0, 1, columns);
            for (int j = 0; j < columns; j++) {
                t[i * columns + j] = j == best[0] ? 1f : 0f;
            }
        }
        return t;
    }

    private double sum(float[] losses) {
        double sum = 0;
        for (int i = 0; i < losses.length; i++) {
            float loss = losses[this == SUMS_BACKWARDS ? losses.length - 1 - i : i];
            sum = this == SUMS_IN_FLOAT ? (float) sum + loss : sum + loss;
        }
        return sum;
    }

    private static float[] part(float[] array, int offset, int length) {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    private double answer(float[] from, float[] to, int offset) {
        int length = this == LEAVES_OUT_THE_LAST_ROW ? Math.max(0, from.length - 1) : from.length;
        if (to != null) {
            System.arraycopy(from, 0, to, offset, length);
        }
        return sum(from);
    }
}
