package io.lanewise.kernel.rows;

/**
 * The accuracy that the public classes document, checked in double for {@link Naive}'s results, and so for those of
 * every backend, which have the same bits. Rows and outputs that are not finite, or leave float's range on the way, are
 * left to the agreement of bits.
 */
public final class Oracle {
    private static final double HALF_ULP_OF_ONE = 0x1p-24;

    /** What softmax's page says of probabilities, relatively, in 2^-24; d is how far the logit is below the maximum. */
    public static double probability(double d, int columns) {
        return 24 + 1.25 * (d + Math.log(columns));
    }

    /** What it says of logarithms, in 2^-24 of max(1, |v|); a loss from logits is one, with the other sign. */
    public static double logarithm(int columns) {
        return 24 + 4 * Math.log(columns);
    }

    /** {@link Log}'s own. */
    private static final double LOG_ULP = 0.9;

    private Oracle() {}

    public static void dense(
            String what, float[] x, float[] weights, float[] bias, int inputs, int neurons, float[] y) {
        double relative = (inputs + 1) * HALF_ULP_OF_ONE / (1 - (inputs + 1) * HALF_ULP_OF_ONE);
        for (int at = 0; at < y.length; at++) {
            int j = at % neurons;
            double sum = bias[j];
            double size = Math.abs(sum);
            for (int k = 0; k < inputs; k++) {
                // Exact: two floats have 48 bits together.
                double product = (double) x[at / neurons * inputs + k] * weights[k * neurons + j];
                sum += product;
                size += Math.abs(product);
            }
            if (size < Float.MAX_VALUE / 2) {
                require(what, at, sum, y[at], relative * size + (inputs + 1) * Float.MIN_VALUE);
            }
        }
    }

    public static void gradientOfWeights(
            String what, float[] x, float[] dy, int batch, int inputs, int neurons, float[] dw) {
        int n = Math.min(batch, 256) + (batch - 1) / 256;
        double relative = n * HALF_ULP_OF_ONE / (1 - n * HALF_ULP_OF_ONE);
        for (int at = 0; at < dw.length; at++) {
            double sum = 0;
            double size = 0;
            for (int r = 0; r < batch; r++) {
                double product = (double) x[r * inputs + at / neurons] * dy[r * neurons + at % neurons];
                sum += product;
                size += Math.abs(product);
            }
            if (size < Float.MAX_VALUE / 2) {
                require(what, at, sum, dw[at], relative * size + n * Float.MIN_VALUE);
            }
        }
    }

    /** With alpha 1; what is exact is left to the agreement of bits. */
    public static void activation(ActivationKind kind, float[] x, float[] y) {
        double bound = ExactActivation.bound(kind);
        for (int i = 0; i < x.length && bound > 0; i++) {
            double exact = ExactActivation.of(kind, x[i]);
            if (isFinite(exact)) {
                float size = Math.max(Math.abs((float) exact), ExactActivation.floor(kind));
                require(kind.toString(), i, exact, y[i], bound * Math.ulp(size));
            }
        }
    }

    public static void softmax(String what, float[] x, int columns, float[] p) {
        for (int row = 0; row < x.length; row += columns) {
            double max = max(x, row, columns);
            double sum = expSum(x, row, columns, max);
            for (int at = row; isFinite(sum) && at < row + columns; at++) {
                double exact = Math.exp(x[at] - max) / sum;
                double relative = probability(max - x[at], columns);
                double bound = exact == 0 ? 0 : relative * HALF_ULP_OF_ONE * exact;
                require(what, at, exact, p[at], Math.max(bound, Float.MIN_VALUE));
            }
        }
    }

    public static void logSoftmax(String what, float[] x, int columns, float[] q) {
        for (int row = 0; row < x.length; row += columns) {
            double max = max(x, row, columns);
            double logSum = Math.log(expSum(x, row, columns, max));
            for (int at = row; at < row + columns; at++) {
                logarithm(what, at, columns, x[at] - max - logSum, q[at]);
            }
        }
    }

    public static void losses(float[] p, int[] labels, int columns, float low, float high, float[] losses) {
        for (int i = 0; i < losses.length; i++) {
            float labelled = p[i * columns + labels[i]];
            double exact = -Math.log(Math.min(Math.max(labelled, low), high));
            if (isFinite(exact)) {
                require("loss", i, exact, losses[i], LOG_ULP * Math.ulp((float) exact));
            }
        }
    }

    public static void lossesFromLogits(float[] x, int[] labels, int columns, float[] losses) {
        for (int i = 0; i < losses.length; i++) {
            double max = max(x, i * columns, columns);
            double logSum = Math.log(expSum(x, i * columns, columns, max));
            logarithm("loss from logits", i, columns, logSum - (x[i * columns + labels[i]] - max), losses[i]);
        }
    }

    private static void logarithm(String what, int at, int columns, double exact, float actual) {
        if (Math.abs(exact) < Float.MAX_VALUE) {
            require(what, at, exact, actual, logarithm(columns) * HALF_ULP_OF_ONE * Math.max(1, Math.abs(exact)));
        }
    }

    private static boolean isFinite(double v) {
        return Math.abs(v) <= Double.MAX_VALUE;
    }

    /** NaN if there is one. */
    private static double max(float[] x, int from, int columns) {
        double max = Double.NEGATIVE_INFINITY;
        for (int at = from; at < from + columns; at++) {
            max = Math.max(max, x[at]);
        }
        return max;
    }

    private static double expSum(float[] x, int from, int columns, double max) {
        double sum = 0;
        for (int at = from; at < from + columns; at++) {
            sum += Math.exp(x[at] - max);
        }
        return sum;
    }

    private static void require(String what, int at, double exact, float actual, double bound) {
        if (!(Math.abs(actual - exact) <= bound)) {
            throw new AssertionError(what + ": element " + at + " is " + actual + ", exactly " + exact + ", "
                    + Math.abs(actual - exact) / bound + " times the bound away");
        }
    }
}
