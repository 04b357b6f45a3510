package io.lanewise;

import java.util.ArrayList;
import java.util.List;

/** Every public method that takes arrays, in both its forms. {@link OperationsTest} finds one that is left out. */
final class Operations {
    static final int INPUTS = 5;
    static final int NEURONS = 4;
    static final int BATCH = 3;

    private Operations() {}

    static List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        for (boolean offsets : new boolean[] {false, true}) {
            dense(all, offsets);
            rows(all, offsets);
            losses(all, offsets);
            gradients(all, offsets);
            sessions(all, offsets);
            training(all, offsets);
        }
        return all;
    }

    private static void dense(List<Operation> all, boolean offsets) {
        all.add(Operation.of(Dense.class, "forward", offsets)
                .in("x", "batch", "inputs")
                .in("weights", "inputs", "neurons")
                .in("bias", "neurons")
                .out("y", "batch", "neurons")
                .size("batch", BATCH)
                .size("inputs", INPUTS)
                .size("neurons", NEURONS));
        for (String name : new String[] {"of", "ofTransposed"}) {
            all.add(Operation.of(DenseLayer.class, name, offsets)
                    .in("weights", "inputs", "neurons")
                    .in("bias", "neurons")
                    .size("inputs", INPUTS)
                    .size("neurons", NEURONS)
                    .sizesFrom(1)
                    .other("activation", Activation.RELU));
        }
        all.add(Operation.of(layer(INPUTS, NEURONS, Activation.LINEAR), "forward", offsets)
                .in("x", "batch", "inputs")
                .out("y", "batch", "neurons")
                .size("batch", BATCH)
                .fixed("inputs", INPUTS)
                .fixed("neurons", NEURONS));
    }

    private static void rows(List<Operation> all, boolean offsets) {
        all.add(Operation.of(Relu.class, "forward", offsets)
                .in("x", "length")
                .out("y", "length")
                .size("length", 7));
        all.add(Operation.of(Activation.GELU, "forward", offsets)
                .in("x", "length")
                .out("y", "length")
                .size("length", 7));
        all.add(Operation.of(Softmax.class, "forward", offsets)
                .in("logits", "rows", "columns")
                .out("probabilities", "rows", "columns")
                .size("rows", BATCH)
                .size("columns", NEURONS));
        all.add(Operation.of(Softmax.class, "logForward", offsets)
                .in("logits", "rows", "columns")
                .out("logProbabilities", "rows", "columns")
                .size("rows", BATCH)
                .size("columns", NEURONS));
        all.add(Operation.of(ArgMax.class, "forward", offsets)
                .in("x", "rows", "columns")
                .outInts("indices", "rows")
                .size("rows", BATCH)
                .size("columns", NEURONS));
        all.add(Operation.of(TopK.class, "forward", offsets)
                .in("x", "rows", "columns")
                .out("values", "rows", "k")
                .outInts("indices", "rows", "k")
                .size("rows", BATCH)
                .size("columns", NEURONS)
                .sizeUpTo("columns", "k", 2));
    }

    private static void losses(List<Operation> all, boolean offsets) {
        losses(all, offsets, "CrossEntropy of probabilities", CrossEntropy.ofProbabilities());
        losses(all, offsets, "CrossEntropy of logits", CrossEntropy.ofLogits());
        CrossEntropy withOptions = CrossEntropy.ofLogits()
                .withClassWeights(new float[] {1, 2, 0.5f, 3})
                .withIgnoredLabel(-100)
                .withLabelSmoothing(0.1f);
        losses(all, offsets, "CrossEntropy with options", withOptions);
    }

    private static void losses(List<Operation> all, boolean offsets, String title, CrossEntropy loss) {
        for (String method : new String[] {"losses", "sum", "mean"}) {
            for (boolean labels : new boolean[] {false, true}) {
                Operation operation =
                        Operation.of(loss, method, offsets).called(title).in("values", "rows", "columns");
                if (labels) {
                    operation.labels("rows");
                } else {
                    operation.in("oneHot", "rows", "columns");
                }
                if (method.equals("losses")) {
                    operation.out("losses", "rows");
                }
                all.add(operation.size("rows", BATCH).size("columns", NEURONS));
            }
        }
        all.add(Operation.of(loss, "count", offsets)
                .called(title)
                .anyLabels("rows")
                .size("rows", BATCH));
    }

    private static void gradients(List<Operation> all, boolean offsets) {
        for (boolean add : new boolean[] {false, true}) {
            Operation inputs = Operation.of(DenseGradient.class, add ? "addInputs" : "inputs", offsets)
                    .in("dy", "batch", "neurons")
                    .in("weights", "inputs", "neurons")
                    .out("dx", "batch", "inputs");
            Operation weights = Operation.of(DenseGradient.class, add ? "addWeights" : "weights", offsets)
                    .in("x", "batch", "inputs")
                    .in("dy", "batch", "neurons")
                    .out("dw", "inputs", "neurons");
            Operation everything = Operation.of(DenseGradient.class, add ? "addAll" : "all", offsets)
                    .in("x", "batch", "inputs")
                    .inApart("weights", "inputs", "neurons")
                    .in("dy", "batch", "neurons")
                    .out("dx", "batch", "inputs")
                    .out("dw", "inputs", "neurons")
                    .out("db", "neurons");
            for (Operation operation : new Operation[] {inputs, weights, everything}) {
                all.add(operation.size("batch", BATCH).size("inputs", INPUTS).size("neurons", NEURONS));
            }
            all.add(Operation.of(DenseGradient.class, add ? "addBias" : "bias", offsets)
                    .in("dy", "batch", "neurons")
                    .out("db", "neurons")
                    .size("batch", BATCH)
                    .size("neurons", NEURONS));
        }
        all.add(Operation.of(Activation.GELU, "backward", offsets)
                .in("values", "length")
                .in("dy", "length")
                .out("dx", "length")
                .size("length", 7));
        for (String method : new String[] {"sumGradient", "meanGradient"}) {
            for (boolean labels : new boolean[] {false, true}) {
                Operation operation =
                        Operation.of(CrossEntropy.ofLogits(), method, offsets).in("values", "rows", "columns");
                if (labels) {
                    operation.labels("rows");
                } else {
                    operation.inApart("oneHot", "rows", "columns");
                }
                all.add(operation
                        .out("gradient", "rows", "columns")
                        .size("rows", BATCH)
                        .size("columns", NEURONS));
            }
        }
    }

    private static void sessions(List<Operation> all, boolean offsets) {
        Network network = Network.of(layer(INPUTS, 6, Activation.RELU), layer(6, NEURONS, Activation.LINEAR))
                .withOutput(Output.SIGMOID);
        session(all, offsets, network.newSession(BATCH));
        session(all, offsets, ParallelSession.of(network, BATCH, Runnable::run, 2));
    }

    private static void session(List<Operation> all, boolean offsets, Object session) {
        String[] methods = {"logits", "probabilities", "logProbabilities", "outputs", "predict", "topK", "meanLoss"};
        for (String method : methods) {
            Operation operation = Operation.of(session, method, offsets).in("x", "batch", "inputs");
            switch (method) {
                case "predict" -> operation.outInts("out", "batch");
                case "topK" -> operation.out("values", "batch", "k").outInts("indices", "batch", "k");
                case "meanLoss" -> operation.labels("batch");
                default -> operation.out("out", "batch", "outputs");
            }
            operation.size("batch", BATCH).fixed("inputs", INPUTS).fixed("outputs", NEURONS);
            all.add(method.equals("topK") ? operation.sizeUpTo("outputs", "k", 2) : operation);
        }
    }

    /** With a learning rate of 0, so that every call of a trainer finds the same weights. */
    private static void training(List<Operation> all, boolean offsets) {
        all.add(Operation.of(Optimizer.adam(), "step", offsets)
                .out("weights", "length")
                .inApart("gradients", "length")
                .out("first", "length")
                .out("second", "length")
                .size("length", 7)
                .other("step", 1L)
                .other("learningRate", 0.1));
        all.add(Operation.of(Optimizer.class, "norm", offsets)
                .in("values", "length")
                .size("length", 7));
        all.add(Operation.of(Shuffle.class, "order", offsets)
                .outInts("order", "length")
                .size("length", 7)
                .other("seed", 1L));
        Network network = Network.of(layer(INPUTS, 6, Activation.RELU), layer(6, NEURONS, Activation.LINEAR));
        Trainer trainer = Trainer.of(network, CrossEntropy.ofLogits(), Optimizer.sgd(), BATCH);
        for (String labels : new String[] {"labels", "oneHot", "order"}) {
            Operation step = Operation.of(trainer, "step", offsets);
            switch (labels) {
                case "labels" -> step.in("x", "batch", "inputs").labels("batch");
                case "oneHot" -> step.in("x", "batch", "inputs").in("oneHot", "batch", "outputs");
                default ->
                    step.in("x", "rows", "inputs")
                            .anyLabels("rows")
                            .inInts("order", "batch")
                            .size("rows", BATCH);
            }
            all.add(step.size("batch", BATCH)
                    .fixed("inputs", INPUTS)
                    .fixed("outputs", NEURONS)
                    .other("learningRate", 0.0));
        }
    }

    private static DenseLayer layer(int inputs, int neurons, Activation activation) {
        float[] weights = InitialWeights.normal(inputs, neurons, inputs + neurons);
        return DenseLayer.of(weights, new float[neurons], inputs, neurons, activation);
    }
}
