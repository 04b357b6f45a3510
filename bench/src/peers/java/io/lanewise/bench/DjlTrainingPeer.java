package io.lanewise.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;

/**
 * DJL with PyTorch: the calls of its Trainer and EasyTrain.trainBatch, without their listeners, metrics and parameter
 * server, which add to a step.
 */
final class DjlTrainingPeer implements TrainingPeer {
    private final Engine engine = DjlPeer.engine();
    private final NDManager manager = engine.newBaseManager(Device.cpu());
    private final Loss crossEntropy = Loss.softmaxCrossEntropyLoss();
    private TrainingProblem problem;
    private NDArray x;
    private NDArray labels;
    /** Of each layer [neurons×inputs], and its bias. */
    private final List<NDArray> parameters = new ArrayList<>();

    private Optimizer optimizer;
    private NDArray loss;

    @Override
    public String version() {
        return DjlPeer.versions(engine) + ", on NDArrays in a GradientCollector: Linear.linear, Activation.relu,"
                + " Loss.softmaxCrossEntropyLoss, Optimizer.sgd";
    }

    @Override
    public void prepare(TrainingProblem problem) {
        this.problem = problem;
        x = manager.create(problem.x(), new Shape(problem.batch(), problem.inputs()));
        labels = manager.create(problem.labels());
        loss = manager.create(0f);
        for (Layer layer : problem.layers()) {
            NDArray weights = manager.create(layer.weights(), new Shape(layer.inputs(), layer.neurons()));
            parameters.add(weights.transpose().flatten().reshape(layer.neurons(), layer.inputs()));
            parameters.add(manager.create(layer.bias()));
        }
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
    }

    @Override
    public void step(float rate) {
        optimizer = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(rate)).build();
        forward();
    }

    @Override
    public void forward() {
        // What a step makes is its manager's, and closed with it.
        try (NDManager step = manager.newSubManager()) {
            x.tempAttach(step);
            try (GradientCollector collector = engine.newGradientCollector()) {
                NDArray y = x;
                for (int i = 0; i < parameters.size(); i += 2) {
                    y = Linear.linear(y, parameters.get(i), parameters.get(i + 1))
                            .singletonOrThrow();
                    if (i < parameters.size() - 2) {
                        y = Activation.relu(y);
                    }
                }
                NDArray mean = crossEntropy.evaluate(new NDList(labels), new NDList(y));
                collector.backward(mean);
                mean.attach(manager);
                loss.close();
                loss = mean;
            }
            for (int i = 0; i < parameters.size(); i++) {
                NDArray parameter = parameters.get(i);
                try (NDArray gradient = parameter.getGradient()) {
                    optimizer.update("parameter" + i, parameter, gradient);
                }
            }
        }
    }

    @Override
    public float[] weights() {
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i += 2) {
            all.add(parameters.get(i).transpose().flatten().toFloatArray());
            all.add(parameters.get(i + 1).toFloatArray());
        }
        return TrainingProblem.joined(all);
    }

    @Override
    public float y(int index) {
        return loss.getFloat();
    }

    @Override
    public void fill(float value) {
        loss.close();
        loss = manager.create(value);
    }
}
