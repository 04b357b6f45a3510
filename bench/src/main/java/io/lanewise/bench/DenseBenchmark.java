package io.lanewise.bench;

import io.lanewise.Dense;
import io.lanewise.kernel.choice.ScalarKernels;
import org.openjdk.jmh.annotations.Benchmark;

/** A dense layer on weights that are not packed, for callers who change them at every call. */
@FullShapes({"3x4x5", "128x784x512"})
public class DenseBenchmark extends DenseWorkload {
    private float[] y;

    @Override
    ExpectedAnswer answer() {
        y = new float[batch * neurons];
        float[] expected = new float[batch * neurons];
        ScalarKernels.SET.dense().forward(x, 0, weights, 0, bias, 0, expected, 0, batch, inputs, neurons);
        return ExpectedAnswer.of("forward", this::forward, expected, y);
    }

    @Benchmark
    public float[] forward() {
        Dense.forward(x, weights, bias, y, batch, inputs, neurons);
        return y;
    }
}
