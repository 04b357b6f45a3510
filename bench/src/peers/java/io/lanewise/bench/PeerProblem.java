package io.lanewise.bench;

import java.util.List;

/**
 * What a peer computes from x[batch×inputs]: layers one after another, or none, and then maybe the softmax of each row.
 */
record PeerProblem(float[] x, int batch, List<Layer> layers, boolean softmax) {
    int inputs() {
        return x.length / batch;
    }

    int outputs() {
        return layers.isEmpty() ? inputs() : layers.get(layers.size() - 1).neurons();
    }

    /** As an ONNX file of this batch. */
    byte[] onnx() {
        return OnnxProblem.of(layers, softmax, batch, inputs());
    }
}
