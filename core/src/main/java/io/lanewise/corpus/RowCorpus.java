package io.lanewise.corpus;

import io.lanewise.ArgMax;
import io.lanewise.CrossEntropy;
import io.lanewise.Softmax;
import io.lanewise.TopK;
import java.util.Random;

/** The corpus of operations on rows: softmax, losses, argmax, top-k. Every array is part of the fingerprints. */
final class RowCorpus {
    private static final int[] MANY_COLUMNS = {
        63, 64, 65, 79, 80, 81, 100, 127, 128, 129, 255, 256, 257, 511, 512, 513, 527, 528, 1000, 1025
    };
    /** Nine, which shares no factor with the number of kinds, so that each number of rows meets each kind. */
    private static final int[] ROWS = {1, 2, 3, 4, 7, 8, 9, 16, 17};
    /** Some kernels take short rows together, one row per lane. */
    private static final int[] FEW_COLUMNS = {1, 2, 3, 8, 9, 10, 16, 17};

    /** Twice the widest vector's lanes, and a remainder. */
    private static final int MOST_ROWS = 35;

    // spotless:off, as a list of values needs no line each.
    private static final Values[] LOGITS = {
        Values.WIDE, Values.SPECIAL, Values.UNDERFLOWING, Values.MASKED, Values.HUGE, Values.WHOLE, Values.TINY,
        Values.BITS, Values.ORDINARY, Values.LOWEST, Values.ZEROS, Values.DEEP, Values.EQUAL
    };
    private static final Values[] PROBABILITIES = {
        Values.PROBABILITY, Values.SPECIAL, Values.PROBABILITY, Values.BITS, Values.ZEROS
    };
    private static final Values[] ORDERED = {
        Values.WHOLE, Values.ORDINARY, Values.SPECIAL, Values.MASKED, Values.ZEROS, Values.LOWEST, Values.BITS,
        Values.DEEP
    };
    // spotless:on

    /** Bits of the floats from the smallest up to 1, in steps that are no power of two: 5,000 of them. */
    private static final int LOGARITHM_STEP = 213_043;

    private RowCorpus() {}

    static void softmax(Fingerprint answers) {
        everyShape(4, LOGITS, (x, rows, columns, random) -> {
            float[] p = new float[x.length];
            Softmax.forward(x, p, rows, columns);
            answers.add(p);
        });
        float[] p = everyExponential();
        Softmax.forward(p, p, 4, p.length / 4);
        answers.add(p);
    }

    static void logSoftmax(Fingerprint answers) {
        everyShape(5, LOGITS, (x, rows, columns, random) -> {
            float[] q = new float[x.length];
            Softmax.logForward(x, q, rows, columns);
            answers.add(q);
        });
    }

