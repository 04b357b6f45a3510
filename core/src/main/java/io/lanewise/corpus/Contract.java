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
    SOFTMAX("Softmax", "f5f2167fdde392ab", RowCorpus::softmax),
    LOG_SOFTMAX("log Softmax", "72427d3bb6ad9feb", RowCorpus::logSoftmax),
    LOSS_BY_LABEL("CrossEntropy by label", "7c2956622cee85c9", RowCorpus::lossesByLabel),
    LOSS_BY_ONE_HOT("CrossEntropy by one-hot", "c93c532e05fc8a70", RowCorpus::lossesByOneHot),
    LOGIT_LOSS_BY_LABEL("CrossEntropy from logits by label", "1f4904f84aacc12a", RowCorpus::logitLossesByLabel),
    LOGIT_LOSS_BY_ONE_HOT("CrossEntropy from logits by one-hot", "27a4efae8b63c7ae", RowCorpus::logitLossesByOneHot),
    LOSS_WITH_OPTIONS("CrossEntropy with options", "103770eaace34c6c", RowCorpus::lossesWithOptions),
    ARG_MAX("ArgMax", "83cfac0150404e6d", RowCorpus::argMax),
    TOP_K("TopK", "78d6aa917db26dc9", RowCorpus::topK),
    NETWORK("Network", "2d52eba92e959e4f", NetworkCorpus::networks),
    NETWORK_784("Network of 784-128-10", "fef2147d113b9ecf", NetworkCorpus::network784),
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
