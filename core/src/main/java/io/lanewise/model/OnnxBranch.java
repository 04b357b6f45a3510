package io.lanewise.model;

import io.lanewise.Activation;

/**
 * Something of a value {@code x} that more than one node reads, by elements: {@code shift + scale · xᵖ · f(x)}. So the
 * activations are found that a graph has as several nodes, in whatever order they multiply: x · sigmoid(x), and GELU's
 * x · (1 + erf(x / √2)) / 2 and x · (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2.
 *
 * @param x the value
 * @param function f
 * @param cubic of {@link Function#CUBIC} only: the factor of x²
 */
record OnnxBranch(OnnxChain x, double shift, double scale, int power, Function function, double cubic)
        implements OnnxValue {

    /** What f is. */
    enum Function {
        ONE,
        SIGMOID,
        /** erf(x / √2). */
        ERF,
        ONE_PLUS_ERF,
        /** 1 + cubic · x². */
        CUBIC,
        /** tanh(√(2/π) (x + 0.044715 x³)). */
        TANH,
        ONE_PLUS_TANH
    }

    /** How far, relatively, a constant may be from what a formula needs: some roundings to float32. */
    private static final double TOLERANCE = 1e-6;

    private static final int HIGHEST_POWER = 8;

    static OnnxBranch of(OnnxChain x) {
        return new OnnxBranch(x, 0, 1, 1, Function.ONE, 0);
    }

    private OnnxBranch with(double newShift, double newScale, int newPower, Function newFunction) {
        return new OnnxBranch(x, newShift, newScale, newPower, newFunction, cubic);
    }

    OnnxBranch times(double factor) {
        return with(shift * factor, scale * factor, power, function);
    }

    OnnxBranch plus(double term) {
        if (shift == 0 && power == 0 && function == Function.ERF && near(term, scale)) {
            return with(0, scale, 0, Function.ONE_PLUS_ERF);
        }
        if (shift == 0 && power == 0 && function == Function.TANH && near(term, scale)) {
            return with(0, scale, 0, Function.ONE_PLUS_TANH);
        }
        if (shift == 0 && power == 2 && function == Function.ONE && term != 0) {
            return new OnnxBranch(x, 0, term, 0, Function.CUBIC, scale / term);
        }
        return with(shift + term, scale, power, function);
    }

    /** {@return the product of two branches of one value, or null if this form has none} */
    OnnxBranch times(OnnxBranch other) {
        boolean oneIsPlain = function == Function.ONE || other.function == Function.ONE;
        if (x != other.x || shift != 0 || other.shift != 0 || !oneIsPlain || power + other.power > HIGHEST_POWER) {
            return null;
        }
        OnnxBranch kept = function == Function.ONE ? other : this;
        return kept.with(0, scale * other.scale, power + other.power, kept.function);
    }

    /** {@return the sum of two branches of one value, or null if this form has none but x + cubic · x³} */
    OnnxBranch plus(OnnxBranch other) {
        boolean bothPlain = function == Function.ONE && other.function == Function.ONE;
        if (x != other.x || shift != 0 || other.shift != 0 || !bothPlain) {
            return null;
        }
        OnnxBranch first = power < other.power ? this : other;
        OnnxBranch third = power < other.power ? other : this;
        return first.power == 1 && third.power == 3 && first.scale != 0
                ? new OnnxBranch(x, 0, first.scale, 1, Function.CUBIC, third.scale / first.scale)
                : null;
    }

    /** {@return this to a power, or null if this form has none} */
    OnnxBranch power(double exponent) {
        OnnxBranch result = this;
        for (int i = 1; result != null && i < exponent; i++) {
            result = result.times(this);
        }
        return exponent == 1 || exponent == 2 || exponent == 3 ? result : null;
    }

    /** {@return erf of this, if it is x / √2; else null} */
    OnnxBranch erf() {
        return isLinear() && near(scale, Math.sqrt(0.5)) ? with(0, 1, 0, Function.ERF) : null;
    }

    /** {@return tanh of this, if it is what GELU takes tanh of; else null} */
    OnnxBranch tanh() {
        boolean isInner = shift == 0 && power == 1 && function == Function.CUBIC && near(cubic, 0.044715);
        return isInner && near(scale, Math.sqrt(2 / Math.PI)) ? with(0, 1, 0, Function.TANH) : null;
    }

    /** {@return sigmoid of this, if it is x; else null} */
    OnnxBranch sigmoid() {
        return isLinear() && scale == 1 ? with(0, 1, 0, Function.SIGMOID) : null;
    }

    /** {@return whether this is 1 minus the other} */
    boolean isOneMinus(OnnxBranch other) {
        return x == other.x && equals(other.times(-1).plus(1));
    }

    private boolean isLinear() {
        return shift == 0 && power == 1 && function == Function.ONE;
    }

    /** {@return this as steps after x, or null if it is no activation that Lanewise has} */
    OnnxChain join(OnnxNode node) {
        if (power == 1 && function == Function.ONE) {
            return affine(x, node, scale);
        }
        if (function == Function.SIGMOID && power <= 1) {
            return activate(node, power == 0 ? Activation.SIGMOID : Activation.SILU, scale);
        }
        if (power == 1 && function == Function.ONE_PLUS_ERF) {
            return activate(node, Activation.GELU, 2 * scale);
        }
        if (power == 1 && function == Function.ONE_PLUS_TANH) {
            return activate(node, Activation.GELU_TANH, 2 * scale);
        }
        return null;
    }

    private OnnxChain activate(OnnxNode node, Activation activation, double factor) {
        return affine(x.then(node, activation), node, factor);
    }

    private OnnxChain affine(OnnxChain of, OnnxNode node, double factor) {
        if (factor == 1 && shift == 0) {
            return of;
        }
        double[] scales = factor == 1 ? null : new double[] {factor};
        double[] shifts = shift == 0 ? null : new double[] {shift};
        return of.scaled(node, () -> new double[][] {scales, shifts});
    }

    private static boolean near(double value, double wanted) {
        return Math.abs(value - wanted) <= TOLERANCE * Math.abs(wanted);
    }
}
