package io.lanewise.bench;

import io.lanewise.Softmax;
import io.lanewise.kernel.Kernels;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Softmax by rows and its logarithm. One row of 1,000 is the slowest to warm up: some 500 calls of 2 ms until C2 has
 * compiled it, which took over 1.5 s where the second core was busy.
 */
@Warmup(iterations = 3, time = 900, timeUnit = TimeUnit.MILLISECONDS)
@FullShapes({"64x32000", "4096x128"})
public class SoftmaxBenchmark extends CheckedBenchmark {
    @Param({"1x10", "1x1000", "256x10", "256x1000"})
    public String shape;

    private int rows;
    private int columns;
    private float[] logits;
    private float[] probabilities;
    private float[] logProbabilities;

    @Override
    List<Answer> prepare() {
        int[] sizes = Shape.sizes(shape, "rows", "columns");
        rows = sizes[0];
        columns = sizes[1];
        logits = Inputs.logits(rows, columns, 1);
        probabilities = new float[rows * columns];
        logProbabilities = new float[rows * columns];
        float[] expected = new float[rows * columns];
        Kernels.SCALAR.softmax().forward(logits, 0, expected, 0, rows, columns);
        float[] logExpected = new float[rows * columns];
        Kernels.SCALAR.softmax().logForward(logits, 0, logExpected, 0, rows, columns);
        return List.of(
                Answer.of("forward", this::forward, expected, probabilities),
                Answer.of("logForward", this::logForward, logExpected, logProbabilities));
    }

    @Benchmark
    public float[] forward() {
        Softmax.forward(logits, probabilities, rows, columns);
        return probabilities;
    }

    @Benchmark
    public float[] logForward() {
        Softmax.logForward(logits, logProbabilities, rows, columns);
        return logProbabilities;
    }
}
