package io.lanewise.bench;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Softmax by rows, ours and other libraries'. */
@OnRequest
@VectorSide
public class SoftmaxPeersBenchmark extends SoftmaxWorkload {
    @Param({PeerNames.OURS, "onednn", "onnxruntime", "djl", "nd4j", "loop"})
    public String peer;

    private Peer softmax;

    @Override
    List<ExpectedAnswer> answers() {
        softmax = PeersByName.make(peer);
        softmax.prepare(new PeerProblem(logits, rows, List.of(), true));
        return List.of(softmax.near(peer, expected, Tolerance.softmax(columns), expected));
    }

    @Benchmark
    public void forward() {
        softmax.forward();
    }
}
