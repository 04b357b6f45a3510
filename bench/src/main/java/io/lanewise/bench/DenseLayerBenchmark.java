package io.lanewise.bench;

import io.lanewise.Activation;
import io.lanewise.DenseLayer;
import io.lanewise.kernel.Kernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A layer packed once, with bias and ReLU in the same pass. */
@FullShapes({
    "3x4x5", "1x16x16", "8x512x512", "1x1024x1024", "1x4096x4096", "128x784x512", "1024x1024x1024", "512x4096x1024"
})
public class DenseLayerBenchmark extends CheckedBenchmark {
    @Param({"1x4x5", "1x64x64", "1x128x10", "1x784x128", "32x784x128", "64x128x10", "256x1024x1024"})
    public String shape;

    private int batch;
    private DenseLayer layer;
    private float[] x;
    private float[] y;

    @Override
    List<Answer> prepare() {
        int[] sizes = Shape.sizes(shape, "batch", "inputs", "neurons");
        batch = sizes[0];
        int inputs = sizes[1];
        int neurons = sizes[2];
        x = Inputs.values(batch * inputs, 1);
        float[] weights = Inputs.weights(inputs, neurons, 2);
        float[] bias = Inputs.bias(neurons, 3);
        layer = DenseLayer.of(weights, bias, inputs, neurons, Activation.RELU);
        y = new float[batch * neurons];
        float[] expected = new float[batch * neurons];
        Kernels.SCALAR.dense().pack(weights, 0, bias, 0, inputs, neurons, true).forward(x, 0, expected, 0, batch);
        return List.of(Answer.of("forward", this::forward, expected, y));
    }

    @Benchmark
    public float[] forward() {
        layer.forward(x, y, batch);
        return y;
    }
}
