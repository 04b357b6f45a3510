package io.lanewise.bench;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A dense layer with bias and ReLU, ours and other libraries'. */
@OnRequest
@VectorSide
public class DensePeersBenchmark extends DenseWorkload {
    @Param({PeerNames.OURS, "openblas", "mkl", "onednn", "djl", "nd4j", "netlib", "ejml", "loop"})
    public String peer;

    private Peer layer;

    @Override
    ExpectedAnswer answer() {
        Layer dense = new Layer(weights, bias, inputs, neurons, true);
        layer = PeersByName.make(peer);
        layer.prepare(new PeerProblem(x, batch, List.of(dense), false));
        float[] magnitudes =
                new Layer(magnitudes(weights), magnitudes(bias), inputs, neurons, true).scalar(magnitudes(x), batch);
        return layer.near(peer, dense.scalar(x, batch), Tolerance.dense(inputs), magnitudes);
    }

    static float[] magnitudes(float[] values) {
        float[] magnitudes = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            magnitudes[i] = Math.abs(values[i]);
        }
        return magnitudes;
    }

    @Benchmark
    public void forward() {
        layer.forward();
    }
}
