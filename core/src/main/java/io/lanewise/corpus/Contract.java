package io.lanewise.corpus;

import io.lanewise.Activation;
import java.util.function.Consumer;

/**
 * The fingerprint of each operation's results for its corpus: the promise about bits, in numbers. A change to one needs
 * an entry in CHANGELOG.md's history of the fingerprints.
 */
public enum Contract {
    DENSE("Dense", "38b20d4fd93fbc37", DenseCorpus::dense),
    DENSE_LAYER("DenseLayer", "90aaf181ef8ef55a", DenseCorpus::denseLayer),
    DENSE_GRADIENT("DenseGradient", "89ab517b44a50a60", DenseCorpus::gradient),
    RELU("Relu", "12c6bb82473a5426", DenseCorpus::relu),
    LEAKY_RELU("LeakyReLU", "556b618e763558f1", ActivationCorpus::leakyRelu),
    ELU("ELU", "3f917a5efe537fcb", ActivationCorpus::elu),
    SIGMOID("Sigmoid", "70459fecb5b6154a", answers -> ActivationCorpus.activation(Activation.SIGMOID, answers)),
    TANH("Tanh", "4a429ab46b3c0b1c", answers -> ActivationCorpus.activation(Activation.TANH, answers)),
    SILU("SiLU", "984822467ec4bac6", answers -> ActivationCorpus.activation(Activation.SILU, answers)),
    GELU("GELU", "c47bb3f9a4294691", answers -> ActivationCorpus.activation(Activation.GELU, answers)),
    GELU_TANH(
            "GELU by tanh", "2c128e32e85f0030", answers -> ActivationCorpus.activation(Activation.GELU_TANH, answers)),
    RELU6("ReLU6", "bddae8864db5b747", answers -> ActivationCorpus.activation(Activation.RELU6, answers)),
    ACTIVATION_GRADIENT("Activation's gradient", "e6a0dbeac2c32519", ActivationCorpus::gradients),
    SOFTMAX("Softmax", "2316c3d009a94a84", RowCorpus::softmax),
    LOG_SOFTMAX("log Softmax", "22b2362823d1708e", RowCorpus::logSoftmax),
    LOSS_BY_LABEL("CrossEntropy by label", "891c1f3d2ff89c58", RowCorpus::lossesByLabel),
    LOSS_BY_ONE_HOT("CrossEntropy by one-hot", "5780f19563577492", RowCorpus::lossesByOneHot),
    LOGIT_LOSS_BY_LABEL("CrossEntropy from logits by label", "2e00c2e3d62f6f88", RowCorpus::logitLossesByLabel),
    LOGIT_LOSS_BY_ONE_HOT("CrossEntropy from logits by one-hot", "81032d7b583b99ae", RowCorpus::logitLossesByOneHot),
    LOSS_WITH_OPTIONS("CrossEntropy with options", "2faf1588fb6deb05", RowCorpus::lossesWithOptions),
    LOSS_GRADIENT("CrossEntropy's gradient", "fd7c09f049b10f3c", RowCorpus::lossGradients),
    ARG_MAX("ArgMax", "d78f29d1fcdb9407", RowCorpus::argMax),
    TOP_K("TopK", "99a361eb9b6fe716", RowCorpus::topK),
    NETWORK("Network", "68f60a2fcdd9b1a5", NetworkCorpus::networks),
    NETWORK_784("Network of 784-128-10", "dea2d0f452b1014a", NetworkCorpus::network784),
    NETWORK_OF_ACTIVATIONS("Network of activations", "31f8dd95f7fed3ae", ActivationCorpus::networks),
    TRAINER("Trainer", "22e8f2209a1021c5", NetworkCorpus::training),
    INITIAL_WEIGHTS("InitialWeights", "d36eb3b72c79b1bc", NetworkCorpus::initialWeights);

    private final String operation;
    private final String fingerprint;
    private final Consumer<Fingerprint> corpus;

    Contract(String operation, String fingerprint, Consumer<Fingerprint> corpus) {
        this.operation = operation;
        this.fingerprint = fingerprint;
        this.corpus = corpus;
    }

    /** The operation's name. */
    public String operation() {
        return operation;
    }

    /** The fingerprint that its results must have, in sixteen hexadecimal digits. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The fingerprint of its results here. */
    public String computed() {
        Fingerprint answers = new Fingerprint();
        corpus.accept(answers);
        return answers.toString();
    }
}
