package io.lanewise.bench;

import io.lanewise.Relu;
import io.lanewise.kernel.choice.ScalarKernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** ReLU alone, from one array to another: in level 1 of the cache, and past level 2; the full run adds memory. */
@FullShapes("16777216")
public class ReluBenchmark extends CheckedBenchmark {
    @Param({"1024", "1048576"})
    public String shape;

    private int length;
    private float[] x;
    private float[] y;

    @Override
    List<ExpectedAnswer> prepare() {
        length = Shape.sizes(shape, "length")[0];
        x = Inputs.values(length, 1);
        y = new float[length];
        float[] expected = new float[length];
        ScalarKernels.SET.relu().forward(x, 0, expected, 0, length);
        return List.of(ExpectedAnswer.of("forward", this::forward, expected, y));
    }

    @Benchmark
    public float[] forward() {
        Relu.forward(x, y, length);
        return y;
    }
}
