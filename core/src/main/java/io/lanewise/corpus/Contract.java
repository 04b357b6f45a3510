package io.lanewise.corpus;

import java.util.function.Consumer;

/**
 * The fingerprint of each operation's results for its corpus: the promise about bits, in numbers. A change to one needs
 * an entry in CHANGELOG.md's history of the fingerprints.
 */
public enum Contract {
    DENSE("Dense", "38b20d4fd93fbc37", DenseCorpus::dense),
    DENSE_LAYER("DenseLayer", "90aaf181ef8ef55a", DenseCorpus::denseLayer),
    RELU("Relu", "12c6bb82473a5426", DenseCorpus::relu),
    SOFTMAX("Softmax", "23b704092b5f1730", RowCorpus::softmax),
    LOG_SOFTMAX("log Softmax", "dba73a026c9a1ff2", RowCorpus::logSoftmax),
    LOSS_BY_LABEL("CrossEntropy by label", "7c2956622cee85c9", RowCorpus::lossesByLabel),
    LOSS_BY_ONE_HOT("CrossEntropy by one-hot", "c93c532e05fc8a70", RowCorpus::lossesByOneHot),
    LOGIT_LOSS_BY_LABEL("CrossEntropy from logits by label", "c4ce4385250e7931", RowCorpus::logitLossesByLabel),
    LOGIT_LOSS_BY_ONE_HOT("CrossEntropy from logits by one-hot", "8b86bb210c004c36", RowCorpus::logitLossesByOneHot),
    LOSS_WITH_OPTIONS("CrossEntropy with options", "b686564c99b22138", RowCorpus::lossesWithOptions),
    ARG_MAX("ArgMax", "83cfac0150404e6d", RowCorpus::argMax),
    TOP_K("TopK", "78d6aa917db26dc9", RowCorpus::topK),
    NETWORK("Network", "009a9c33af6f1163", NetworkCorpus::networks),
    NETWORK_784("Network of 784-128-10", "c1532b1ac7650b33", NetworkCorpus::network784),
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
