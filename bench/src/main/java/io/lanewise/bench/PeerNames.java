package io.lanewise.bench;

/** Names of a {@code peer} parameter that a benchmark and a report both know. */
public final class PeerNames {
    /** This library, timed beside the others. */
    public static final String OURS = "lanewise";

    private PeerNames() {}
}
