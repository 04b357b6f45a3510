package io.lanewise.bench;

import io.lanewise.DenseGradient;
import io.lanewise.kernel.choice.ScalarKernels;
import io.lanewise.kernel.dense.GradientKernel;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The two products of a dense layer's backward pass, each on arrays as they are. */
@OnRequest
@FullShapes({"32x512x256", "256x512x256", "512x1024x1024"})
public class DenseGradientBenchmark extends CheckedBenchmark {
    @Param({"32x784x128", "256x784x128", "256x128x10", "256x1024x1024"})
    public String shape;

    private int batch;
    private int inputs;
    private int neurons;
    private float[] x;
    private float[] weights;
    private float[] dy;
    private float[] dx;
    private float[] dw;

    @Override
    List<ExpectedAnswer> prepare() {
        int[] sizes = Shape.sizes(shape, "batch", "inputs", "neurons");
        batch = sizes[0];
        inputs = sizes[1];
        neurons = sizes[2];
        x = Inputs.values(batch * inputs, 1);
        weights = Inputs.weights(inputs, neurons, 2);
        dy = Inputs.values(batch * neurons, 3);
        dx = new float[batch * inputs];
        dw = new float[inputs * neurons];
        GradientKernel specification = ScalarKernels.SET.gradient();
        float[] expectedDx = new float[dx.length];
        float[] expectedDw = new float[dw.length];
        specification.inputs(dy, 0, weights, 0, expectedDx, 0, batch, inputs, neurons);
        specification.weights(x, 0, dy, 0, expectedDw, 0, batch, inputs, neurons, false);
        return List.of(
                ExpectedAnswer.of("inputs", this::inputs, expectedDx, dx),
                ExpectedAnswer.of("weights", this::weights, expectedDw, dw));
    }

    @Benchmark
    public float[] inputs() {
        DenseGradient.inputs(dy, weights, dx, batch, inputs, neurons);
        return dx;
    }

    @Benchmark
    public float[] weights() {
        DenseGradient.weights(x, dy, dw, batch, inputs, neurons);
        return dw;
    }
}
