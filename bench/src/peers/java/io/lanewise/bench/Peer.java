package io.lanewise.bench;

import java.util.function.Supplier;

/**
 * Another way to compute y = ReLU(x · weights + bias) from the JVM on one thread: its fastest form, with all that a
 * caller can make beforehand made in {@link #prepare}.
 */
interface Peer {
    /** The peers by the names of {@link PeersBenchmark#peer}; to make one loads its library. */
    static Peer of(String name) {
        Supplier<Peer> peer =
                switch (name) {
                    case Report.OURS -> Lanewise::new;
                    case "openblas" -> OpenBlas::new;
                    case "mkl" -> Mkl::new;
                    case "onednn" -> OneDnn::new;
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
    void prepare(DenseWorkload layer);

    /** What is timed. */
    void forward();

    /** An element of the output. */
    float y(int index);

    /** Overwrites the whole output. */
    void fill(float value);
}
