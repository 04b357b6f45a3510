package io.lanewise.bench;

import io.lanewise.CrossEntropy;
import io.lanewise.kernel.choice.ScalarKernels;
import io.lanewise.kernel.rows.LossOptions;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The mean loss: from probabilities with either kind of label, and fused from logits. */
public class CrossEntropyBenchmark extends CheckedBenchmark {
    @Param({"256x10", "256x1000"})
    public String shape;

    private int rows;
    private int columns;
    private float[] logits;
    private float[] probabilities;
    private int[] labels;
    private float[] oneHot;
    private final double[] mean = new double[1];
    private final double[] meanOneHot = new double[1];
    private final double[] meanFromLogits = new double[1];

    @Override
    List<ExpectedAnswer> prepare() {
        int[] sizes = Shape.sizes(shape, "rows", "columns");
        rows = sizes[0];
        columns = sizes[1];
        logits = Inputs.logits(rows, columns, 1);
        probabilities = Inputs.probabilities(rows, columns, 2);
        labels = Inputs.labels(rows, columns, 3);
        oneHot = Inputs.oneHot(labels, columns);
        var scalar = ScalarKernels.SET.crossEntropy();
        float low = CrossEntropy.EPSILON;
        float high = 1 - CrossEntropy.EPSILON;
        var plain = LossOptions.NONE;
        double sum = scalar.losses(probabilities, 0, labels, 0, null, 0, rows, columns, low, high, plain);
        double sumOneHot = scalar.losses(probabilities, 0, oneHot, 0, null, 0, rows, columns, low, high, plain);
        double sumFromLogits = scalar.lossesFromLogits(logits, 0, labels, 0, null, 0, rows, columns, plain);
        return List.of(
                ExpectedAnswer.of("mean", this::mean, sum / rows, mean),
                ExpectedAnswer.of("meanOneHot", this::meanOneHot, sumOneHot / rows, meanOneHot),
                ExpectedAnswer.of("meanFromLogits", this::meanFromLogits, sumFromLogits / rows, meanFromLogits));
    }

    @Benchmark
    public double mean() {
        return mean[0] = CrossEntropy.ofProbabilities().mean(probabilities, labels, rows, columns);
    }

    @Benchmark
    public double meanOneHot() {
        return meanOneHot[0] = CrossEntropy.ofProbabilities().mean(probabilities, oneHot, rows, columns);
    }

    @Benchmark
    public double meanFromLogits() {
        return meanFromLogits[0] = CrossEntropy.ofLogits().mean(logits, labels, rows, columns);
    }
}
