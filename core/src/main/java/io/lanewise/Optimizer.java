package io.lanewise;

import io.lanewise.kernel.Pool;

/**
 * How a step changes weights by their gradients: stochastic gradient descent, Adam or AdamW, with the formulas and the
 * defaults of PyTorch's {@code torch.optim}. Immutable, and shared between threads without a lock: what a run remembers
 * lies in the caller's arrays of moments.
 *
 * <p>With g = {@code scale · gradient + decay · weight}, where decay is 0 unless {@link #withWeightDecay} sets it, m and
 * v the two moments, t the number of the step and r the learning rate:
 *
 * <ul>
 *   <li>SGD: {@code weight − r · g}. With momentum: {@code m = momentum · m + g}, {@code weight − r · m}, or after
 *       Nesterov {@code weight − r · (g + momentum · m)}.
 *   <li>Adam: {@code m = m + (1 − β1) · (g − m)}, {@code v = β2 · v + ((1 − β2) · g) · g}, {@code weight − (r / (1 −
 *       β1ᵗ) · m) / (√v / √(1 − β2ᵗ) + epsilon)}.
 *   <li>AdamW: as Adam with {@code scale · gradient + 0 · weight} for g, and {@code (1 − r · decay) · weight} for the
 *       weight that is changed.
 * </ul>
 *
 * <p>What depends on the step alone is computed in double, powers by squaring, and rounded to float once.
 * The rest is computed in float, each operation rounded, in the order that is written here; so the bits are the same
 * everywhere. A NaN or infinite gradient or weight makes the weight NaN or infinite.
 */
public final class Optimizer {
    /** Elements of a block: four arrays of 4 KB stay in L1. */
    private static final int BLOCK = 1024;

    /** What PyTorch's clip_grad_norm_ adds to the norm. */
    private static final double CLIP_EPSILON = 1e-6;

    private static final Pool<float[][]> BLOCKS = new Pool<>(() -> new float[4][BLOCK]);

    private final boolean adaptive;
    private final boolean nesterov;
    /** Whether the weights decay beside the gradients, as AdamW's do. */
    private final boolean decoupled;

    /** β1 where the optimizer is adaptive. */
    private final double momentum;

    private final double beta2;
    private final double epsilon;
    private final double decay;
    private final double maxNorm;

    private Optimizer(
            boolean adaptive,
            boolean nesterov,
            boolean decoupled,
            double momentum,
            double beta2,
            double epsilon,
            double decay,
            double maxNorm) {
        this.adaptive = adaptive;
        this.nesterov = nesterov;
        this.decoupled = decoupled;
        this.momentum = momentum;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.decay = decay;
        this.maxNorm = maxNorm;
    }

    /** {@return stochastic gradient descent, without momentum and weight decay} */
    public static Optimizer sgd() {
        return new Optimizer(false, false, false, 0, 0, 0, 0, Double.POSITIVE_INFINITY);
    }

    /** {@return Adam (D. P. Kingma and J. Ba, 2015), with β1 = 0.9, β2 = 0.999, epsilon 1e-8 and no weight decay} */
    public static Optimizer adam() {
        return new Optimizer(true, false, false, 0.9, 0.999, 1e-8, 0, Double.POSITIVE_INFINITY);
    }

    /** {@return AdamW (I. Loshchilov and F. Hutter, 2019), as {@link #adam} but with a weight decay of 0.01} */
    public static Optimizer adamW() {
        return new Optimizer(true, false, true, 0.9, 0.999, 1e-8, 0.01, Double.POSITIVE_INFINITY);
    }

    /**
     * This optimizer with momentum.
     *
     * @param momentum in [0, 1)
     * @return the optimizer
     * @throws IllegalArgumentException if momentum is out of range
     * @throws IllegalStateException if this is Adam or AdamW
     */
    public Optimizer withMomentum(double momentum) {
        Checks.in("momentum", momentum, 0, 1);
        if (adaptive) {
            throw new IllegalStateException("momentum is " + momentum + ", but the optimizer has β1 " + this.momentum);
        }
        return new Optimizer(false, nesterov && momentum > 0, false, momentum, beta2, epsilon, decay, maxNorm);
    }

