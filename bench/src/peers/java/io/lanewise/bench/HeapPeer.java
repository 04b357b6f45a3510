package io.lanewise.bench;

import java.util.Arrays;

/** A peer whose output is a Java array. */
abstract class HeapPeer implements Peer {
    int batch;
    int inputs;
    int neurons;
    float[] x;
    float[] weights;
    float[] bias;
    float[] y;

    @Override
    public void prepare(DenseWorkload layer) {
        batch = layer.batch;
        inputs = layer.inputs;
        neurons = layer.neurons;
        x = layer.x;
        weights = layer.weights;
        bias = layer.bias;
        y = new float[batch * neurons];
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

    @Override
    public final float y(int index) {
        return y[index];
    }

    @Override
    public final void fill(float value) {
        Arrays.fill(y, value);
    }
}
