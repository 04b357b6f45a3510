package io.lanewise.kernel.rows;

import static io.lanewise.kernel.Fma.fma;

import io.lanewise.kernel.Pool;

/**
 * The slopes of the activations: loops that C2 vectorises, and the activations themselves where a slope has an
 * exponential. So no backend has an order of its own.
 *
 * <p>A block is copied, because C2 vectorises loops over arrays that the loop's variable alone indexes. A comparison
 * would be a branch: whether a value is positive is a number here, 1 or 0, or NaN.
 *
 * <p>SiLU and both forms of GELU are x times a symmetric distribution function, so the slope at −a is 1 less that at a.
 */
public final class ActivationGradient {
    private static final int BLOCK = 512;

    /** Past this a slope is 1, and infinity times 0 would be NaN. */
    private static final float FAR = 200f;

    /** As near to 0 as this a slope is ½, and 0 / 0 would be NaN. */
    private static final float NEAR = 0x1p-30f;

    /** 1 / √(2π). */
    private static final float DENSITY = 0.3989423f;

    private static final Pool<ActivationGradient> POOL = new Pool<>(ActivationGradient::new);

    private final float[] v = new float[BLOCK];
    private final float[] dy = new float[BLOCK];
    private final float[] slope = new float[BLOCK];
    private final float[] s = new float[BLOCK];
    private final float[] t = new float[BLOCK];

    private ActivationGradient() {}

    /** Whether a slope is a function of the activation's output; else of its input. */
    public static boolean isOfOutput(ActivationKind kind, float parameter) {
        boolean needsInput =
                kind == ActivationKind.SILU || kind == ActivationKind.GELU || kind == ActivationKind.GELU_TANH;
        return !needsInput && parameter >= 0;
    }

    /** dx[length] = dy[length] · the slopes at values[length]; dx may be either. */
    public static void backward(
            ActivationKernel kernel,
            ActivationKind kind,
            float parameter,
            float[] values,
            int valuesOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            int length) {
        if (kind == ActivationKind.LINEAR) {
            System.arraycopy(dy, dyOffset, dx, dxOffset, length);
            return;
        }
        ActivationGradient block = POOL.take();
        for (int left = length; left > 0; left -= BLOCK) {
            int i = length - left;
            int n = Math.min(BLOCK, left);
            System.arraycopy(values, valuesOffset + i, block.v, 0, n);
            System.arraycopy(dy, dyOffset + i, block.dy, 0, n);
            block.slopes(kernel, kind, parameter, n);
            multiply(block.dy, block.slope, n);
            System.arraycopy(block.dy, 0, dx, dxOffset + i, n);
        }
        POOL.give(block);
    }

    private static void multiply(float[] dy, float[] slope, int n) {
        for (int i = 0; i < n; i++) {
            dy[i] *= slope[i];
        }
    }

    private void slopes(ActivationKernel kernel, ActivationKind kind, float parameter, int n) {
        if (kind == ActivationKind.RELU || kind == ActivationKind.LEAKY_RELU) {
            leakyRelu(v, parameter, slope, n);
        } else if (kind == ActivationKind.RELU6) {
            relu6(v, slope, n);
        } else if (kind == ActivationKind.ELU) {
            notPositive(v, s, n);
            if (parameter < 0) {
                kernel.forward(kind, parameter, s, 0, s, 0, n);
            }
            elu(v, s, parameter, slope, n);
        } else if (kind == ActivationKind.SIGMOID) {
            sigmoid(v, slope, n);
        } else if (kind == ActivationKind.TANH) {
            tanh(v, slope, n);
        } else {
            symmetric(kernel, kind, n);
        }
    }

