package io.lanewise.bench;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A model file's network, by us and by ONNX Runtime from that very file. */
@VectorSide
public class ModelPeersBenchmark extends ModelWorkload {
    @Param({PeerNames.OURS, "onnxruntime"})
    public String peer;

    private Runnable call;

    @Override
    ExpectedAnswer answer() {
        if (peer.equals(PeerNames.OURS)) {
            call = this::lanewise;
            return lanewiseAnswer(peer);
        }
        OnnxRuntimePeer runtime = new OnnxRuntimePeer(1);
        runtime.prepare(file, x, batch, network.outputs());
        call = runtime::forward;
        float largest = 1;
        for (float y : expected) {
            largest = Math.max(largest, Math.abs(y));
        }
        float[] scale = new float[expected.length];
        Arrays.fill(scale, largest);
        return runtime.near(peer, expected, Tolerance.MODEL, scale);
    }

    @Benchmark
    public void forward() {
        call.run();
    }
}
