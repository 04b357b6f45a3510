package io.lanewise.bench;

import java.util.function.Supplier;

/**
 * Another way to solve a problem from the JVM on one thread: its fastest form, with all that a caller can make
 * beforehand made in {@link #prepare}; or, where a name says tutorial, the form that a first program has.
 */
interface Peer {
    /** The peers by their names as a {@code peer} parameter; to make one loads its library. */
    static Peer of(String name) {
        Supplier<Peer> peer =
                switch (name) {
                    case Measurement.OURS -> Lanewise::new;
                    case "openblas" -> OpenBlas::new;
                    case "mkl" -> Mkl::new;
                    case "onednn" -> OneDnn::new;
                    case "onnxruntime" -> OnnxRuntime::new;
                    case "djl" -> Djl::new;
                    case "nd4j" -> Nd4jPeer::new;
                    case "onnxruntime-tutorial" -> OnnxRuntimeTutorial::new;
                    case "djl-tutorial" -> DjlTutorial::new;
                    case "nd4j-tutorial" -> Nd4jTutorial::new;
                    case "netlib" -> Netlib::new;
                    case "ejml" -> Ejml::new;
                    case "loop" -> Loop::new;
                    default -> throw new IllegalArgumentException("no peer is called " + name);
                };
        return peer.get();
    }

    /** Its version, and how it is called where it leaves a choice. */
    String version();

    /** Packs, allocates and copies all that a call needs. */
    void prepare(Problem problem);

    /** What is timed. */
    void forward();

    /** An element of the output. */
    float y(int index);

    /** Overwrites the whole output. */
    void fill(float value);

    /** What a call must leave: ours, give or take the tolerance times each element's scale. */
    default Answer near(String name, float[] expected, double tolerance, float[] scale) {
        return Answer.within(name, this::forward, expected, i -> tolerance * scale[i], this::y, this::fill);
    }
}
