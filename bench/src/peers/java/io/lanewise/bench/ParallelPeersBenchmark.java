package io.lanewise.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/** The probabilities of whole networks on two threads, ours and other libraries'; a shape is batch x sizes. */
@OnRequest
@VectorSide
@Warmup(iterations = 5, time = 900, timeUnit = TimeUnit.MILLISECONDS)
public class ParallelPeersBenchmark extends NetworkPeers {
    @Param({"256x1024-1024", "256x784-512-256-10"})
    public String shape;

    @Param({PeerNames.OURS, PeerNames.OURS_ON_TWO_THREADS, "onnxruntime", "onnxruntime-2", "onednn", "onednn-2"})
    public String peer;

    @Override
    List<ExpectedAnswer> prepare() {
        return prepare(shape, peer);
    }
}
