package io.lanewise.corpus;

import io.lanewise.Activation;
import io.lanewise.DenseLayer;
import io.lanewise.Network;
import io.lanewise.Output;
import io.lanewise.Session;
import java.util.Random;

/**
 * The corpus of activations, alone and in layers, and of a session's outputs. Every array is part of the fingerprints.
 */
final class ActivationCorpus {
    private static final Values[] KINDS = {
        Values.ORDINARY, Values.SPECIAL, Values.WIDE, Values.ZEROS, Values.TINY, Values.BITS
    };

    /** Bits of the positive floats, in steps that are no power of two: 5,000 of them. */
    private static final int BITS_STEP = 426_887;

    /** Up to here, on either side of 0, results are not yet 0, ±1 or x: these values come in small steps. */
    private static final float NEAR = 16f;

    private static final float NEAR_STEP = 0.00317f;

    private static final int INPUTS = 7;
    private static final int[] NEURONS = {1, 3, 10, 17, 40};
    private static final int[] BATCHES = {1, 2, 5, 19};

    private static final Activation[] ACTIVATIONS = {
        Activation.leakyRelu(0.2f),
        Activation.ELU,
        Activation.SIGMOID,
        Activation.TANH,
        Activation.SILU,
        Activation.GELU,
        Activation.GELU_TANH,
        Activation.RELU6,
        Activation.LINEAR,
        Activation.RELU
    };

    private ActivationCorpus() {}

    static void activation(Activation activation, Fingerprint answers) {
        Random random = new Random(22);
        for (int length = 0; length <= 70; length++) {
            float[] y = KINDS[length % KINDS.length].array(length, random);
            activation.forward(y, y, length);
            answers.add(y);
        }
        sweep(activation, 1, answers);
        sweep(activation, -1, answers);
    }

    private static void sweep(Activation activation, int sign, Fingerprint answers) {
        int infinity = Float.floatToIntBits(Float.POSITIVE_INFINITY);
        float[] y = new float[infinity / BITS_STEP + 1];
        for (int i = 0; i < y.length; i++) {
            y[i] = sign * Float.intBitsToFloat(infinity - i * BITS_STEP);
        }
        activation.forward(y, y, y.length);
        answers.add(y);
        float[] near = new float[(int) (NEAR / NEAR_STEP)];
        for (int i = 0; i < near.length; i++) {
            near[i] = sign * NEAR_STEP * i;
        }
        activation.forward(near, near, near.length);
        answers.add(near);
    }

    /** Two slopes: one of each sign. */
    static void leakyRelu(Fingerprint answers) {
        activation(Activation.leakyRelu(0.01f), answers);
        activation(Activation.leakyRelu(-1.5f), answers);
    }

    /** Alpha 1, and one that rounds. */
    static void elu(Fingerprint answers) {
        activation(Activation.ELU, answers);
        activation(Activation.elu(-0.7f), answers);
    }

    /** Of every activation, and of those of a parameter below 0, whose slopes are functions of the input. */
    static void gradients(Fingerprint answers) {
        for (Activation activation : ACTIVATIONS) {
            gradient(activation, answers);
        }
        gradient(Activation.leakyRelu(-1.5f), answers);
        gradient(Activation.elu(-0.7f), answers);
    }

    private static void gradient(Activation activation, Fingerprint answers) {
        Random random = new Random(25);
        for (int length = 0; length <= 70; length++) {
            float[] values = KINDS[length % KINDS.length].array(length, random);
            float[] dy = KINDS[length % 5].array(length, random);
            activation.backward(values, dy, dy, length);
            answers.add(dy);
        }
        float[] values = new float[(int) (2 * NEAR / NEAR_STEP)];
        float[] dy = Values.ORDINARY.array(values.length, random);
        for (int i = 0; i < values.length; i++) {
            values[i] = NEAR_STEP * i - NEAR;
        }
        activation.backward(values, dy, dy, values.length);
        answers.add(dy);
    }

    /** Layers of every activation, each way that a session has out of them, and classes of a single output. */
    static void networks(Fingerprint answers) {
        Random random = new Random(23);
        for (Activation activation : ACTIVATIONS) {
            for (int neurons : NEURONS) {
                Network network = Network.of(
                        layer(INPUTS, neurons + 1, activation, random),
                        layer(neurons + 1, neurons, Activation.LINEAR, random));
                for (Output output : Output.values()) {
                    Session session = network.withOutput(output).newSession(BATCHES[BATCHES.length - 1]);
                    for (int batch : BATCHES) {
                        outputs(session, batch, neurons, random, answers);
                    }
                }
            }
        }
    }

    private static DenseLayer layer(int inputs, int neurons, Activation activation, Random random) {
        float[] weights = Values.ORDINARY.array(inputs * neurons, random);
        return DenseLayer.of(weights, Values.ORDINARY.array(neurons, random), inputs, neurons, activation);
    }

    private static void outputs(Session session, int batch, int outputs, Random random, Fingerprint answers) {
        float[] x = Values.SPECIAL.array(batch * INPUTS, random);
        float[] out = new float[batch * outputs];
        session.outputs(x, out, batch);
        answers.add(out);
        session.logProbabilities(x, out, batch);
        answers.add(out);
        int[] columns = new int[batch];
        session.predict(x, columns, batch);
        answers.add(columns);
    }
}
