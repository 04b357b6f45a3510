package io.lanewise.bench;

import io.lanewise.kernel.choice.ScalarKernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** The probabilities of a whole network by one of the peers. */
public abstract class NetworkPeers extends CheckedBenchmark {
    private Peer network;

    /** The answer at a shape of batch x sizes. */
    final List<ExpectedAnswer> prepare(String shape, String peer) {
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
