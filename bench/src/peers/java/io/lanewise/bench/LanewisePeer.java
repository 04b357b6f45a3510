package io.lanewise.bench;

import io.lanewise.Backend;
import io.lanewise.DenseLayer;
import io.lanewise.Network;
import io.lanewise.Session;
import io.lanewise.Softmax;
import java.util.List;

/** This library. */
final class LanewisePeer extends HeapPeer {
    private Runnable call;

    @Override
    public String version() {
        return "DenseLayer, Softmax, Session or Trainer on float[], " + ExpectedBackend.name(Backend.current());
    }

    @Override
    public void prepare(PeerProblem problem) {
        super.prepare(problem);
        List<Layer> layers = problem.layers();
        if (layers.isEmpty()) {
            int columns = problem.outputs();
            call = () -> Softmax.forward(x, y, batch, columns);
        } else if (problem.softmax()) {
            Session session = Network.of(layers.stream().map(Layer::packed).toArray(DenseLayer[]::new))
                    .newSession(batch);
            call = () -> session.probabilities(x, y, batch);
        } else {
            DenseLayer layer = layers.get(0).packed();
            call = () -> layer.forward(x, y, batch);
        }
    }

    @Override
    public void forward() {
        call.run();
    }
}
