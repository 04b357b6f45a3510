package io.lanewise.bench;

import io.lanewise.Activation;
import io.lanewise.DenseLayer;
import io.lanewise.kernel.choice.ScalarKernels;
import org.openjdk.jmh.annotations.Benchmark;

/** A layer packed once, with bias and ReLU in the same pass. */
public class DenseLayerBenchmark extends DenseWorkload {
    private DenseLayer layer;
    private float[] y;

    @Override
    ExpectedAnswer answer() {
        layer = DenseLayer.of(weights, bias, inputs, neurons, Activation.RELU);
        y = new float[batch * neurons];
        float[] expected = new float[batch * neurons];
        ScalarKernels.SET
                .dense()
                .pack(weights, 0, bias, 0, inputs, neurons, true)
                .forward(x, 0, expected, 0, batch);
        return ExpectedAnswer.of("forward", this::forward, expected, y);
    }

    @Benchmark
    public float[] forward() {
        layer.forward(x, y, batch);
        return y;
    }
}
