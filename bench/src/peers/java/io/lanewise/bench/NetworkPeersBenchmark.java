package io.lanewise.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The probabilities of whole networks, ours and other libraries'; a shape is batch x sizes. Until C2 has compiled our
 * kernels, 256 rows take 0.4 s per call, which lasts for three seconds where the second core is busy.
 */
@OnRequest
@VectorSide
@Warmup(iterations = 5, time = 900, timeUnit = TimeUnit.MILLISECONDS)
public class NetworkPeersBenchmark extends NetworkPeers {
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

    @Override
    List<ExpectedAnswer> prepare() {
        return prepare(shape, peer);
    }
}
