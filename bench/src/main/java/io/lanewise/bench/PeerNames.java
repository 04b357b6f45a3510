package io.lanewise.bench;

/** Names of a {@code peer} parameter that a benchmark and a report both know. */
public final class PeerNames {
    /** This library, timed beside the others. */
    public static final String OURS = "lanewise";

    /** This library on two threads. */
    public static final String OURS_ON_TWO_THREADS = "lanewise-2";

    private PeerNames() {}
}