    /**
     * This optimizer with Nesterov's form of momentum.
     *
     * @return the optimizer
     * @throws IllegalStateException if this has no momentum, or is Adam or AdamW
     */
    public Optimizer withNesterov() {
        if (adaptive || momentum == 0) {
            throw new IllegalStateException("nesterov is true, but the optimizer is not SGD with momentum over 0");
        }
        return new Optimizer(false, true, false, momentum, beta2, epsilon, decay, maxNorm);
    }

    /**
     * This optimizer with other rates at which Adam's moments forget.
     *
     * @param beta1 of the mean of the gradients, in [0, 1)
     * @param beta2 of the mean of their squares, in [0, 1)
     * @return the optimizer
     * @throws IllegalArgumentException if one is out of range
     * @throws IllegalStateException if this is SGD
     */
    public Optimizer withBetas(double beta1, double beta2) {
        Checks.in("beta1", beta1, 0, 1);
        Checks.in("beta2", beta2, 0, 1);
        needsAdam("betas are " + beta1 + " and " + beta2);
        return new Optimizer(true, false, decoupled, beta1, beta2, epsilon, decay, maxNorm);
    }

    /**
     * This optimizer with another term in Adam's divisor.
     *
     * @param epsilon finite, not negative
     * @return the optimizer
     * @throws IllegalArgumentException if epsilon is out of range
     * @throws IllegalStateException if this is SGD
     */
    public Optimizer withEpsilon(double epsilon) {
        Checks.in("epsilon", epsilon, 0, Double.POSITIVE_INFINITY);
        needsAdam("epsilon is " + epsilon);
        return new Optimizer(true, false, decoupled, momentum, beta2, epsilon, decay, maxNorm);
    }

    private void needsAdam(String what) {
        if (!adaptive) {
            throw new IllegalStateException(what + ", but the optimizer is SGD");
        }
    }

    /**
     * This optimizer with weight decay: added to the gradients, or for AdamW taken off the weights.
     *
     * @param decay finite, not negative
     * @return the optimizer
     * @throws IllegalArgumentException if decay is out of range
     */
    public Optimizer withWeightDecay(double decay) {
        Checks.in("decay", decay, 0, Double.POSITIVE_INFINITY);
        return new Optimizer(adaptive, nesterov, decoupled, momentum, beta2, epsilon, decay, maxNorm);
    }

    /**
     * This optimizer with gradients whose norm is clipped, as PyTorch's {@code clip_grad_norm_} does: where {@code
     * maxNorm / (norm + 1e-6)} is less than 1, every gradient of a call is scaled by it, before weight decay is added.
     * A norm of NaN makes all of them NaN.
     *
     * @param maxNorm finite, not negative
     * @return the optimizer
     * @throws IllegalArgumentException if maxNorm is out of range
     */
    public Optimizer withMaxNorm(double maxNorm) {
        Checks.in("maxNorm", maxNorm, 0, Double.POSITIVE_INFINITY);
        return new Optimizer(adaptive, nesterov, decoupled, momentum, beta2, epsilon, decay, maxNorm);
    }

    /** {@return how many moments a weight has: 0 for SGD, 1 with momentum, 2 for Adam and AdamW} */
    public int moments() {
        return adaptive ? 2 : momentum > 0 ? 1 : 0;
    }