    /** SiLU and GELU: the slope at |v|, and then that at v. */
    private void symmetric(ActivationKernel kernel, ActivationKind kind, int n) {
        magnitude(v, slope, n);
        if (kind == ActivationKind.GELU) {
            kernel.forward(kind, 0f, slope, 0, s, 0, n);
            exponent(slope, t, n);
            kernel.forward(ActivationKind.ELU, 1f, t, 0, t, 0, n);
            gelu(slope, s, t, n);
        } else {
            float linear = kind == ActivationKind.SILU ? 1f : Sigmoid.C1;
            float cubic = kind == ActivationKind.SILU ? 0f : Sigmoid.C3;
            arguments(slope, linear, cubic, s, t, n);
            kernel.forward(ActivationKind.SIGMOID, 0f, s, 0, s, 0, n);
            kernel.forward(ActivationKind.SIGMOID, 0f, t, 0, t, 0, n);
            timesSigmoid(slope, linear, 3 * cubic, s, t, n);
        }
        mirror(v, slope, n);
    }

    /** 1 for v > 0, however small, 0 for v ≤ 0, NaN for NaN. */
    private static float positive(float v) {
        return Math.min(Math.max(v, 0f) * 0x1p126f * 0x1p126f, 1f);
    }

    /** 1 for v > 0, else the slope. */
    private static void leakyRelu(float[] v, float slope, float[] slopes, int n) {
        for (int i = 0; i < n; i++) {
            float one = positive(v[i]);
            slopes[i] = one + (1 - one) * slope;
        }
    }

    /** 1 for v in (0, 6), else 0. */
    private static void relu6(float[] v, float[] slopes, int n) {
        for (int i = 0; i < n; i++) {
            slopes[i] = positive(v[i]) * positive(6 - v[i]);
        }
    }

    private static void notPositive(float[] v, float[] s, int n) {
        for (int i = 0; i < n; i++) {
            s[i] = Math.min(v[i], 0f);
        }
    }

    /** 1 for v > 0, else the output, which is alpha e^x − alpha, and alpha. */
    private static void elu(float[] v, float[] output, float alpha, float[] slopes, int n) {
        for (int i = 0; i < n; i++) {
            float one = positive(v[i]);
            slopes[i] = one + (1 - one) * (output[i] + alpha);
        }
    }

    private static void sigmoid(float[] v, float[] slopes, int n) {
        for (int i = 0; i < n; i++) {
            slopes[i] = v[i] * (1 - v[i]);
        }
    }

    private static void tanh(float[] v, float[] slopes, int n) {
        for (int i = 0; i < n; i++) {
            slopes[i] = fma(-v[i], v[i], 1f);
        }
    }

    private static void magnitude(float[] v, float[] a, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = Math.min(Math.max(Math.abs(v[i]), NEAR), FAR);
        }
    }

    /** −a²/2. */
    private static void exponent(float[] a, float[] t, int n) {
        for (int i = 0; i < n; i++) {
            t[i] = -0.5f * a[i] * a[i];
        }
    }

    /** a = Φ(a) + a φ(a), where s is a Φ(a), and t is e^(−a²/2) − 1. */
    private static void gelu(float[] a, float[] s, float[] t, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = fma(a[i] * DENSITY, t[i] + 1, s[i] / a[i]);
        }
    }

    /** s = linear a + cubic a³, and t = −s. */
    private static void arguments(float[] a, float linear, float cubic, float[] s, float[] t, int n) {
        for (int i = 0; i < n; i++) {
            float v = a[i] * fma(a[i] * a[i], cubic, linear);
            s[i] = v;
            t[i] = -v;
        }
    }

    /** a = s + a s t (linear + square a²), s being σ and t 1 − σ of the argument. */
    private static void timesSigmoid(float[] a, float linear, float square, float[] s, float[] t, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = fma(a[i] * s[i] * t[i], fma(a[i] * a[i], square, linear), s[i]);
        }
    }

    /** The slope at |v| made that at v. */
    private static void mirror(float[] v, float[] slopes, int n) {
        for (int i = 0; i < n; i++) {
            float one = positive(v[i]);
            slopes[i] = one * slopes[i] + (1 - one) * (1 - slopes[i]);
        }
    }
}
