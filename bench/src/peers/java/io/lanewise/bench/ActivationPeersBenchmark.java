package io.lanewise.bench;

import io.lanewise.Activation;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A dense layer with bias and an activation, ours and other libraries'; a subclass for each activation. */
public abstract class ActivationPeersBenchmark extends DenseWorkload {
    /** Roundings that an activation may be worth; its slope is under 1.2, which the first factor allows. */
    private static final int ROUNDINGS = 16;

    private static final double SLOPE = 1.2;

    @Param({PeerNames.OURS, "onnxruntime", "djl"})
    public String peer;

    private final Activation activation;
    private Peer layer;

    ActivationPeersBenchmark(Activation activation) {
        this.activation = activation;
    }

    @Override
    ExpectedAnswer answer() {
        Layer dense = new Layer(weights, bias, inputs, neurons, activation);
        layer = PeersByName.make(peer);
        layer.prepare(new PeerProblem(x, batch, List.of(dense), false));
        Layer ofMagnitudes = new Layer(
                DensePeersBenchmark.magnitudes(weights),
                DensePeersBenchmark.magnitudes(bias),
                inputs,
                neurons,
                Activation.LINEAR);
        float[] scale = ofMagnitudes.scalar(DensePeersBenchmark.magnitudes(x), batch);
        for (int i = 0; i < scale.length; i++) {
            scale[i] = Math.max(scale[i], 1);
        }
        return layer.near(peer, dense.scalarActivated(x, batch), SLOPE * Tolerance.dense(inputs + ROUNDINGS), scale);
    }

    @Benchmark
    public void forward() {
        layer.forward();
    }
}
