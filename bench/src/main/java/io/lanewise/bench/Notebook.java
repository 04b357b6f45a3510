package io.lanewise.bench;

import io.lanewise.Activation;
import io.lanewise.Backend;
import io.lanewise.CrossEntropy;
import io.lanewise.DenseLayer;
import io.lanewise.InitialWeights;
import io.lanewise.Network;
import io.lanewise.Session;
import java.io.PrintStream;

/** The notebook: three samples of four features through 4-5-ReLU-2-softmax, and the loss. */
public final class Notebook {
    private Notebook() {}

    public static void main(String[] arguments) {
        run(System.out);
    }

    static void run(PrintStream out) {
        Backend backend = Backend.current();
        out.println("Backend: " + backend.name() + ", because " + backend.reason());

        // Three samples, a row each, in one flat array; the class that each belongs to.
        float[] x = {
            1.0f, 2.2f, 1.1f, 5.0f,
            0.1f, 4.0f, 0.9f, 3.0f,
            4.0f, 2.1f, 0.5f, 3.2f,
        };
        int[] labels = {0, 1, 1};

        // Weights to start from: 0.1 × standard normal, the same from one seed on every machine, and zero biases.
        Network network = Network.of(
                DenseLayer.of(InitialWeights.normal(4, 5, 42), new float[5], 4, 5, Activation.RELU),
                DenseLayer.of(InitialWeights.normal(5, 2, 43), new float[2], 5, 2, Activation.LINEAR));

        // A session holds the intermediate results, so that a call allocates nothing. One thread, one session.
        Session session = network.newSession(3);
        float[] probabilities = new float[3 * 2];
        session.probabilities(x, probabilities, 3);
        out.println("Probabilities from seeded weights:");
        for (int i = 0; i < 3; i++) {
            out.println("  " + probabilities[2 * i] + "  " + probabilities[2 * i + 1]);
        }
        out.println("Mean loss: " + session.meanLoss(x, labels, 3));

        // The probabilities that the notebook printed, and its loss: labels as columns, or as one-hot rows.
        float[] printed = {
            0.55970493f, 0.44029507f,
            0.51868212f, 0.48131788f,
            0.52722099f, 0.47277901f,
        };
        float[] oneHot = {
            1, 0,
            0, 1,
            0, 1,
        };
        out.println("Mean loss of the probabilities that the notebook printed, 0.6869000387 there:");
        out.println("  integer labels  " + CrossEntropy.ofProbabilities().mean(printed, labels, 3, 2));
        out.println("  one-hot labels  " + CrossEntropy.ofProbabilities().mean(printed, oneHot, 3, 2));
    }
}
