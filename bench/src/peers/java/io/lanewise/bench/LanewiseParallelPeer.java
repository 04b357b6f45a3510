package io.lanewise.bench;

import io.lanewise.Backend;
import io.lanewise.DenseLayer;
import io.lanewise.Network;
import io.lanewise.ParallelSession;

/** This library on two threads; for networks alone. */
final class LanewiseParallelPeer extends HeapPeer {
    private ParallelSession session;

    @Override
    public String version() {
        return "ParallelSession on float[], the calling thread and a pool of one, "
                + ExpectedBackend.name(Backend.current());
    }

    @Override
    public void prepare(PeerProblem problem) {
        super.prepare(problem);
        DenseLayer[] layers = problem.layers().stream().map(Layer::packed).toArray(DenseLayer[]::new);
        session = ParallelSession.of(Network.of(layers), batch, Helpers.pool(1), 2);
    }

    @Override
    public void forward() {
        session.probabilities(x, y, batch);
    }
}
