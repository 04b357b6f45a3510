package io.lanewise.bench;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** ND4J as its first examples show it: a new array for each result, from float[] and back at every call. */
final class Nd4jTutorialPeer extends HeapPeer {
    private int inputs;
    private List<Layer> layers;
    private INDArray[] weights;
    private INDArray[] biases;

    Nd4jTutorialPeer() {
        NativePeer.requireThreads(1);
    }

    @Override
    public String version() {
        return Nd4jPeer.versions() + ", from float[] to float[], by mmul, addRowVector, Transforms.relu and softmax";
    }

    /** For a problem with layers and softmax. */
    @Override
    public void prepare(PeerProblem problem) {
        super.prepare(problem);
        inputs = problem.inputs();
        layers = problem.layers();
        weights = layers.stream()
                .map(layer -> Nd4j.create(layer.weights(), new long[] {layer.inputs(), layer.neurons()}))
                .toArray(INDArray[]::new);
        biases = layers.stream().map(layer -> Nd4j.create(layer.bias())).toArray(INDArray[]::new);
    }

    @Override
    public void forward() {
        INDArray values = Nd4j.create(x, new long[] {batch, inputs});
        for (int i = 0; i < weights.length; i++) {
            values = values.mmul(weights[i]).addRowVector(biases[i]);
            if (layers.get(i).relu()) {
                values = Transforms.relu(values);
            }
        }
        y = Transforms.softmax(values).ravel().toFloatVector();
    }
}
