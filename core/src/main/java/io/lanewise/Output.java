package io.lanewise;

/** What {@link Session#outputs} makes of a network's logits. */
public enum Output {
    /** The logits as they are: values of a regression, or logits of a classifier. */
    LOGITS,

    /** Probabilities that sum to 1 over a row: {@link Softmax#forward}. */
    SOFTMAX,

    /** Their logarithms: {@link Softmax#logForward}. */
    LOG_SOFTMAX,

    /** A probability of its own for each column, {@link Activation#SIGMOID}. */
    SIGMOID
}
