package io.lanewise.model;

/** How a file's weight matrices lie. */
public enum WeightOrder {
    /** {@code [inputs×neurons]}, as scikit-learn and Keras write them. */
    INPUTS_FIRST,

    /** {@code [neurons×inputs]}, as PyTorch writes them. */
    NEURONS_FIRST
}
