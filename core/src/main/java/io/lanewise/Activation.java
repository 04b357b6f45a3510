package io.lanewise;

/** What a {@link DenseLayer} does with each output before it leaves the layer. */
public enum Activation {
    /** Nothing: the output is the logit. */
    LINEAR,

    /** {@code max(v, 0)}, like {@link Relu}. */
    RELU
}
