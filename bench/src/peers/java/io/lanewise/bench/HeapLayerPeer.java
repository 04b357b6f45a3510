package io.lanewise.bench;

/** A peer for one dense layer with ReLU, on Java arrays. */
abstract class HeapLayerPeer extends HeapPeer {
    int inputs;
    int neurons;
    float[] weights;
    float[] bias;

    @Override
    public void prepare(PeerProblem problem) {
        super.prepare(problem);
        Layer layer = problem.layers().get(0);
        inputs = layer.inputs();
        neurons = layer.neurons();
        weights = layer.weights();
        bias = layer.bias();
    }

    /** y = the bias, in each row. */
    final void setBias() {
        for (int i = 0; i < batch; i++) {
            System.arraycopy(bias, 0, y, i * neurons, neurons);
        }
    }

    final void relu() {
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.max(y[i], 0);
        }
    }
}
