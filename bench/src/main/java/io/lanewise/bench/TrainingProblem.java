package io.lanewise.bench;

import io.lanewise.CrossEntropy;
import io.lanewise.DenseLayer;
import io.lanewise.Network;
import io.lanewise.Optimizer;
import io.lanewise.Trainer;
import io.lanewise.kernel.choice.KernelSet;
import io.lanewise.kernel.choice.ScalarKernels;
import io.lanewise.kernel.dense.ScalarGradient;
import io.lanewise.kernel.rows.CrossEntropyGradient;
import io.lanewise.kernel.rows.LossOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch to train a network of ReLU and linear layers by: the cross-entropy of its logits, its gradients, and a step of
 * SGD. What is timed is a step at a learning rate of 0, which does the same work and finds the same weights each time:
 * at another rate the loss of one batch soon ends in subnormal numbers.
 */
record TrainingProblem(float[] x, int[] labels, int batch, List<Layer> layers) {
    /** Of the step that is checked. */
    static final float RATE = 0.1f;

    /** Of a shape that is batch x sizes. */
    static TrainingProblem of(String shape) {
        String[] parts = shape.split("x", 2);
        int batch = Shape.sizes(parts[0], "batch")[0];
        SampleNetwork model = SampleNetwork.of(parts[1]);
        return new TrainingProblem(model.x(batch), model.labels(batch), batch, model.layers());
    }

    int inputs() {
        return layers.get(0).inputs();
    }

    int outputs() {
        return layers.get(layers.size() - 1).neurons();
    }

    Trainer trainer() {
        Network network = Network.of(layers.stream().map(Layer::packed).toArray(DenseLayer[]::new));
        return Trainer.of(network, CrossEntropy.ofLogits(), Optimizer.sgd(), batch);
    }

    /** The mean loss, and all weights after a step at {@link #RATE}, as the scalar kernels compute them. */
    Step scalar() {
        KernelSet kernels = ScalarKernels.SET;
        List<float[]> outputs = new ArrayList<>(List.of(x));
        for (Layer layer : layers) {
            outputs.add(layer.scalar(outputs.get(outputs.size() - 1), batch));
        }
        float[] delta = outputs.get(layers.size());
        double sum = CrossEntropyGradient.of(
                kernels.crossEntropy(),
                kernels.softmax(),
                delta,
                0,
                labels,
                0,
                null,
                0,
                delta,
                0,
                batch,
                outputs(),
                (float) (1.0 / batch),
                LossOptions.NONE);
        List<float[]> after = new ArrayList<>();
        for (int i = layers.size() - 1; i >= 0; i--) {
            Layer layer = layers.get(i);
            float[] in = outputs.get(i);
            float[] weights = new float[layer.inputs() * layer.neurons()];
            float[] bias = new float[layer.neurons()];
            kernels.gradient().weights(in, 0, delta, 0, weights, 0, batch, layer.inputs(), layer.neurons(), false);
            ScalarGradient.bias(delta, 0, bias, 0, batch, layer.neurons(), false);
            after.add(0, descended(layer.bias(), bias));
            after.add(0, descended(layer.weights(), weights));
            if (i > 0) {
                float[] before = new float[batch * layer.inputs()];
                kernels.gradient()
                        .inputs(delta, 0, layer.weights(), 0, before, 0, batch, layer.inputs(), layer.neurons());
                for (int k = 0; k < before.length; k++) {
                    before[k] = in[k] > 0 ? before[k] : 0;
                }
                delta = before;
            }
        }
        return new Step(sum / batch, joined(after));
    }

    /** What a step leaves: all layers' weights and biases, in the order of {@link Trainer#state}. */
    record Step(double loss, float[] weights) {}

    private static float[] descended(float[] weights, float[] gradients) {
        for (int i = 0; i < weights.length; i++) {
            gradients[i] = weights[i] - RATE * gradients[i];
        }
        return gradients;
    }

    static float[] joined(List<float[]> arrays) {
        float[] all = new float[arrays.stream().mapToInt(array -> array.length).sum()];
        int at = 0;
        for (float[] array : arrays) {
            System.arraycopy(array, 0, all, at, array.length);
            at += array.length;
        }
        return all;
    }
}
