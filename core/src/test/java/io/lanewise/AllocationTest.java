package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No public operation allocates once it is warm: until C2 has compiled it, a vector is an object. */
class AllocationTest {
    private static final double WARM_UP_SECONDS = 10;

    private static final int ROWS = 6;
    private static final int COLUMNS = 37;
    private static final float[] X = InitialWeights.normal(60, 100, 1);
    private static final float[] Y = new float[60 * 100];
    private static final float[] LOSSES = new float[ROWS];
    private static final float[] PROBABILITIES = new float[ROWS * COLUMNS];
    private static final float[] ONE_HOT = new float[ROWS * COLUMNS];
    private static final int[] LABELS = {0, 5, 10, 36, 1, 2};
    private static final int[] MANY_LABELS = new int[10];
    private static final int[] ORDER = {5, 3, 4, 0};
    private static final int[] SHORT_LABELS = {0, 1, 2, 0, 1};
    private static final int[] PREDICTIONS = new int[ROWS];
    private static final int[] INDICES = new int[ROWS * COLUMNS];
    private static final CrossEntropy OF_PROBABILITIES = CrossEntropy.ofProbabilities();
    private static final CrossEntropy OF_LOGITS = CrossEntropy.ofLogits();
    private static final CrossEntropy WITH_OPTIONS = OF_LOGITS
            .withClassWeights(Arrays.copyOf(new float[] {1, 2, 3}, COLUMNS))
            .withIgnoredLabel(10)
            .withLabelSmoothing(0.1f);
    private static final Activation LEAKY_RELU = Activation.leakyRelu(0.01f);
    private static volatile Object sink;

    static {
        Softmax.forward(X, PROBABILITIES, ROWS, COLUMNS);
        for (int i = 0; i < ROWS; i++) {
            ONE_HOT[i * COLUMNS + LABELS[i]] = 1;
        }
    }

    @Test
    void theMeterSeesAnAllocation() {
        assertTrue(AllocationMeter.leastBytes(() -> sink = new float[1], 0.5) >= 1000 * 16);
        assertEquals(0, AllocationMeter.leastBytes(() -> {}, WARM_UP_SECONDS));
    }

    @ParameterizedTest
    @MethodSource
    void nothingIsAllocated(Runnable call) {
        assertEquals(0, AllocationMeter.leastBytes(call, WARM_UP_SECONDS), "bytes in a thousand warm calls");
    }

