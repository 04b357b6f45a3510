package io.lanewise.bench;

import io.lanewise.Activation;

/** A dense layer with GELU. */
@OnRequest
@VectorSide
public class GeluPeersBenchmark extends ActivationPeersBenchmark {
    public GeluPeersBenchmark() {
        super(Activation.GELU);
    }
}
