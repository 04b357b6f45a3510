package io.lanewise.bench;

import java.util.List;
import org.openjdk.jmh.annotations.Param;

/** The inputs of a dense layer, the same for every benchmark of one. */
@FullShapes({
    "3x4x5",
    "1x16x16",
    "1x64x1",
    "1x1024x1",
    "256x1024x1",
    "8x512x512",
    "1x1024x1024",
    "1x4096x4096",
    "128x784x512",
    "1024x1024x1024",
    "512x4096x1024"
})
public abstract class DenseWorkload extends CheckedBenchmark {
    @Param({"1x4x5", "1x64x64", "1x128x10", "1x784x128", "32x784x128", "64x128x10", "256x1024x1024"})
    public String shape;

    int batch;
    int inputs;
    int neurons;
    float[] x;
    float[] weights;
    float[] bias;

    @Override
    final List<ExpectedAnswer> prepare() {
        int[] sizes = Shape.sizes(shape, "batch", "inputs", "neurons");
        batch = sizes[0];
        inputs = sizes[1];
        neurons = sizes[2];
        x = Inputs.values(batch * inputs, 1);
        weights = Inputs.weights(inputs, neurons, 2);
        bias = Inputs.bias(neurons, 3);
        return List.of(answer());
    }

    /** Makes the output, and returns the expected answer for these inputs. */
    abstract ExpectedAnswer answer();
}
