package io.lanewise.bench;

import io.lanewise.Activation;
import io.lanewise.Backend;
import io.lanewise.DenseLayer;

/** Ours. */
final class Lanewise extends HeapPeer {
    private DenseLayer layer;

    @Override
    public String version() {
        return "DenseLayer on float[], " + ExpectedBackend.name(Backend.current());
    }

    @Override
    public void prepare(DenseWorkload workload) {
        super.prepare(workload);
        layer = DenseLayer.of(weights, bias, inputs, neurons, Activation.RELU);
    }

    @Override
    public void forward() {
        layer.forward(x, y, batch);
    }
}
