package io.lanewise.bench;

import java.io.IOException;

/** Runs in a new JVM and prints, as properties, what {@link FirstCallsTimer} finds of another library. */
public final class PeerFirstCallsProbe {
    private PeerFirstCallsProbe() {}

    /** Takes what {@link FirstCallsProbe} takes; what to do is the peer's name. */
    public static void main(String[] arguments) throws IOException {
        SampleNetwork model = SampleNetwork.of(arguments[0]);
        Peer peer = PeersByName.make(arguments[3]);
        peer.prepare(new PeerProblem(model.x(1), 1, model.layers(), true));
        FirstCallsTimer.time(peer::forward, Long.parseLong(arguments[1]), Long.parseLong(arguments[2]))
                .store(System.out, null);
    }
}
