package io.lanewise.kernel.rows;

import io.lanewise.corpus.Values;
import io.lanewise.kernel.AnyValues;
import io.lanewise.kernel.Frame;
import io.lanewise.kernel.choice.KernelSet;
import java.util.Arrays;
import java.util.Random;

/** A CrossEntropyKernel against {@link Naive}: throws AssertionError at the first bit that differs. */
public final class CrossEntropyAgreement {
    private static final int[] LONG_COLUMNS = {
        63, 64, 65, 100, 127, 128, 129, 257, 512, 513, 527, 528, 529, 1000, 1024, 1025, 1039, 1040
    };
    private static final int[] ROWS = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33};
    /** Every remainder of a vector's lanes, after none of them and after several. */
    private static final int[] MANY_ROWS = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32, 33, 47, 48, 49, 63, 64, 65, 70
    };

    private static final Values[] PROBABILITIES = {Values.PROBABILITY, Values.SPECIAL, Values.ZEROS, Values.BITS};
    private static final Values[] LOGITS = {
        Values.ORDINARY,
        Values.WIDE,
        Values.UNDERFLOWING,
        Values.DEEP,
        Values.HUGE,
        Values.TINY,
        Values.EQUAL,
        Values.LOWEST,
        Values.MASKED,
        Values.SPECIAL,
        Values.ZEROS,
        Values.BITS
    };
    private static final float[][] CLIPS = {
        {1e-7f, 1f - 1e-7f}, {0.25f, 0.75f}, {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}
    };

    /** What a row of weights looks like. */
    private enum Weights {
        ONE_HOT,
        SMOOTHED,
        SPARSE,
        SPECIAL
    }

    private final CrossEntropyKernel kernel;
    private int shapes;
    private int options;

    private CrossEntropyAgreement(KernelSet kernels) {
        kernel = kernels.crossEntropy();
    }

    public static void checkAll(KernelSet kernels) {
        CrossEntropyAgreement check = new CrossEntropyAgreement(kernels);
        for (int columns = 1; columns <= 50; columns++) {
            check.everyKind(columns);
        }
        for (int columns : LONG_COLUMNS) {
            check.everyKind(columns);
        }
        for (int rows : MANY_ROWS) {
            for (int columns : new int[] {1, 2, 3, 7, 8, 9, 10, 16, 17}) {
                check.probabilities(rows, columns, PROBABILITIES[check.shapes % PROBABILITIES.length]);
                check.logits(rows, columns, LOGITS[check.shapes++ % LOGITS.length]);
            }
        }
        check.orderOfRows();
        check.nothing();
        check.everyLogarithm(200_000);
    }

    /** Each kind of remainder once: for kernels that run as boxed objects. */
    public static void checkFew(KernelSet kernels) {
        CrossEntropyAgreement check = new CrossEntropyAgreement(kernels);
        for (int columns = 1; columns <= 50; columns++) {
            check.probabilities(1 + columns % 3, columns, PROBABILITIES[columns % PROBABILITIES.length]);
            check.logits(1 + columns % 3, columns, LOGITS[columns % LOGITS.length]);
        }
        for (int rows = 1; rows <= 35; rows++) {
            check.probabilities(rows, 10, Values.PROBABILITY);
            check.logits(rows, 3, Values.SPECIAL);
        }
        check.logits(17, 257, Values.ORDINARY);
        check.logits(8, 600, Values.SPECIAL);
        check.orderOfRows();
        check.nothing();
        check.everyLogarithm(5_000);
    }

    /** Values of any kind in a shape, with options and without. */
    public static void checkAny(KernelSet kernels, int rows, int columns, Random random) {
        CrossEntropyAgreement check = new CrossEntropyAgreement(kernels);
        check.options = random.nextInt(7);
        float[] p = AnyValues.of(rows * columns, random);
        float[] x = AnyValues.of(rows * columns, random);
        check.probabilities(p, rows, columns, rows + "×" + columns, random);
        check.logits(x, rows, columns, rows + "×" + columns, random);
        int[] labels = labels(rows, columns, random);
        float low = CLIPS[0][0];
        float high = CLIPS[0][1];
        LossOptions none = LossOptions.NONE;
        Oracle.losses(p, labels, columns, low, high, Naive.losses(p, labels, rows, columns, low, high, none));
        Oracle.lossesFromLogits(x, labels, columns, Naive.lossesFromLogits(x, labels, rows, columns, none));
    }

    private void everyKind(int columns) {
        for (Values kind : PROBABILITIES) {
            probabilities(ROWS[shapes++ % ROWS.length], columns, kind);
        }
        for (Values kind : LOGITS) {
            logits(ROWS[shapes++ % ROWS.length], columns, kind);
        }
    }

    /** Losses so far apart that their sum in double depends on the order: like losses mostly add up exactly. */
    private void orderOfRows() {
        logits(40, 2, Values.HUGE);
        logits(40, 3, Values.HUGE);
    }

    /** No rows, and rows of no column, which have weights but no label. */
    private void nothing() {
        probabilities(0, 10, Values.PROBABILITY);
        logits(0, 10, Values.ORDINARY);
        Random random = new Random(1);
        float[] none = {};
        for (Weights weights : Weights.values()) {
            probabilitiesByWeights(none, 3, 0, 0.25f, 0.75f, weights, "3×0", LossOptions.NONE, random);
            logitsByWeights(none, 3, 0, weights, "3×0", LossOptions.NONE, random);
        }
    }

    /** Rows of one probability, over all floats: the logarithm's own test. */
    private void everyLogarithm(int rows) {
        int stride = (int) ((1L << 32) / rows);
        float[] p = new float[rows];
        for (int i = 0; i < rows; i++) {
            p[i] = Float.intBitsToFloat(i * stride);
        }
        int[] labels = new int[rows];
        Random random = new Random(rows);
        probabilitiesByLabel(
                p,
                labels,
                rows,
                1,
                Float.NEGATIVE_INFINITY,
                Float.POSITIVE_INFINITY,
                "every logarithm",
                LossOptions.NONE,
                random);
    }

    private void probabilities(int rows, int columns, Values kind) {
        Random random = new Random(31 * (31 * rows + columns) + kind.ordinal());
        float[] p = kind.array(rows * columns, random);
        probabilities(p, rows, columns, rows + "×" + columns + " " + kind, random);
    }

    private void probabilities(float[] p, int rows, int columns, String shape, Random random) {
        LossOptions options = options(columns, random);
        int[] labels = labels(rows, columns, random);
        for (float[] clip : CLIPS) {
            probabilitiesByLabel(p, labels, rows, columns, clip[0], clip[1], shape, LossOptions.NONE, random);
            probabilitiesByLabel(
                    p, ignoring(labels, options, random), rows, columns, clip[0], clip[1], shape, options, random);
            for (Weights weights : Weights.values()) {
                probabilitiesByWeights(p, rows, columns, clip[0], clip[1], weights, shape, LossOptions.NONE, random);
                probabilitiesByWeights(p, rows, columns, clip[0], clip[1], weights, shape, options, random);
            }
        }
    }

    private void logits(int rows, int columns, Values kind) {
        Random random = new Random(31 * (31 * rows + columns) + kind.ordinal());
        float[] x = kind.array(rows * columns, random);
        logits(x, rows, columns, rows + "×" + columns + " " + kind, random);
    }

    private void logits(float[] x, int rows, int columns, String shape, Random random) {
        LossOptions options = options(columns, random);
        int[] labels = labels(rows, columns, random);
        logitsByLabel(x, labels, rows, columns, shape, LossOptions.NONE, random);
        logitsByLabel(x, ignoring(labels, options, random), rows, columns, shape, options, random);
        for (Weights weights : Weights.values()) {
            logitsByWeights(x, rows, columns, weights, shape, LossOptions.NONE, random);
            logitsByWeights(x, rows, columns, weights, shape, options, random);
        }
    }

    /** Class weights, with zeros among them, an ignored label and smoothing, in every combination but none of them. */
    private LossOptions options(int columns, Random random) {
        int some = 1 + options++ % 7;
        float[] classWeights = new float[columns];
        for (int j = 0; j < columns; j++) {
            classWeights[j] = random.nextInt(5) == 0 ? 0 : 2 * Values.unit(random);
        }
        int ignored = random.nextBoolean() ? -100 : columns - 1;
        return new LossOptions(
                (some & 1) != 0 ? classWeights : null, (some & 2) != 0, ignored, (some & 4) != 0 ? 0.1f : 0);
    }

    private static String named(LossOptions options) {
        return (options.classWeights() == null ? "" : ", class weights")
                + (options.ignoring() ? ", ignoring " + options.ignored() : "")
                + (options.smoothing() == 0 ? "" : ", smoothed");
    }

    /** Some labels are the ignored one. */
    private static int[] ignoring(int[] labels, LossOptions options, Random random) {
        int[] changed = labels.clone();
        for (int i = 0; options.ignoring() && i < labels.length; i++) {
            changed[i] = random.nextInt(3) == 0 ? options.ignored() : labels[i];
        }
        return changed;
    }

    private void probabilitiesByLabel(
            float[] p,
            int[] labels,
            int rows,
            int columns,
            float low,
            float high,
            String shape,
            LossOptions options,
            Random random) {
        String what = "losses by label " + shape + named(options) + " in [" + low + ", " + high + "]";
        float[] expected = Naive.losses(p, labels, rows, columns, low, high, options);
        Frame in = Frame.of(p, random);
        Frame out = Frame.output(rows, random);
        int at = random.nextInt(17);
        int[] labelArray = frame(labels, at);
        double stored = kernel.losses(
                in.array, in.offset, labelArray, at, out.array, out.offset, rows, columns, low, high, options);
        out.expect(expected, what);
        same(Naive.sum(expected), stored, what);
        double sum = kernel.losses(in.array, in.offset, labelArray, at, null, 0, rows, columns, low, high, options);
        same(Naive.sum(expected), sum, what);
        in.expect(p, what + ", probabilities");
    }

    private void probabilitiesByWeights(
            float[] p,
            int rows,
            int columns,
            float low,
            float high,
            Weights weights,
            String shape,
            LossOptions options,
            Random random) {
        String what = "losses by weights " + weights + " " + shape + named(options) + " in [" + low + ", " + high + "]";
        float[] t = weights(weights, rows, columns, random);
        float[] expected = Naive.losses(p, t, rows, columns, low, high, options);
        Frame in = Frame.of(p, random);
        Frame by = Frame.of(t, random);
        Frame out = Frame.output(rows, random);
        double stored = kernel.losses(
                in.array, in.offset, by.array, by.offset, out.array, out.offset, rows, columns, low, high, options);
        out.expect(expected, what);
        same(Naive.sum(expected), stored, what);
        double sum =
                kernel.losses(in.array, in.offset, by.array, by.offset, null, 0, rows, columns, low, high, options);
        same(Naive.sum(expected), sum, what);
        in.expect(p, what + ", probabilities");
        by.expect(t, what + ", weights");
    }

    private void logitsByLabel(
            float[] x, int[] labels, int rows, int columns, String shape, LossOptions options, Random random) {
        String what = "losses from logits by label " + shape + named(options);
        float[] expected = Naive.lossesFromLogits(x, labels, rows, columns, options);
        Frame in = Frame.of(x, random);
        Frame out = Frame.output(rows, random);
        int at = random.nextInt(17);
        int[] labelArray = frame(labels, at);
        double stored = kernel.lossesFromLogits(
                in.array, in.offset, labelArray, at, out.array, out.offset, rows, columns, options);
        out.expect(expected, what);
        same(Naive.sum(expected), stored, what);
        double sum = kernel.lossesFromLogits(in.array, in.offset, labelArray, at, null, 0, rows, columns, options);
        same(Naive.sum(expected), sum, what);
        in.expect(x, what + ", logits");
    }

    private void logitsByWeights(
            float[] x, int rows, int columns, Weights weights, String shape, LossOptions options, Random random) {
        String what = "losses from logits by weights " + weights + " " + shape + named(options);
        float[] t = weights(weights, rows, columns, random);
        float[] expected = Naive.lossesFromLogits(x, t, rows, columns, options);
        Frame in = Frame.of(x, random);
        Frame by = Frame.of(t, random);
        Frame out = Frame.output(rows, random);
        double stored = kernel.lossesFromLogits(
                in.array, in.offset, by.array, by.offset, out.array, out.offset, rows, columns, options);
        out.expect(expected, what);
        same(Naive.sum(expected), stored, what);
        double sum = kernel.lossesFromLogits(in.array, in.offset, by.array, by.offset, null, 0, rows, columns, options);
        same(Naive.sum(expected), sum, what);
        in.expect(x, what + ", logits");
        by.expect(t, what + ", weights");
    }

    private static void same(double expected, double actual, String what) {
        if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(actual)) {
            throw new AssertionError(what + ": the sum is " + actual + ", not " + expected);
        }
    }

    /** Every column is some row's label where there are rows enough, the first and the last first. */
    private static int[] labels(int rows, int columns, Random random) {
        int[] labels = new int[rows];
        Arrays.setAll(labels, i -> i == 0 ? columns - 1 : i == 1 ? 0 : random.nextInt(columns));
        return labels;
    }

    /** A label outside of the frame throws. */
    private static int[] frame(int[] labels, int offset) {
        int[] array = new int[offset + labels.length + 3];
        Arrays.fill(array, Integer.MIN_VALUE);
        System.arraycopy(labels, 0, array, offset, labels.length);
        return array;
    }

    private static float[] weights(Weights weights, int rows, int columns, Random random) {
        float[] t = new float[rows * columns];
        for (int i = 0; i < t.length; i++) {
            t[i] = switch (weights) {
                case ONE_HOT -> 0f;
                case SMOOTHED -> Values.unit(random);
                case SPARSE -> random.nextInt(4) > 0 ? (random.nextBoolean() ? 0f : -0f) : Values.unit(random);
                case SPECIAL -> Values.SPECIAL.next(random);
            };
        }
        if (weights == Weights.ONE_HOT && columns > 0) {
            int[] labels = labels(rows, columns, random);
            for (int i = 0; i < rows; i++) {
                t[i * columns + labels[i]] = 1f;
            }
        }
        return t;
    }
}
