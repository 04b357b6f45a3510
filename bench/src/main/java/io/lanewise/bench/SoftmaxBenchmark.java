package io.lanewise.bench;

import io.lanewise.Softmax;
import io.lanewise.kernel.choice.ScalarKernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** Softmax by rows and its logarithm. */
public class SoftmaxBenchmark extends SoftmaxWorkload {
    private float[] probabilities;
    private float[] logProbabilities;

    @Override
    List<ExpectedAnswer> answers() {
        probabilities = new float[rows * columns];
        logProbabilities = new float[rows * columns];
        float[] logExpected = new float[rows * columns];
        ScalarKernels.SET.softmax().logForward(logits, 0, logExpected, 0, rows, columns);
        return List.of(
                ExpectedAnswer.of("forward", this::forward, expected, probabilities),
                ExpectedAnswer.of("logForward", this::logForward, logExpected, logProbabilities));
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
