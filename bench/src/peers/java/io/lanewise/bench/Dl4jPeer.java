package io.lanewise.bench;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Deeplearning4j on ND4J: a MultiLayerNetwork's fit, with its workspaces. */
final class Dl4jPeer implements TrainingPeer {
    private TrainingProblem problem;
    private MultiLayerNetwork network;
    private INDArray x;
    private INDArray labels;
    private float loss;

    Dl4jPeer() {
        NativePeer.requireThreads(1);
    }

    @Override
    public String version() {
        return "Deeplearning4j " + LibraryRelease.of(MultiLayerNetwork.class, "org.deeplearning4j/deeplearning4j-nn")
                + " on " + Nd4jPeer.versions() + ", MultiLayerNetwork.fit, and its score";
    }

    @Override
    public void prepare(TrainingProblem problem) {
        this.problem = problem;
        x = Nd4j.create(problem.x(), new long[] {problem.batch(), problem.inputs()}, 'c');
        float[] oneHot = Inputs.oneHot(problem.labels(), problem.outputs());
        labels = Nd4j.create(oneHot, new long[] {problem.batch(), problem.outputs()}, 'c');
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .updater(new Sgd(TrainingProblem.RATE))
                .list();
        for (Layer layer : problem.layers()) {
            layers.layer(
                    layer.relu()
                            ? new DenseLayer.Builder()
                                    .nIn(layer.inputs())
                                    .nOut(layer.neurons())
                                    .activation(Activation.RELU)
                                    .build()
                            : new OutputLayer.Builder(LossFunction.MCXENT)
                                    .nIn(layer.inputs())
                                    .nOut(layer.neurons())
                                    .activation(Activation.SOFTMAX)
                                    .build());
        }
        network = new MultiLayerNetwork(layers.build());
        network.init();
        for (int i = 0; i < problem.layers().size(); i++) {
            Layer layer = problem.layers().get(i);
            network.setParam(i + "_W", Nd4j.create(layer.weights(), new long[] {layer.inputs(), layer.neurons()}, 'c'));
            network.setParam(i + "_b", Nd4j.create(layer.bias(), new long[] {1, layer.neurons()}, 'c'));
        }
    }

    @Override
    public void step(float rate) {
        network.setLearningRate(rate);
        forward();
    }

    @Override
    public void forward() {
        network.fit(x, labels);
        loss = (float) network.score();
    }

    @Override
    public float[] weights() {
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < problem.layers().size(); i++) {
            all.add(network.getParam(i + "_W").dup('c').data().asFloat());
            all.add(network.getParam(i + "_b").dup('c').data().asFloat());
        }
        return TrainingProblem.joined(all);
    }

    @Override
    public float y(int index) {
        return loss;
    }

    @Override
    public void fill(float value) {
        loss = value;
    }
}
