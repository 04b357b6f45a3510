package io.lanewise.bench;

import io.lanewise.Dense;
import io.lanewise.kernel.Kernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A dense layer on weights as they come, not packed: what a caller pays who changes them at every call. */
@FullShapes({"3x4x5", "128x784x512"})
public class DenseBenchmark extends CheckedBenchmark {
    @Param({"1x4x5", "1x64x64", "1x128x10", "1x784x128", "32x784x128", "64x128x10", "256x1024x1024"})
    public String shape;

    private int batch;
    private int inputs;
    private int neurons;
    private float[] x;
    private float[] weights;
    private float[] bias;
    private float[] y;

    @Override
    List<Answer> prepare() {
        int[] sizes = Shape.sizes(shape, "batch", "inputs", "neurons");
        batch = sizes[0];
        inputs = sizes[1];
        neurons = sizes[2];
        x = Inputs.values(batch * inputs, 1);
        weights = Inputs.weights(inputs, neurons, 2);
        bias = Inputs.bias(neurons, 3);
        y = new float[batch * neurons];
        float[] expected = new float[batch * neurons];
        Kernels.SCALAR.dense().forward(x, 0, weights, 0, bias, 0, expected, 0, batch, inputs, neurons);
        return List.of(Answer.of("forward", this::forward, expected, y));
    }

    @Benchmark
    public float[] forward() {
        Dense.forward(x, weights, bias, y, batch, inputs, neurons);
        return y;
    }
}
