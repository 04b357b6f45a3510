package io.lanewise.bench;

import io.lanewise.Activation;

/** A dense layer with tanh. */
@OnRequest
@VectorSide
public class TanhPeersBenchmark extends ActivationPeersBenchmark {
    public TanhPeersBenchmark() {
        super(Activation.TANH);
    }
}
