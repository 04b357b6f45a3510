package io.lanewise.bench;

import io.lanewise.Activation;

/** A dense layer with sigmoid. */
@OnRequest
@VectorSide
public class SigmoidPeersBenchmark extends ActivationPeersBenchmark {
    public SigmoidPeersBenchmark() {
        super(Activation.SIGMOID);
    }
}
