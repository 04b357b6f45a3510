package io.lanewise.bench;

import io.lanewise.Network;
import io.lanewise.ParallelSession;
import io.lanewise.Session;
import io.lanewise.kernel.choice.ScalarKernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The same batch on one thread, and on two of a processor that does nothing else; a shape is batch x sizes. */
@OnRequest
@FullShapes({
    "8x1024-1024",
    "12x1024-1024",
    "16x1024-1024",
    "32x1024-1024",
    "64x1024-1024",
    "1x784-512-256-10",
    "16x784-512-256-10",
    "24x784-512-256-10",
    "32x784-512-256-10",
    "64x784-512-256-10",
    "2048x784-512-256-10"
})
public class ParallelBenchmark extends CheckedBenchmark {
    @Param({"256x1024-1024", "256x784-512-256-10"})
    public String shape;

    private int batch;
    private Session one;
    private ParallelSession two;
    private float[] x;
    private float[] byOne;
    private float[] byTwo;

    @Override
    List<ExpectedAnswer> prepare() {
        String[] parts = shape.split("x", 2);
        batch = Shape.sizes(parts[0], "batch")[0];
        SampleNetwork model = SampleNetwork.of(parts[1]);
        Network network = model.network();
        one = network.newSession(batch);
        two = ParallelSession.of(network, batch, Helpers.pool(1), 2);
        x = model.x(batch);
        byOne = new float[batch * network.outputs()];
        byTwo = new float[batch * network.outputs()];
        float[] expected = model.scalarLogits(batch);
        ScalarKernels.SET.softmax().forward(expected, 0, expected, 0, batch, network.outputs());
        return List.of(
                ExpectedAnswer.of("oneThread", this::oneThread, expected, byOne),
                ExpectedAnswer.of("twoThreads", this::twoThreads, expected, byTwo));
    }

    @Benchmark
    public float[] oneThread() {
        one.probabilities(x, byOne, batch);
        return byOne;
    }

    @Benchmark
    public float[] twoThreads() {
        two.probabilities(x, byTwo, batch);
        return byTwo;
    }
}
