package io.lanewise.kernel.rows;

import java.util.Arrays;

/**
 * The arithmetic contract as plain loops: what every backend must give, bit for bit. It shares only {@link Exp},
 * {@link Log} and the formulas of activations with the scalar kernels, and {@link ExpTest}, {@link LogTest} and {@link
 * ActivationAccuracyTest} compare these with the exact value.
 */
public final class Naive {
    private Naive() {}

    /** y[batch×neurons] = x[batch×inputs] · w[inputs×neurons] + b[neurons]. */
    public static float[] dense(float[] x, float[] w, float[] b, int batch, int inputs, int neurons) {
        float[] y = new float[batch * neurons];
        for (int i = 0; i < batch; i++) {
            for (int j = 0; j < neurons; j++) {
                if (neurons == 1 && inputs >= 32) {
                    y[i * neurons + j] = single(x, i * inputs, w, inputs) + b[j];
                } else if (neurons <= 16 && inputs >= 32) {
                    float[] chains = {b[j], -0f};
                    for (int k = 0; k < inputs; k++) {
                        chains[k % 2] = Math.fma(x[i * inputs + k], w[k * neurons + j], chains[k % 2]);
                    }
                    y[i * neurons + j] = chains[0] + chains[1];
                } else {
                    float sum = b[j];
                    for (int k = 0; k < inputs; k++) {
                        sum = Math.fma(x[i * inputs + k], w[k * neurons + j], sum);
                    }
                    y[i * neurons + j] = sum;
                }
            }
        }
        return y;
    }

    /** 32 chains from −0, joined by halves onto halves. */
    private static float single(float[] x, int from, float[] w, int inputs) {
        float[] chains = new float[32];
        Arrays.fill(chains, -0f);
        for (int k = 0; k < inputs; k++) {
            int chain = k < inputs - inputs % 32 ? k % 32 : 32 - (inputs - k);
            chains[chain] = Math.fma(x[from + k], w[k], chains[chain]);
        }
        return join(chains);
    }

    /** dx[batch×inputs] = dy[batch×neurons] · w[inputs×neurons] transposed: a layer without bias. */
    public static float[] gradientOfInputs(float[] dy, float[] w, int batch, int inputs, int neurons) {
        float[] transposed = new float[w.length];
        for (int i = 0; i < w.length; i++) {
            transposed[i % neurons * inputs + i / neurons] = w[i];
        }
        return dense(dy, transposed, new float[inputs], batch, neurons, inputs);
    }

    /** dw[inputs×neurons] = x[batch×inputs] transposed · dy[batch×neurons], added to what there was if not null. */
    public static float[] gradientOfWeights(float[] x, float[] dy, float[] there, int batch, int inputs, int neurons) {
        float[] dw = there == null ? new float[inputs * neurons] : there.clone();
        for (int i = 0; i < dw.length; i++) {
            for (int first = 0; first < batch; first += 256) {
                float block = 0;
                for (int r = first; r < Math.min(first + 256, batch); r++) {
                    block = Math.fma(x[r * inputs + i / neurons], dy[r * neurons + i % neurons], block);
                }
                dw[i] = there == null && first == 0 ? block : dw[i] + block;
            }
        }
        return dw;
    }

