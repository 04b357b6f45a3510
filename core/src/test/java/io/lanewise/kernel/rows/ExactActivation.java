package io.lanewise.kernel.rows;

/** Activations in double, to about 1e-12 relatively, and what their pages say of the error. Alpha is 1. */
final class ExactActivation {
    private static final double SQRT_HALF = Math.sqrt(0.5);

    /** erfc is a series below, a continued fraction above: that converge fast there. */
    private static final double SERIES = 3;

    private static final int TERMS = 80;

    private ExactActivation() {}

    static double of(ActivationKind kind, double x) {
        if (x == Double.NEGATIVE_INFINITY && (kind == ActivationKind.SILU || floor(kind) > 0)) {
            return -0.0;
        }
        return switch (kind) {
            case ELU -> x >= 0 ? x : StrictMath.expm1(x);
            case SIGMOID -> sigmoid(x);
            case TANH -> StrictMath.tanh(x);
            case SILU -> x * sigmoid(x);
            case GELU -> 0.5 * x * erfc(-x * SQRT_HALF);
            case GELU_TANH -> x * sigmoid(2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));
            default -> throw new IllegalArgumentException(kind + " is exact");
        };
    }

    /** In ULP of what is at least the floor. */
    static double bound(ActivationKind kind) {
        return switch (kind) {
            case ELU -> 1;
            case TANH -> 1.5;
            case GELU -> 1.9;
            case SIGMOID, SILU, GELU_TANH -> 1.2;
            default -> 0;
        };
    }

    static float floor(ActivationKind kind) {
        return switch (kind) {
            case GELU, GELU_TANH -> 0x1p-20f;
            default -> 0f;
        };
    }

    private static double sigmoid(double x) {
        return x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
    }

    /** 1 − erf z = 2/√π ∫ e^(−t²) dt from z on. */
    static double erfc(double z) {
        if (z < 0) {
            return 2 - erfc(-z);
        }
        double exponential = StrictMath.exp(-z * z) / Math.sqrt(Math.PI);
        if (z < SERIES) {
            double term = z;
            double sum = z;
            for (int n = 1; term > sum * 0x1p-60; n++) {
                term *= 2 * z * z / (2 * n + 1);
                sum += term;
            }
            return 1 - 2 * exponential * sum;
        }
        double fraction = z;
        for (int n = TERMS; n > 0; n--) {
            fraction = z + n / 2.0 / fraction;
        }
        return exponential / fraction;
    }
}