    static List<Named<Runnable>> nothingIsAllocated() {
        DenseLayer wide = layer(30, 50, Activation.RELU);
        DenseLayer veryWide = layer(30, 300, Activation.RELU);
        DenseLayer narrow = layer(50, 10, Activation.LINEAR);
        DenseLayer narrowSmall = layer(33, 3, Activation.RELU);
        DenseLayer small = layer(5, 3, Activation.RELU);
        DenseLayer withTanh = layer(30, 50, Activation.TANH);
        Session session = Network.of(layer(30, 50, Activation.RELU), layer(50, 37, Activation.LINEAR))
                .withOutput(Output.SIGMOID)
                .newSession(ROWS);
        // Two tasks are asked for at each call, and this thread computes all parts.
        ParallelSession parallel = new ParallelSession(
                Network.of(layer(5, 8, Activation.RELU), layer(8, 4, Activation.LINEAR)), 25, Runnable::run, 3, 1);
        int[] manyLabels = new int[25];
        Network network = Network.of(layer(30, 50, Activation.RELU), layer(50, 37, Activation.LINEAR));
        Trainer trainer = Trainer.of(network, OF_LOGITS, Optimizer.adam().withMaxNorm(1), ROWS);
        Trainer parallelTrainer = new Trainer(network, WITH_OPTIONS, Optimizer.sgd(), ROWS, Runnable::run, 3, 1);
        Optimizer nesterov = Optimizer.sgd().withMomentum(0.9).withNesterov();
        float[] weights = InitialWeights.normal(30, 50, 3);
        float[] bias = new float[50];
        float[] veryWideWeights = InitialWeights.normal(7, 300, 4);
        return List.of(
                named("Dense wide", () -> Dense.forward(X, weights, bias, Y, 5, 30, 50)),
                named("Dense narrow", () -> Dense.forward(X, weights, bias, Y, 5, 40, 10)),
                named("DenseLayer wide, one row", () -> wide.forward(X, Y, 1)),
                named("DenseLayer very wide, one row", () -> veryWide.forward(X, Y, 1)),
                named("Dense wide, large batch", () -> Dense.forward(X, weights, bias, Y, 39, 30, 50)),
                named("DenseLayer wide, large batch", () -> wide.forward(X, Y, 39)),
                named("DenseLayer narrow, one row", () -> narrow.forward(X, Y, 1)),
                named("DenseLayer narrow, large batch", () -> narrow.forward(X, Y, 39)),
                named("Dense narrow, large batch", () -> Dense.forward(X, weights, bias, Y, 39, 40, 10)),
                named("DenseLayer wide, three rows", () -> wide.forward(X, Y, 3)),
                named("DenseLayer narrow and small, one row", () -> narrowSmall.forward(X, Y, 1)),
                named("DenseLayer narrow and small, large batch", () -> narrowSmall.forward(X, Y, 39)),
                named("Dense narrow and small, large batch", () -> Dense.forward(X, weights, bias, Y, 39, 33, 3)),
                named("DenseLayer small", () -> small.forward(X, Y, 3)),
                named("DenseLayer small, large batch", () -> small.forward(X, Y, 39)),
                named("Relu", () -> Relu.forward(X, Y, 1003)),
                named("Relu in place", () -> Relu.forward(Y, Y, 5)),
                named("LeakyReLU", () -> LEAKY_RELU.forward(X, Y, 1003)),
                named("ELU", () -> Activation.ELU.forward(X, Y, 1003)),
                named("Sigmoid", () -> Activation.SIGMOID.forward(X, Y, 1003)),
                named("Tanh", () -> Activation.TANH.forward(X, Y, 1003)),
                named("SiLU", () -> Activation.SILU.forward(X, Y, 1003)),
                named("GELU", () -> Activation.GELU.forward(X, Y, 1003)),
                named("GELU by tanh", () -> Activation.GELU_TANH.forward(X, Y, 1003)),
                named("ReLU6", () -> Activation.RELU6.forward(X, Y, 1003)),
                named("GELU in place, less than a vector", () -> Activation.GELU.forward(Y, Y, 3)),
                named("DenseLayer with tanh", () -> withTanh.forward(X, Y, 39)),
                named("Softmax", () -> Softmax.forward(X, Y, ROWS, COLUMNS)),
                named("Softmax of short rows", () -> Softmax.forward(X, Y, 20, 3)),
                named("log softmax of short rows", () -> Softmax.logForward(X, Y, 20, 3)),
                named("Softmax of rows of a vector", () -> Softmax.forward(X, Y, 20, 10)),
                named("log softmax of rows of a vector", () -> Softmax.logForward(X, Y, 20, 10)),
                named("logit mean of rows of a vector", () -> OF_LOGITS.mean(X, SHORT_LABELS, 5, 10)),
                named("logit mean of short rows", () -> OF_LOGITS.mean(X, SHORT_LABELS, 5, 3)),
                named("log softmax", () -> Softmax.logForward(X, Y, ROWS, COLUMNS)),
                named("softmax of blocks of rows", () -> Softmax.forward(X, Y, 60, 100)),
                named("log softmax of blocks of rows", () -> Softmax.logForward(X, Y, 60, 100)),
                named("logit mean of blocks of rows", () -> OF_LOGITS.mean(X, MANY_LABELS, 10, 600)),
                named("losses by label", () -> OF_PROBABILITIES.losses(PROBABILITIES, LABELS, LOSSES, ROWS, COLUMNS)),
                named(
                        "losses by weights",
                        () -> OF_PROBABILITIES.losses(PROBABILITIES, ONE_HOT, LOSSES, ROWS, COLUMNS)),
                named("mean by label", () -> CrossEntropy.ofProbabilities().mean(PROBABILITIES, LABELS, ROWS, COLUMNS)),
                named("mean by weights", () -> OF_PROBABILITIES.mean(PROBABILITIES, ONE_HOT, ROWS, COLUMNS)),
                named("logit losses by label", () -> OF_LOGITS.losses(X, LABELS, LOSSES, ROWS, COLUMNS)),
                named("logit losses by weights", () -> OF_LOGITS.losses(X, ONE_HOT, LOSSES, ROWS, COLUMNS)),
                named("logit mean by label", () -> OF_LOGITS.mean(X, LABELS, ROWS, COLUMNS)),
                named("logit mean by weights", () -> OF_LOGITS.mean(X, ONE_HOT, ROWS, COLUMNS)),
                named("mean by label, with options", () -> WITH_OPTIONS.mean(X, LABELS, ROWS, COLUMNS)),
                named("mean by weights, with options", () -> WITH_OPTIONS.mean(X, ONE_HOT, ROWS, COLUMNS)),
                named("gradient of inputs", () -> DenseGradient.inputs(X, weights, Y, 39, 30, 50)),
                named("gradient of inputs, many neurons", () -> DenseGradient.inputs(X, veryWideWeights, Y, 9, 7, 300)),
                named("gradient of inputs, added", () -> DenseGradient.addInputs(X, weights, Y, 5, 30, 50)),
                named("gradient of weights", () -> DenseGradient.weights(X, X, Y, 70, 30, 50)),
                named("gradient of weights, added", () -> DenseGradient.addWeights(X, X, Y, 39, 30, 50)),
                named("gradient of weights, narrow", () -> DenseGradient.weights(X, X, Y, 39, 90, 3)),
                named("gradient of a bias", () -> DenseGradient.bias(X, bias, 39, 50)),
                named("GELU's gradient", () -> Activation.GELU.backward(X, X, Y, 1003)),
                named("ReLU's gradient", () -> Activation.RELU.backward(X, Y, Y, 1003)),
                named("SiLU's gradient", () -> Activation.SILU.backward(X, Y, Y, 1003)),
                named("loss and gradient", () -> OF_LOGITS.meanGradient(X, LABELS, Y, ROWS, COLUMNS)),
                named("loss and gradient, with options", () -> WITH_OPTIONS.meanGradient(X, LABELS, Y, ROWS, COLUMNS)),
                named("loss and gradient by weights", () -> OF_LOGITS.sumGradient(X, ONE_HOT, Y, ROWS, COLUMNS)),
                named("Session.logits", () -> session.logits(X, Y, ROWS)),
                named("Session.probabilities", () -> session.probabilities(X, Y, ROWS)),
                named("Session.logProbabilities", () -> session.logProbabilities(X, Y, ROWS)),
                named("Session.outputs", () -> session.outputs(X, Y, ROWS)),
                named("Session.predict", () -> session.predict(X, PREDICTIONS, ROWS)),
                named("Session.topK", () -> session.topK(X, Y, INDICES, ROWS, 3)),
                named("ParallelSession.logits", () -> parallel.logits(X, Y, 25)),
                named("ParallelSession.topK", () -> parallel.topK(X, Y, INDICES, 25, 3)),
                named("ParallelSession.meanLoss", () -> parallel.meanLoss(X, manyLabels, 25)),
                named("ParallelSession of one part", () -> parallel.predict(X, PREDICTIONS, ROWS)),
                named("ArgMax", () -> ArgMax.forward(X, PREDICTIONS, ROWS, COLUMNS)),
                named("ArgMax of short rows", () -> ArgMax.forward(X, PREDICTIONS, ROWS, 3)),
                named("ArgMax of long rows", () -> ArgMax.forward(X, PREDICTIONS, 3, 1300)),
                named("TopK", () -> TopK.forward(X, Y, INDICES, ROWS, COLUMNS, 3)),
                named("TopK of short rows", () -> TopK.forward(X, Y, INDICES, ROWS, 5, 2)),
                named("TopK of all", () -> TopK.forward(X, Y, INDICES, ROWS, COLUMNS, COLUMNS)),
                named("TopK of long rows", () -> TopK.forward(X, Y, INDICES, 3, 1300, 5)),
                named("TopK of many", () -> TopK.forward(X, Y, INDICES, 3, 1300, 70)),
                named("Optimizer.step", () -> nesterov.step(weights, X, Y, Y, 1500, 1, 0)),
                named(
                        "Optimizer.step from other offsets",
                        () -> nesterov.step(weights, 0, X, 1, Y, 2, Y, 0, 1500, 1, 0)),
                named("Shuffle", () -> Shuffle.order(INDICES, ROWS * COLUMNS, 1)),
                named("Trainer.step", () -> trainer.step(X, LABELS, ROWS, 1e-6)),
                named("Trainer.step by an order", () -> trainer.step(X, LABELS, ORDER, ROWS, 4, 1e-6)),
                named("Trainer.step of three parts", () -> parallelTrainer.step(X, LABELS, ROWS, 0)),
                named("Session.meanLoss", () -> session.meanLoss(X, LABELS, ROWS)));
    }

    private static Named<Runnable> named(String name, Runnable call) {
        return Named.of(name, call);
    }

    private static DenseLayer layer(int inputs, int neurons, Activation activation) {
        return DenseLayer.of(
                InitialWeights.normal(inputs, neurons, 2), new float[neurons], inputs, neurons, activation);
    }
}
