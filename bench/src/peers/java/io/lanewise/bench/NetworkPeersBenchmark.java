package io.lanewise.bench;

import io.lanewise.kernel.choice.ScalarKernels;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The probabilities of whole networks, ours and other libraries'; a shape is batch x sizes. Until C2 has compiled our
 * kernels, 256 rows take 0.4 s per call, which lasts for three seconds where the second core is busy.
 */
@OnRequest
@VectorSide
@Warmup(iterations = 5, time = 900, timeUnit = TimeUnit.MILLISECONDS)
public class NetworkPeersBenchmark extends CheckedBenchmark {
    @Param({
        "1x" + SampleNetwork.NOTEBOOK,
        "3x" + SampleNetwork.NOTEBOOK,
        "1x784-512-256-10",
        "32x784-512-256-10",
        "256x784-512-256-10"
    })
    public String shape;

    @Param({
        PeerNames.OURS,
        "openblas",
        "mkl",
        "onednn",
        "onnxruntime",
        "djl",
        "nd4j",
        "onnxruntime-tutorial",
        "djl-tutorial",
        "nd4j-tutorial",
        "loop"
    })
    public String peer;

    private Peer network;

    @Override
    List<ExpectedAnswer> prepare() {
        String[] parts = shape.split("x", 2);
        int batch = Shape.sizes(parts[0], "batch")[0];
        SampleNetwork model = SampleNetwork.of(parts[1]);
        PeerProblem problem = new PeerProblem(model.x(batch), batch, model.layers(), true);
        network = PeersByName.make(peer);
        network.prepare(problem);
        float[] expected = model.scalarLogits(batch);
        ScalarKernels.SET.softmax().forward(expected, 0, expected, 0, batch, problem.outputs());
        return List.of(network.near(peer, expected, Tolerance.NETWORK, expected));
    }

    @Benchmark
    public void forward() {
        network.forward();
    }
}
