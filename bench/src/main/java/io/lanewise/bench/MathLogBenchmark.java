package io.lanewise.bench;

import io.lanewise.CrossEntropy;
import io.lanewise.kernel.choice.ScalarKernels;
import io.lanewise.kernel.rows.LossOptions;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The mean loss from probabilities by labels, beside a plain loop with {@code Math.log}. */
@VectorSide
@OnRequest
public class MathLogBenchmark extends CheckedBenchmark {
    /** Relative: our logarithms, rounded to float one by one. */
    private static final double TOLERANCE = 1e-6;

    @Param({"256x10", "256x1000"})
    public String shape;

    private int rows;
    private int columns;
    private float[] probabilities;
    private int[] labels;
    private final double[] ours = new double[1];
    private final double[] plain = new double[1];

    @Override
    List<ExpectedAnswer> prepare() {
        int[] sizes = Shape.sizes(shape, "rows", "columns");
        rows = sizes[0];
        columns = sizes[1];
        probabilities = Inputs.probabilities(rows, columns, 1);
        labels = Inputs.labels(rows, columns, 2);
        float low = CrossEntropy.EPSILON;
        float high = 1 - CrossEntropy.EPSILON;
        double sum = ScalarKernels.SET
                .crossEntropy()
                .losses(probabilities, 0, labels, 0, null, 0, rows, columns, low, high, LossOptions.NONE);
        double mean = sum / rows;
        return List.of(
                ExpectedAnswer.of("lanewise", this::lanewise, mean, ours),
                ExpectedAnswer.within(
                        "loop",
                        this::loop,
                        new float[] {(float) mean},
                        i -> TOLERANCE * mean,
                        i -> plain[0],
                        v -> plain[0] = v));
    }

    @Benchmark
    public double lanewise() {
        return ours[0] = CrossEntropy.ofProbabilities().mean(probabilities, labels, rows, columns);
    }

    @Benchmark
    public double loop() {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            float p = probabilities[i * columns + labels[i]];
            sum -= Math.log(Math.min(Math.max(p, CrossEntropy.EPSILON), 1 - CrossEntropy.EPSILON));
        }
        return plain[0] = sum / rows;
    }
}
