package io.lanewise.kernel.rows;

import static io.lanewise.kernel.Fma.fma;

import io.lanewise.kernel.Workspace;
import java.util.Arrays;

/**
 * The gradient of the cross-entropy of logits, by the loss and the softmax of a block of rows after another, so that
 * the softmax finds its rows in L1. No backend has an order of its own. That the softmax computes each exponential again
 * costs 4 of the 10 µs of 256×10 at 512 bits, where a step of a network of 784-128-10 takes 1,500.
 *
 * <p>A row's is {@code fma(p[j], sum(t), −t[j]) · scale}, with t the row's labels times the class weights, smoothed.
 */
public final class CrossEntropyGradient {
    /** Logits of a block: 16 KB. */
    private static final int LOGITS = 4096;

    private CrossEntropyGradient() {}

    /**
     * gradient[rows×columns] of the sum of the losses times scale; gradient may be logits. Labels are oneHot where
     * labels are null. Returns the sum of the losses, by the bits of {@link CrossEntropyKernel#lossesFromLogits}.
     */
    public static double of(
            CrossEntropyKernel loss,
            SoftmaxKernel softmax,
            float[] logits,
            int logitsOffset,
            int[] labels,
            int labelsOffset,
            float[] oneHot,
            int oneHotOffset,
            float[] gradient,
            int gradientOffset,
            int rows,
            int columns,
            float scale,
            LossOptions options) {
        if (rows == 0) {
            return 0;
        }
        int step = Math.min(rows, Math.max(1, LOGITS / Math.max(1, columns)));
        Workspace workspace = Workspace.take();
        float[] t = workspace.rows(columns + step); // and the losses of a block
        float[] p = workspace.panel(columns);
        double sum = 0;
        for (int left = rows; left > 0; left -= step) {
            int first = rows - left;
            int n = Math.min(step, left);
            int x = logitsOffset + first * columns;
            int g = gradientOffset + first * columns;
            int y = labels != null ? labelsOffset + first : oneHotOffset + first * columns;
            if (labels != null) {
                loss.lossesFromLogits(logits, x, labels, y, t, columns, n, columns, options);
            } else {
                loss.lossesFromLogits(logits, x, oneHot, y, t, columns, n, columns, options);
            }
            for (int i = 0; i < n; i++) {
                sum += t[columns + i];
            }
            softmax.forward(logits, x, gradient, g, n, columns);
            for (int i = 0; i < n; i++) {
                int at = g + i * columns;
                if (labels == null) {
                    weighted(gradient, at, oneHot, y + i * columns, 0, columns, scale, t, p, options);
                } else if (options.ignores(labels[y + i])) {
                    Arrays.fill(gradient, at, at + columns, 0f);
                } else if (options.classWeights() == null && options.smoothing() == 0) {
                    gradient[at + labels[y + i]] -= 1;
                    scale(gradient, at, columns, scale);
                } else {
                    weighted(gradient, at, null, 0, labels[y + i], columns, scale, t, p, options);
                }
            }
        }
        workspace.give();
        return sum;
    }

    /** A row of probabilities made the gradient, by a row of oneHot or, where that is null, by a label. */
    private static void weighted(
            float[] gradient,
            int at,
            float[] oneHot,
            int oneHotOffset,
            int label,
            int columns,
            float scale,
            float[] t,
            float[] p,
            LossOptions options) {
        if (oneHot == null) {
            Arrays.fill(t, 0, columns, 0f);
            t[label] = 1;
        } else {
            System.arraycopy(oneHot, oneHotOffset, t, 0, columns);
        }
        if (options.classWeights() != null) {
            multiply(t, options.classWeights(), columns);
        }
        if (options.smoothing() != 0) {
            smooth(t, options, columns);
        }
        float sum = sum(t, columns);
        if (sum == 0 && isZero(t, columns)) {
            Arrays.fill(gradient, at, at + columns, 0f);
        } else {
            System.arraycopy(gradient, at, p, 0, columns);
            subtract(p, sum, t, columns);
            System.arraycopy(p, 0, gradient, at, columns);
        }
        scale(gradient, at, columns, scale);
    }

    private static void multiply(float[] t, float[] weights, int n) {
        for (int j = 0; j < n; j++) {
            t[j] *= weights[j];
        }
    }

    /** (1 − s) · t[n] + s / n · the class weights. */
    private static void smooth(float[] t, LossOptions options, int n) {
        float smoothing = options.smoothing();
        float[] weights = options.classWeights();
        for (int j = 0; j < n; j++) {
            t[j] = fma(smoothing / n, weights == null ? 1f : weights[j], (1 - smoothing) * t[j]);
        }
    }

    /** In double, and in four chains, because one would wait for every addition. */
    private static float sum(float[] t, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = 0;
        for (; j + 4 <= n; j += 4) {
            a += t[j];
            b += t[j + 1];
            c += t[j + 2];
            d += t[j + 3];
        }
        for (; j < n; j++) {
            a += t[j];
        }
        return (float) ((a + c) + (b + d));
    }

    private static boolean isZero(float[] t, int n) {
        for (int j = 0; j < n; j++) {
            if (t[j] != 0) {
                return false;
            }
        }
        return true;
    }

    /** p[n] · sum − t[n]. */
    private static void subtract(float[] p, float sum, float[] t, int n) {
        for (int j = 0; j < n; j++) {
            p[j] = fma(p[j], sum, -t[j]);
        }
    }

    private static void scale(float[] gradient, int at, int n, float scale) {
        for (int j = at; j < at + n; j++) {
            gradient[j] *= scale;
        }
    }
}
