package io.lanewise.bench;

import io.lanewise.Network;
import io.lanewise.Session;
import io.lanewise.kernel.choice.ScalarKernels;
import io.lanewise.kernel.rows.LossOptions;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Whole networks through a session, on real samples where there are some; a shape is batch x sizes. */
@FullShapes({"1x784-512-256-10", "32x784-512-256-10", "256x784-512-256-10"})
public class NetworkBenchmark extends CheckedBenchmark {
    @Param({
        "1x" + SampleNetwork.NOTEBOOK,
        "3x" + SampleNetwork.NOTEBOOK,
        "1x" + SampleNetwork.MNIST,
        "500x" + SampleNetwork.MNIST
    })
    public String shape;

    private int batch;
    private Session session;
    private float[] x;
    private int[] labels;
    private float[] probabilities;
    private final double[] loss = new double[1];

    @Override
    List<ExpectedAnswer> prepare() {
        String[] parts = shape.split("x", 2);
        batch = Shape.sizes(parts[0], "batch")[0];
        SampleNetwork model = SampleNetwork.of(parts[1]);
        Network network = model.network();
        session = network.newSession(batch);
        x = model.x(batch);
        labels = model.labels(batch);
        probabilities = new float[batch * network.outputs()];

        float[] expected = model.scalarLogits(batch);
        double expectedLoss = ScalarKernels.SET
                        .crossEntropy()
                        .lossesFromLogits(expected, 0, labels, 0, null, 0, batch, network.outputs(), LossOptions.NONE)
                / batch;
        ScalarKernels.SET.softmax().forward(expected, 0, expected, 0, batch, network.outputs());
        return List.of(
                ExpectedAnswer.of("probabilities", this::probabilities, expected, probabilities),
                ExpectedAnswer.of("meanLoss", this::meanLoss, expectedLoss, loss));
    }

    @Benchmark
    public float[] probabilities() {
        session.probabilities(x, probabilities, batch);
        return probabilities;
    }

    @Benchmark
    public double meanLoss() {
        return loss[0] = session.meanLoss(x, labels, batch);
    }
}
