package io.lanewise.bench;

import io.lanewise.Relu;
import io.lanewise.kernel.choice.ScalarKernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** How near ReLU comes to the JVM's own copy of as many elements, in each level of the cache and in memory. */
@VectorSide
@OnRequest
public class CopyBenchmark extends CheckedBenchmark {
    @Param({"64", "1024", "16384", "1048576", "16777216"})
    public String shape;

    private int length;
    private float[] x;
    private float[] y;
    private float[] copied;

    @Override
    List<ExpectedAnswer> prepare() {
        length = Shape.sizes(shape, "length")[0];
        x = Inputs.values(length, 1);
        y = new float[length];
        copied = new float[length];
        float[] expected = new float[length];
        ScalarKernels.SET.relu().forward(x, 0, expected, 0, length);
        return List.of(
                ExpectedAnswer.of("relu", this::relu, expected, y),
                ExpectedAnswer.of("copy", this::copy, x.clone(), copied));
    }

    @Benchmark
    public float[] relu() {
        Relu.forward(x, y, length);
        return y;
    }

    @Benchmark
    public float[] copy() {
        System.arraycopy(x, 0, copied, 0, length);
        return copied;
    }
}
