package io.lanewise.bench;

import io.lanewise.kernel.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A dense layer with bias and ReLU, ours and other libraries'. */
@VectorSide
public class PeersBenchmark extends DenseWorkload {
    /** A float's relative rounding error. */
    private static final double ROUNDING = 0x1p-24;

    @Param({Report.OURS, "openblas", "mkl", "onednn", "netlib", "ejml", "loop"})
    public String peer;

    private Peer layer;

    /** Its sums may have any order: both they and ours are within inputs + 1 roundings of the exact ones. */
    @Override
    Answer answer() {
        layer = Peer.of(peer);
        layer.prepare(this);
        float[] expected = forward(x, weights, bias);
        float[] magnitudes = forward(magnitudes(x), magnitudes(weights), magnitudes(bias));
        double relative = 2 * (inputs + 2) * ROUNDING;
        return Answer.within(
                peer, this::forward, expected, i -> relative * magnitudes[i], i -> layer.y(i), v -> layer.fill(v));
    }

    private float[] forward(float[] x, float[] weights, float[] bias) {
        float[] y = new float[batch * neurons];
        Kernels.SCALAR.dense().pack(weights, 0, bias, 0, inputs, neurons, true).forward(x, 0, y, 0, batch);
        return y;
    }

    private static float[] magnitudes(float[] values) {
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