    public static float[] relu(float[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] != x[i] || x[i] > 0 ? x[i] : 0f;
        }
        return y;
    }

    public static float[] activation(ActivationKind kind, float parameter, float[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            float v = x[i];
            y[i] = switch (kind) {
                case LINEAR -> v;
                case RELU -> v != v || v > 0 ? v : 0f;
                case LEAKY_RELU -> v < 0 ? v * parameter : v;
                case ELU -> Elu.elu(v, parameter);
                case SIGMOID -> Sigmoid.sigmoid(v);
                case TANH -> Tanh.tanh(v);
                case SILU -> Sigmoid.silu(v);
                case GELU -> Gelu.gelu(v);
                case GELU_TANH -> Sigmoid.geluTanh(v);
                case RELU6 -> v != v ? v : v > 0 ? Math.min(v, 6f) : 0f;
            };
        }
        return y;
    }

    public static float[] softmax(float[] x, int rows, int columns) {
        float[] p = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            float max = max(x, i, columns);
            float scale = 1 / expSum(x, i, columns, max);
            for (int j = i * columns; j < (i + 1) * columns; j++) {
                p[j] = Exp.ofDifference(x[j], max) * scale;
            }
        }
        return p;
    }

    public static float[] logSoftmax(float[] x, int rows, int columns) {
        float[] q = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            float max = max(x, i, columns);
            float logSum = logSum(x, i, columns, max);
            for (int j = i * columns; j < (i + 1) * columns; j++) {
                q[j] = (x[j] - max) - logSum;
            }
        }
        return q;
    }

    public static float[] losses(
            float[] p, int[] labels, int rows, int columns, float low, float high, LossOptions options) {
        float[] losses = new float[rows];
        for (int i = 0; i < rows; i++) {
            if (!options.ignoring() || labels[i] != options.ignored()) {
                float loss = 0 - Log.log(clip(p[i * columns + labels[i]], low, high));
                losses[i] = weighted(weight(options, labels[i]), loss);
            }
        }
        return losses;
    }

    public static float[] losses(
            float[] p, float[] t, int rows, int columns, float low, float high, LossOptions options) {
        float[] losses = new float[rows];
        for (int i = 0; i < rows; i++) {
            float[] row = Arrays.copyOfRange(t, i * columns, (i + 1) * columns);
            float[] clipped = new float[columns];
            float[] weights = new float[columns];
            for (int j = 0; j < columns; j++) {
                clipped[j] = clip(p[i * columns + j], low, high);
                weights[j] = weight(options, j);
            }
            float loss = 0 - Log.log(sumOfProducts(clipped, row, true));
            losses[i] = options.classWeights() == null ? loss : weighted(sumOfProducts(weights, row, true), loss);
        }
        return losses;
    }

    public static float[] lossesFromLogits(float[] x, int[] labels, int rows, int columns, LossOptions options) {
        float[] losses = new float[rows];
        for (int i = 0; i < rows; i++) {
            if (!options.ignoring() || labels[i] != options.ignored()) {
                float[] ofColumns = ofColumns(x, i, columns);
                float loss = weighted(weight(options, labels[i]), ofColumns[labels[i]]);
                losses[i] = smoothed(loss, ofColumns, options);
            }
        }
        return losses;
    }

    public static float[] lossesFromLogits(float[] x, float[] t, int rows, int columns, LossOptions options) {
        float[] losses = new float[rows];
        for (int i = 0; i < rows; i++) {
            float[] weights = new float[columns];
            for (int j = 0; j < columns; j++) {
                weights[j] = t[i * columns + j] * weight(options, j);
            }
            float[] ofColumns = ofColumns(x, i, columns);
            losses[i] = smoothed(sumOfProducts(ofColumns, weights, false), ofColumns, options);
        }
        return losses;
    }

    /** The loss that row i would have by each label. */
    private static float[] ofColumns(float[] x, int i, int columns) {
        float max = max(x, i, columns);
        float logSum = logSum(x, i, columns, max);
        float[] losses = new float[columns];
        for (int j = 0; j < columns; j++) {
            losses[j] = logSum - (x[i * columns + j] - max);
        }
        return losses;
    }

    private static float smoothed(float loss, float[] ofColumns, LossOptions options) {
        if (options.smoothing() == 0) {
            return loss;
        }
        int columns = ofColumns.length;
        float[] weights = new float[columns];
        for (int j = 0; j < columns; j++) {
            weights[j] = weight(options, j);
        }
        float all = sumOfProducts(ofColumns, weights, false);
        float rest = (1 - options.smoothing()) * loss;
        return all == Float.POSITIVE_INFINITY ? rest + all : Math.fma(options.smoothing() / columns, all, rest);
    }

    /** Blocks of 512 values, the last one of up to 527, whose sums are added in double. */
    private static float sumOfProducts(float[] values, float[] weights, boolean zerosCount) {
        double sum = 0;
        int left = values.length;
        while (left > 0) {
            int n = left < 512 + 16 ? left : 512;
            int from = values.length - left;
            float[] partial = new float[16];
            for (int j = 0; j < n; j++) {
                if (zerosCount || weights[from + j] != 0) {
                    int lane = lane(j, n);
                    partial[lane] = Math.fma(values[from + j], weights[from + j], partial[lane]);
                }
            }
            sum += join(partial);
            left -= n;
        }
        return (float) sum;
    }

    private static float weight(LossOptions options, int column) {
        return options.classWeights() == null ? 1 : options.classWeights()[column];
    }

    private static float weighted(float weight, float loss) {
        return weight == 0 ? 0 : weight * loss;
    }

    /** The first column that no other is larger than: with NaN there is none. */
    public static int[] argMax(float[] x, int rows, int columns) {
        int[] indices = new int[rows];
        for (int i = 0; i < rows; i++) {
            int j = 0;
            while (j < columns && !isLargest(x, i, j, columns)) {
                j++;
            }
            indices[i] = j < columns ? j : -1;
        }
        return indices;
    }

    private static boolean isLargest(float[] x, int i, int j, int columns) {
        for (int other = 0; other < columns; other++) {
            if (!(x[i * columns + j] >= x[i * columns + other])) {
                return false;
            }
        }
        return true;
    }

    /** The first k columns of each row in a stable sort, −1 in a row with NaN. */
    public static int[] topK(float[] x, int rows, int columns, int k) {
        int[] indices = new int[rows * k];
        for (int i = 0; i < rows; i++) {
            float[] row = Arrays.copyOfRange(x, i * columns, (i + 1) * columns);
            boolean nan = false;
            Integer[] order = new Integer[columns];
            for (int j = 0; j < columns; j++) {
                order[j] = j;
                nan |= Float.isNaN(row[j]);
            }
            if (!nan) {
                Arrays.sort(order, (a, b) -> row[a] > row[b] ? -1 : row[a] < row[b] ? 1 : 0);
            }
            for (int t = 0; t < k; t++) {
                indices[i * k + t] = nan ? -1 : order[t];
            }
        }
        return indices;
    }

    /** values[rows×k]: x at each index, NaN for −1. */
    public static float[] at(int[] indices, float[] x, int rows, int columns, int k) {
        float[] values = new float[rows * k];
        for (int i = 0; i < values.length; i++) {
            values[i] = indices[i] < 0 ? Float.NaN : x[i / k * columns + indices[i]];
        }
        return values;
    }

    public static double sum(float[] losses) {
        double sum = 0;
        for (float loss : losses) {
            sum += loss;
        }
        return sum;
    }

    private static float clip(float p, float low, float high) {
        return p != p ? p : Math.min(Math.max(p, low), high);
    }

    /** The largest of row i, skipping NaN. */
    private static float max(float[] x, int i, int columns) {
        float max = Float.NEGATIVE_INFINITY;
        for (int j = i * columns; j < (i + 1) * columns; j++) {
            if (x[j] > max) {
                max = x[j];
            }
        }
        return max;
    }

    private static float logSum(float[] x, int i, int columns, float max) {
        return Log.log(expSum(x, i, columns, max) * Exp.UNSCALE);
    }

    /** The sum of 2^64 exp(x − max). */
    private static float expSum(float[] x, int i, int columns, float max) {
        double sum = 0;
        int n;
        for (int from = 0; from < columns; from += n) {
            n = columns - from < 512 + 16 ? columns - from : 512;
            float[] partial = new float[16];
            float[] group = new float[16];
            for (int j = 0; j < n; j++) {
                float e = Exp.ofDifference(x[i * columns + from + j], max);
                if (n < 16) {
                    partial[j] = e;
                } else if (j < n - n % 16) {
                    group[j % 16] += e;
                } else {
                    partial[lane(j, n)] += e;
                }
                boolean lastOfGroup = j % 128 == 127 || j == n - n % 16 - 1;
                if (lastOfGroup && j < n - n % 16) {
                    for (int lane = 0; lane < 16; lane++) {
                        partial[lane] += group[lane];
                        group[lane] = 0;
                    }
                }
            }
            sum += join(partial);
        }
        return (float) sum;
    }

    /** The partial sum of element e of n: e mod 16, but the last n mod 16 end where lane 15 does. */
    private static int lane(int e, int n) {
        return e < n - n % 16 ? e % 16 : 16 - (n - e);
    }

    /** The tree: halves onto halves. */
    static float join(float[] partial) {
        for (int half = partial.length / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                partial[lane] += partial[lane + half];
            }
        }
        return partial[0];
    }
}
