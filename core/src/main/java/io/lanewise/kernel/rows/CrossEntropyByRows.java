package io.lanewise.kernel.rows;

import static io.lanewise.kernel.Fma.fma;

import io.lanewise.kernel.Workspace;
import java.util.Arrays;

/** The cross-entropy's loops over rows, on four operations that each backend has in its own way. */
abstract class CrossEntropyByRows implements CrossEntropyKernel {
    /** Rows whose maxima, sums and logarithms are computed together. */
    static final int BLOCK = 16;

    /** In the memory of a call: logarithms[BLOCK], maxima[BLOCK], and a block of weights. */
    static final int MAXIMA = BLOCK;

    private static final int WEIGHTS = 2 * BLOCK;
    private static final int LENGTH = WEIGHTS + PinnedSum.LONGEST;

    private static final float[] ONES = new float[PinnedSum.LONGEST];

    static {
        Arrays.fill(ONES, 1f);
    }

    /** {@link #keep} of each row of x[rows×columns], rows ≤ BLOCK: its maximum and log(sum(exp(x − max))). */
    abstract void maximaAndLogSums(float[] x, int xOffset, int rows, int columns, float[] to, Workspace workspace);

    /** One block's {@link WeightedSum} of t[n] · (logSum − (x[n] − max)) where t is not 0. */
    abstract float labelledSum(float[] x, int xOffset, float[] t, int tOffset, int n, float max, float logSum);

    /** x[n] = log x[n], n ≤ BLOCK; up to BLOCK there may be any content after them. */
    abstract void log(float[] x, int xOffset, int n);

    /** What {@link #maximaAndLogSums} has found of a row. */
    static void keep(float[] memory, int row, float max, float logSum) {
        memory[row] = logSum;
        memory[MAXIMA + row] = max;
    }

    /** One block's WeightedSum of t[n] · clip(p[n]). */
    abstract float clippedDot(float[] p, int pOffset, float[] t, int tOffset, int n, float low, float high);

    /** The WeightedSum of t[columns] · clip(p[columns]). */
    private float clippedSum(float[] p, int pOffset, float[] t, int tOffset, int columns, float low, float high) {
        double sum = 0;
        int n;
        for (int j = 0; j < columns; j += n) {
            n = PinnedSum.block(columns - j);
            float block = clippedDot(p, pOffset + j, t, tOffset + j, n, low, high);
            sum += block;
        }
        return (float) sum;
    }

    /**
     * The WeightedSum of weights[columns] · (logSum − (x[columns] − max)) where the weight is not 0. A weight is t ·
     * classWeight; t and classWeights may be null, for 1 each.
     */
    private float weightedSum(
            float[] x,
            int xOffset,
            float[] t,
            int tOffset,
            float[] classWeights,
            int columns,
            float max,
            float logSum,
            float[] memory) {
        double sum = 0;
        int n;
        for (int j = 0; j < columns; j += n) {
            n = PinnedSum.block(columns - j);
            float block;
            if (t != null && classWeights != null) {
                for (int i = 0; i < n; i++) {
                    memory[WEIGHTS + i] = t[tOffset + j + i] * classWeights[j + i];
                }
                block = labelledSum(x, xOffset + j, memory, WEIGHTS, n, max, logSum);
            } else if (t != null) {
                block = labelledSum(x, xOffset + j, t, tOffset + j, n, max, logSum);
            } else if (classWeights != null) {
                block = labelledSum(x, xOffset + j, classWeights, j, n, max, logSum);
            } else {
                block = labelledSum(x, xOffset + j, ONES, 0, n, max, logSum);
            }
            sum += block;
        }
        return (float) sum;
    }

    @Override
    public final double losses(
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
        Workspace workspace = Workspace.take();
        float[] memory = workspace.panel(LENGTH);
        double sum = 0;
        for (int left = rows; left > 0; left -= BLOCK) {
            int first = rows - left;
            int n = Math.min(BLOCK, left);
            for (int row = 0; row < n; row++) {
                int label = labels[labelsOffset + first + row];
                int p = probabilitiesOffset + (first + row) * columns;
                memory[row] = options.ignores(label) ? 1f : WeightedSum.clip(probabilities[p + label], low, high);
            }
            log(memory, 0, n);
            for (int row = 0; row < n; row++) {
                int label = labels[labelsOffset + first + row];
                float loss = options.ignores(label) ? 0 : options.weighted(0 - memory[row], label);
                store(loss, losses, lossesOffset + first + row);
                sum += loss;
            }
        }
        workspace.give();
        return sum;
    }

