package io.lanewise.bench;

import java.util.function.Supplier;

/** Every peer, by its name as a {@code peer} parameter. */
final class PeersByName {
    private PeersByName() {}

    /** Makes one, which loads its library. */
    static Peer make(String name) {
        Supplier<Peer> peer = switch (name) {
            case PeerNames.OURS -> LanewisePeer::new;
            case PeerNames.OURS_ON_TWO_THREADS -> LanewiseParallelPeer::new;
            case "openblas" -> OpenBlasPeer::new;
            case "mkl" -> MklPeer::new;
            case "onednn" -> () -> new OneDnnPeer(1);
            case "onednn-2" -> () -> new OneDnnPeer(2);
            case "onnxruntime" -> () -> new OnnxRuntimePeer(1);
            case "onnxruntime-2" -> () -> new OnnxRuntimePeer(2);
            case "djl" -> DjlPeer::new;
            case "nd4j" -> Nd4jPeer::new;
            case "onnxruntime-tutorial" -> OnnxRuntimeTutorialPeer::new;
            case "djl-tutorial" -> DjlTutorialPeer::new;
            case "nd4j-tutorial" -> Nd4jTutorialPeer::new;
            case "djl-training" -> DjlTrainingPeer::new;
            case "dl4j" -> Dl4jPeer::new;
            case "netlib" -> NetlibPeer::new;
            case "ejml" -> EjmlPeer::new;
            case "loop" -> PlainLoopPeer::new;
            default -> throw new IllegalArgumentException("no peer is called " + name);
        };
        return peer.get();
    }
}