    /**
     * A step of these weights. Moments that the optimizer does not have may be arrays of no elements. No two arrays
     * share an element.
     *
     * @param weights {@code [length]}, changed
     * @param gradients {@code [length]}
     * @param first {@code [length]}, the first moments, changed; zeros before the first step
     * @param second {@code [length]}, the second moments, changed; zeros before the first step
     * @param length the number of weights
     * @param step the number of this step, from 1
     * @param learningRate finite, not negative
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if length is negative, step less than 1, learningRate out of range, or two
     *     arrays overlap
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void step(
            float[] weights,
            float[] gradients,
            float[] first,
            float[] second,
            int length,
            long step,
            double learningRate) {
        step(weights, 0, gradients, 0, first, 0, second, 0, length, step, learningRate);
    }

    /**
     * {@link #step(float[], float[], float[], float[], int, long, double)} on parts of arrays. It is fastest where all
     * offsets are the same: for others, blocks are copied.
     *
     * @param weights {@code [length]} from weightsOffset, changed
     * @param weightsOffset where the weights start
     * @param gradients {@code [length]} from gradientsOffset
     * @param gradientsOffset where the gradients start
     * @param first {@code [length]} from firstOffset, the first moments, changed
     * @param firstOffset where the first moments start
     * @param second {@code [length]} from secondOffset, the second moments, changed
     * @param secondOffset where the second moments start
     * @param length the number of weights
     * @param step the number of this step, from 1
     * @param learningRate finite, not negative
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if length is negative, step less than 1, learningRate out of range, or two
     *     arrays overlap
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public void step(
            float[] weights,
            int weightsOffset,
            float[] gradients,
            int gradientsOffset,
            float[] first,
            int firstOffset,
            float[] second,
            int secondOffset,
            int length,
            long step,
            double learningRate) {
        int firstLength = moments() > 0 ? length : 0;
        int secondLength = moments() > 1 ? length : 0;
        Checks.notNegative("length", length);
        Checks.range("weights", weights, weightsOffset, length);
        Checks.range("gradients", gradients, gradientsOffset, length);
        Checks.range("first", first, firstOffset, firstLength);
        Checks.range("second", second, secondOffset, secondLength);
        Checks.apart("gradients", gradients, gradientsOffset, length, "weights", weights, weightsOffset, length);
        Checks.apart("gradients", gradients, gradientsOffset, length, "first", first, firstOffset, firstLength);
        Checks.apart("gradients", gradients, gradientsOffset, length, "second", second, secondOffset, secondLength);
        Checks.apart("weights", weights, weightsOffset, length, "first", first, firstOffset, firstLength);
        Checks.apart("weights", weights, weightsOffset, length, "second", second, secondOffset, secondLength);
        Checks.apart("first", first, firstOffset, firstLength, "second", second, secondOffset, secondLength);
        if (step < 1) {
            throw new IllegalArgumentException("step is " + step + ", less than 1");
        }
        Checks.in("learningRate", learningRate, 0, Double.POSITIVE_INFINITY);
        float scale = scale(gradients, gradientsOffset, length);
        if (weightsOffset == gradientsOffset
                && (firstLength == 0 || firstOffset == weightsOffset)
                && (secondLength == 0 || secondOffset == weightsOffset)) {
            update(weights, gradients, first, second, weightsOffset, weightsOffset + length, scale, step, learningRate);
            return;
        }
        float[][] block = BLOCKS.take();
        int some;
        for (int i = 0; i < length; i += some) {
            some = Math.min(BLOCK, length - i);
            int m = Math.min(some, firstLength);
            int v = Math.min(some, secondLength);
            System.arraycopy(weights, weightsOffset + i, block[0], 0, some);
            System.arraycopy(gradients, gradientsOffset + i, block[1], 0, some);
            System.arraycopy(first, m > 0 ? firstOffset + i : 0, block[2], 0, m);
            System.arraycopy(second, v > 0 ? secondOffset + i : 0, block[3], 0, v);
            update(block[0], block[1], block[2], block[3], 0, some, scale, step, learningRate);
            System.arraycopy(block[0], 0, weights, weightsOffset + i, some);
            System.arraycopy(block[2], 0, first, m > 0 ? firstOffset + i : 0, m);
            System.arraycopy(block[3], 0, second, v > 0 ? secondOffset + i : 0, v);
        }
        BLOCKS.give(block);
    }

    private float scale(float[] gradients, int offset, int length) {
        if (maxNorm == Double.POSITIVE_INFINITY) {
            return 1;
        }
        double scale = maxNorm / (norm(gradients, offset, length) + CLIP_EPSILON);
        return scale >= 1 ? 1 : (float) scale;
    }

    /** The weights [from, to). C2 makes vectors of these loops as every array is indexed by their variable alone. */
    private void update(
            float[] weights,
            float[] gradients,
            float[] first,
            float[] second,
            int from,
            int to,
            float scale,
            long step,
            double learningRate) {
        if (adaptive) {
            float rate = (float) (learningRate / (1 - power(momentum, step)));
            float root = (float) Math.sqrt(1 - power(beta2, step));
            float keep = decoupled ? (float) (1 - learningRate * decay) : 1;
            adam(weights, gradients, first, second, from, to, scale, decoupled ? 0 : (float) decay, keep, rate, root);
        } else if (nesterov) {
            nesterov(weights, gradients, first, from, to, scale, (float) decay, (float) momentum, (float) learningRate);
        } else if (momentum > 0) {
            momentum(weights, gradients, first, from, to, scale, (float) decay, (float) momentum, (float) learningRate);
        } else {
            sgd(weights, gradients, from, to, scale, (float) decay, (float) learningRate);
        }
    }

