package io.lanewise.model;

import io.lanewise.Activation;

/**
 * A dense layer as plain numbers.
 *
 * @param weights {@code [inputs×neurons]}
 * @param bias {@code [neurons]}
 */
record OnnxLayer(float[] weights, float[] bias, int inputs, int neurons, Activation activation) {}