    /** Four rows with maximum 0, over the whole range where exp is neither 0 nor 1. */
    private static float[] everyExponential() {
        int columns = 1025;
        float[] x = new float[4 * columns];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % columns == 0 ? 0f : -105f * i / x.length;
        }
        return x;
    }

    static void lossesByLabel(Fingerprint answers) {
        everyShape(6, PROBABILITIES, (p, rows, columns, random) -> {
            int[] labels = labels(rows, columns, random);
            float[] losses = new float[rows];
            CrossEntropy.ofProbabilities().losses(p, labels, losses, rows, columns);
            answers.add(losses);
            answers.add(CrossEntropy.ofProbabilities().mean(p, labels, rows, columns));
        });
        int[] labels = new int[5000];
        float[] p = new float[labels.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = Float.intBitsToFloat(i * LOGARITHM_STEP);
        }
        float[] losses = new float[p.length];
        CrossEntropy.ofProbabilities(Float.MIN_VALUE).losses(p, labels, losses, p.length, 1);
        answers.add(losses);
    }

    static void lossesByOneHot(Fingerprint answers) {
        everyShape(7, PROBABILITIES, (p, rows, columns, random) -> {
            float[] oneHot = oneHot(rows, columns, random);
            float[] losses = new float[rows];
            CrossEntropy.ofProbabilities().losses(p, oneHot, losses, rows, columns);
            answers.add(losses);
            answers.add(CrossEntropy.ofProbabilities().mean(p, oneHot, rows, columns));
        });
    }

    static void logitLossesByLabel(Fingerprint answers) {
        everyShape(8, LOGITS, (x, rows, columns, random) -> {
            int[] labels = labels(rows, columns, random);
            float[] losses = new float[rows];
            CrossEntropy.ofLogits().losses(x, labels, losses, rows, columns);
            answers.add(losses);
            answers.add(CrossEntropy.ofLogits().mean(x, labels, rows, columns));
        });
    }

    static void logitLossesByOneHot(Fingerprint answers) {
        everyShape(9, LOGITS, (x, rows, columns, random) -> {
            float[] oneHot = oneHot(rows, columns, random);
            float[] losses = new float[rows];
            CrossEntropy.ofLogits().losses(x, oneHot, losses, rows, columns);
            answers.add(losses);
            answers.add(CrossEntropy.ofLogits().mean(x, oneHot, rows, columns));
        });
    }

    /** Class weights, an ignored label and, of logits, label smoothing: each alone, in pairs, and all of them. */
    static void lossesWithOptions(Fingerprint answers) {
        everyShape(10, PROBABILITIES, (p, rows, columns, random) -> {
            CrossEntropy loss = withOptions(CrossEntropy.ofProbabilities(), 1 + random.nextInt(3), columns, random);
            lossesWithOptions(loss, p, rows, columns, random, answers);
        });
        everyShape(11, LOGITS, (x, rows, columns, random) -> {
            CrossEntropy loss = withOptions(CrossEntropy.ofLogits(), 1 + random.nextInt(7), columns, random);
            lossesWithOptions(loss, x, rows, columns, random, answers);
        });
    }

    /** A bit of options each: 1 for class weights, 2 for an ignored label, 4 for smoothing. */
    private static CrossEntropy withOptions(CrossEntropy plain, int options, int columns, Random random) {
        CrossEntropy loss = plain;
        if ((options & 1) != 0) {
            loss = loss.withClassWeights(classWeights(columns, random));
        }
        if ((options & 2) != 0) {
            loss = loss.withIgnoredLabel(random.nextInt(columns));
        }
        return (options & 4) == 0 ? loss : loss.withLabelSmoothing(0.1f);
    }

    private static void lossesWithOptions(
            CrossEntropy loss, float[] values, int rows, int columns, Random random, Fingerprint answers) {
        int[] labels = labels(rows, columns, random);
        float[] oneHot = oneHot(rows, columns, random);
        float[] losses = new float[rows];
        loss.losses(values, labels, losses, rows, columns);
        answers.add(losses);
        answers.add(loss.mean(values, labels, rows, columns));
        answers.add(loss.count(labels, rows));
        loss.losses(values, oneHot, losses, rows, columns);
        answers.add(losses);
        answers.add(loss.sum(values, oneHot, rows, columns));
    }

    /** In [0, 1), with zeros among them. */
    private static float[] classWeights(int columns, Random random) {
        float[] weights = Values.PROBABILITY.array(columns, random);
        for (int j = 0; j < columns; j++) {
            weights[j] = Math.max(weights[j], 0f);
        }
        return weights;
    }

    /** Plain and with each set of options, by labels and by rows of weights. */
    static void lossGradients(Fingerprint answers) {
        everyShape(26, LOGITS, (x, rows, columns, random) -> {
            CrossEntropy loss = withOptions(CrossEntropy.ofLogits(), random.nextInt(8), columns, random);
            float[] gradient = new float[x.length];
            answers.add(loss.meanGradient(x, labels(rows, columns, random), gradient, rows, columns));
            answers.add(gradient);
            answers.add(loss.sumGradient(x, oneHot(rows, columns, random), gradient, rows, columns));
            answers.add(gradient);
        });
    }

    static void argMax(Fingerprint answers) {
        everyShape(12, ORDERED, (x, rows, columns, random) -> {
            int[] indices = new int[rows];
            ArgMax.forward(x, indices, rows, columns);
            answers.add(indices);
        });
    }

    static void topK(Fingerprint answers) {
        everyShape(13, ORDERED, (x, rows, columns, random) -> {
            int k = 1 + random.nextInt(columns);
            topK(x, rows, columns, k, answers);
            topK(x, rows, columns, Math.min(columns, 5), answers);
        });
    }

    private static void topK(float[] x, int rows, int columns, int k, Fingerprint answers) {
        float[] values = new float[rows * k];
        int[] indices = new int[rows * k];
        TopK.forward(x, values, indices, rows, columns, k);
        answers.add(values);
        answers.add(indices);
    }

    private interface Call {
        void on(float[] x, int rows, int columns, Random random);
    }

    /** Every remainder of the columns with two kinds of values, and short rows in every number up to 35. */
    private static void everyShape(long seed, Values[] kinds, Call call) {
        Random random = new Random(seed);
        int shapes = 0;
        for (int columns = 1; columns <= 50; columns++) {
            for (int i = 0; i < 2; i++, shapes++) {
                call(call, ROWS[shapes % ROWS.length], columns, kinds[shapes % kinds.length], random);
            }
        }
        for (int columns : MANY_COLUMNS) {
            for (int i = 0; i < 2; i++, shapes++) {
                call(call, 1 + shapes % 3, columns, kinds[shapes % kinds.length], random);
            }
        }
        for (int rows = 1; rows <= MOST_ROWS; rows++) {
            for (int columns : FEW_COLUMNS) {
                call(call, rows, columns, kinds[shapes++ % kinds.length], random);
            }
        }
    }

    private static void call(Call call, int rows, int columns, Values kind, Random random) {
        call.on(kind.array(rows * columns, random), rows, columns, random);
    }

    private static int[] labels(int rows, int columns, Random random) {
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = random.nextInt(columns);
        }
        return labels;
    }

    /** Rows that are one-hot, rows in [0, 1), and rows of special values. */
    private static float[] oneHot(int rows, int columns, Random random) {
        float[] oneHot = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            int kind = random.nextInt(4);
            if (kind < 2) {
                oneHot[i * columns + random.nextInt(columns)] = 1f;
            } else {
                Values values = kind == 2 ? Values.PROBABILITY : Values.SPECIAL;
                System.arraycopy(values.array(columns, random), 0, oneHot, i * columns, columns);
            }
        }
        return oneHot;
    }
}