    /** xⁿ in at most 126 products; StrictMath.pow allocates 96 bytes a call in JDK 17. */
    private static double power(double x, long n) {
        double power = 1;
        for (; n > 0; n >>= 1) {
            if ((n & 1) != 0) {
                power *= x;
            }
            x *= x;
        }
        return power;
    }

    private static void sgd(float[] w, float[] g, int from, int to, float scale, float decay, float rate) {
        for (int i = from; i < to; i++) {
            w[i] = w[i] - rate * (scale * g[i] + decay * w[i]);
        }
    }

    private static void momentum(
            float[] w, float[] g, float[] m, int from, int to, float scale, float decay, float momentum, float rate) {
        for (int i = from; i < to; i++) {
            m[i] = momentum * m[i] + (scale * g[i] + decay * w[i]);
            w[i] = w[i] - rate * m[i];
        }
    }

    private static void nesterov(
            float[] w, float[] g, float[] m, int from, int to, float scale, float decay, float momentum, float rate) {
        for (int i = from; i < to; i++) {
            float gradient = scale * g[i] + decay * w[i];
            m[i] = momentum * m[i] + gradient;
            w[i] = w[i] - rate * (gradient + momentum * m[i]);
        }
    }

    private void adam(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to,
            float scale,
            float decay,
            float keep,
            float rate,
            float root) {
        float new1 = (float) (1 - momentum);
        float old2 = (float) beta2;
        float new2 = (float) (1 - beta2);
        float least = (float) epsilon;
        for (int i = from; i < to; i++) {
            float gradient = scale * g[i] + decay * w[i];
            m[i] = m[i] + new1 * (gradient - m[i]);
            v[i] = old2 * v[i] + new2 * gradient * gradient;
            w[i] = keep * w[i] - rate * m[i] / ((float) Math.sqrt(v[i]) / root + least);
        }
    }

    /**
     * The square root of the sum of the squares, in double: four chains of i mod 4 of all but the last length mod 4,
     * which the first chain takes, joined as {@code (s0 + s1) + (s2 + s3)}.
     *
     * @param values {@code [length]}
     * @param length the number of values
     * @return the norm, 0 of none
     * @throws NullPointerException if values is null
     * @throws IllegalArgumentException if length is negative
     * @throws IndexOutOfBoundsException if values is too short
     */
    public static double norm(float[] values, int length) {
        return norm(values, 0, length);
    }

    /**
     * {@link #norm(float[], int)} of a part of an array.
     *
     * @param values {@code [length]} from valuesOffset
     * @param valuesOffset where the values start
     * @param length the number of values
     * @return the norm, 0 of none
     * @throws NullPointerException if values is null
     * @throws IllegalArgumentException if length is negative
     * @throws IndexOutOfBoundsException if the offset is negative or values too short
     */
    public static double norm(float[] values, int valuesOffset, int length) {
        Checks.notNegative("length", length);
        Checks.range("values", values, valuesOffset, length);
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = valuesOffset;
        int end = valuesOffset + length;
        for (; i < end - 3; i += 4) {
            s0 += (double) values[i] * values[i];
            s1 += (double) values[i + 1] * values[i + 1];
            s2 += (double) values[i + 2] * values[i + 2];
            s3 += (double) values[i + 3] * values[i + 3];
        }
        for (; i < end; i++) {
            s0 += (double) values[i] * values[i];
        }
        return Math.sqrt((s0 + s1) + (s2 + s3));
    }
}
