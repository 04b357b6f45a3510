package io.lanewise.corpus;

import io.lanewise.Activation;
import io.lanewise.ArgMax;
import io.lanewise.CrossEntropy;
import io.lanewise.DenseLayer;
import io.lanewise.InitialWeights;
import io.lanewise.Network;
import io.lanewise.Optimizer;
import io.lanewise.Session;
import io.lanewise.Shuffle;
import io.lanewise.Softmax;
import io.lanewise.Trainer;
import java.util.Random;

/** The corpus of whole networks, their training and their initial weights. Every array is part of the fingerprints. */
final class NetworkCorpus {
    /** Inputs, then each layer's neurons: the first layers alone are the smaller networks. */
    private static final int[] WIDTHS = {6, 40, 3, 50, 17, 10};

    private static final int[] BATCHES = {1, 2, 3, 4, 5, 7, 8, 13, 33, 65};
    private static final int LARGEST = 65;

    private NetworkCorpus() {}

    static void networks(Fingerprint answers) {
        Random random = new Random(14);
        for (int depth = 1; depth < WIDTHS.length; depth++) {
            Session session = network(depth, random).newSession(LARGEST);
            for (int batch : BATCHES) {
                session(session, batch, WIDTHS[depth], random, answers);
            }
        }
    }

    private static Network network(int depth, Random random) {
        DenseLayer[] layers = new DenseLayer[depth];
        for (int i = 0; i < depth; i++) {
            float[] weights = Values.ORDINARY.array(WIDTHS[i] * WIDTHS[i + 1], random);
            float[] bias = Values.ORDINARY.array(WIDTHS[i + 1], random);
            Activation activation = i == depth - 1 ? Activation.LINEAR : Activation.RELU;
            layers[i] = DenseLayer.of(weights, bias, WIDTHS[i], WIDTHS[i + 1], activation);
        }
        return Network.of(layers);
    }

    private static void session(Session session, int batch, int outputs, Random random, Fingerprint answers) {
        float[] x = Values.SPECIAL.array(batch * WIDTHS[0], random);
        int[] labels = new int[batch];
        for (int i = 0; i < batch; i++) {
            labels[i] = random.nextInt(outputs);
        }
        float[] out = new float[batch * outputs];
        session.logits(x, out, batch);
        answers.add(out);
        session.probabilities(x, out, batch);
        answers.add(out);
        int[] columns = new int[batch];
        session.predict(x, columns, batch);
        answers.add(columns);
        int[] indices = new int[batch * 3];
        float[] values = new float[batch * 3];
        session.topK(x, values, indices, batch, 3);
        answers.add(values);
        answers.add(indices);
        answers.add(session.meanLoss(x, labels, batch));
    }

    /** 500 rows through 784-128-10 once, because the interpreter takes seconds for it. */
    static void network784(Fingerprint answers) {
        Random random = new Random(19);
        int batch = 500;
        int outputs = 10;
        Network network = Network.of(
                DenseLayer.of(
                        InitialWeights.normal(784, 128, 20),
                        Values.ORDINARY.array(128, random),
                        784,
                        128,
                        Activation.RELU),
                DenseLayer.of(
                        InitialWeights.normal(128, outputs, 21),
                        Values.ORDINARY.array(outputs, random),
                        128,
                        outputs,
                        Activation.LINEAR));
        float[] x = Values.ORDINARY.array(batch * 784, random);
        float[] logits = new float[batch * outputs];
        network.newSession(batch).logits(x, logits, batch);
        answers.add(logits);
        // The largest logit's column, as of a classifier that is right: in a small loss the logarithm's last bits
        // count.
        int[] labels = new int[batch];
        ArgMax.forward(logits, labels, batch, outputs);
        answers.add(CrossEntropy.ofLogits().mean(logits, labels, batch, outputs));
        Softmax.forward(logits, logits, batch, outputs);
        answers.add(logits);
    }

    /** Steps by rows in shuffled orders, of more than a block of them and of few: losses, then weights and moments. */
    static void training(Fingerprint answers) {
        Random random = new Random(22);
        int rows = 300;
        float[] x = Values.ORDINARY.array(rows * WIDTHS[0], random);
        int[] labels = random.ints(rows, 0, 10).toArray();
        int[] order = new int[rows];
        int[] sizes = {WIDTHS[0], 40, 17, 10};
        Optimizer[] optimizers = {
            Optimizer.sgd().withMaxNorm(0.1),
            Optimizer.sgd().withMomentum(0.9).withNesterov().withWeightDecay(0.001),
            Optimizer.adam(),
            Optimizer.adamW()
        };
        for (Optimizer optimizer : optimizers) {
            Trainer trainer = Trainer.of(sizes, Activation.RELU, 23, CrossEntropy.ofLogits(), optimizer, rows);
            for (int batch : new int[] {rows, 33, 8, 1, rows}) {
                Shuffle.order(order, rows, batch);
                answers.add(trainer.step(x, labels, order, rows, batch, 0.01));
            }
            answers.add(trainer.state());
        }
    }

    static void initialWeights(Fingerprint answers) {
        answers.add(InitialWeights.normal(100, 100, 42));
        answers.add(InitialWeights.normal(3, 7, -1));
        answers.add(InitialWeights.normal(1, 1, Long.MIN_VALUE));
    }
}