    @Override
    public final double losses(
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
        float[] classWeights = options.classWeights();
        Workspace workspace = Workspace.take();
        float[] memory = workspace.panel(LENGTH);
        double sum = 0;
        for (int left = rows; left > 0; left -= BLOCK) {
            int first = rows - left;
            int n = Math.min(BLOCK, left);
            int t = oneHotOffset + first * columns;
            for (int row = 0; row < n; row++) {
                int p = probabilitiesOffset + (first + row) * columns;
                memory[row] = clippedSum(probabilities, p, oneHot, t + row * columns, columns, low, high);
            }
            log(memory, 0, n);
            for (int row = 0; row < n; row++) {
                float loss = 0 - memory[row]; // +0 for a probability of 1
                if (classWeights != null) {
                    float infinity = Float.POSITIVE_INFINITY;
                    float weight = clippedSum(classWeights, 0, oneHot, t + row * columns, columns, -infinity, infinity);
                    loss = LossOptions.product(weight, loss);
                }
                store(loss, losses, lossesOffset + first + row);
                sum += loss;
            }
        }
        workspace.give();
        return sum;
    }

    @Override
    public final double lossesFromLogits(
            float[] logits,
            int logitsOffset,
            int[] labels,
            int labelsOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns,
            LossOptions options) {
        Workspace workspace = Workspace.take();
        float[] memory = workspace.panel(LENGTH);
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int x = logitsOffset + i * columns;
            int row = inBlock(logits, x, i, rows, columns, memory, workspace);
            int label = labels[labelsOffset + i];
            float loss = 0;
            if (!options.ignores(label)) {
                float max = memory[MAXIMA + row];
                float logSum = memory[row];
                loss = options.weighted(logSum - (logits[x + label] - max), label);
                loss = smoothed(loss, logits, x, columns, max, logSum, memory, options);
            }
            store(loss, losses, lossesOffset + i);
            sum += loss;
        }
        workspace.give();
        return sum;
    }

    @Override
    public final double lossesFromLogits(
            float[] logits,
            int logitsOffset,
            float[] oneHot,
            int oneHotOffset,
            float[] losses,
            int lossesOffset,
            int rows,
            int columns,
            LossOptions options) {
        float[] classWeights = options.classWeights();
        Workspace workspace = Workspace.take();
        float[] memory = workspace.panel(LENGTH);
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int x = logitsOffset + i * columns;
            int row = inBlock(logits, x, i, rows, columns, memory, workspace);
            float max = memory[MAXIMA + row];
            float logSum = memory[row];
            float loss = weightedSum(
                    logits, x, oneHot, oneHotOffset + i * columns, classWeights, columns, max, logSum, memory);
            loss = smoothed(loss, logits, x, columns, max, logSum, memory, options);
            store(loss, losses, lossesOffset + i);
            sum += loss;
        }
        workspace.give();
        return sum;
    }

    /** Row i's place in its block, which is computed when its first row comes. */
    private int inBlock(float[] x, int xOffset, int i, int rows, int columns, float[] memory, Workspace workspace) {
        int row = i % BLOCK;
        if (row == 0) {
            int n = Math.min(BLOCK, rows - i);
            maximaAndLogSums(x, xOffset, n, columns, memory, workspace);
        }
        return row;
    }

    /** (1 − smoothing) · loss + smoothing / columns · the sum of all columns' losses, by their weights. */
    private float smoothed(
            float loss,
            float[] x,
            int xOffset,
            int columns,
            float max,
            float logSum,
            float[] memory,
            LossOptions options) {
        float smoothing = options.smoothing();
        if (smoothing == 0) {
            return loss;
        }
        float all = weightedSum(x, xOffset, null, 0, options.classWeights(), columns, max, logSum, memory);
        float rest = (1 - smoothing) * loss;
        // Any part of an infinite loss is infinite, also where smoothing / columns underflows to 0.
        return all == Float.POSITIVE_INFINITY ? rest + all : fma(smoothing / columns, all, rest);
    }

    private static void store(float loss, float[] losses, int i) {
        if (losses != null) {
            losses[i] = loss;
        }
    }
}
