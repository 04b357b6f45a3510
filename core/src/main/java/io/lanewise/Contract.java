package io.lanewise;

import java.util.function.Consumer;

/**
 * The fingerprint of each operation's answers to its corpus: the promise about bits, in numbers. A change to one needs
 * an entry in the README's history of the fingerprints.
 */
enum Contract {
    DENSE("Dense", "445dc009535abb21", DenseCorpus::dense),
    DENSE_LAYER("DenseLayer", "fcab478eaabb4ca2", DenseCorpus::denseLayer),
    RELU("Relu", "64ea0e3a9d6243a2", DenseCorpus::relu),
    SOFTMAX("Softmax", "76bfec9c1f07b7f2", RowCorpus::softmax),
    LOG_SOFTMAX("log Softmax", "dbc0b687ee4d5c31", RowCorpus::logSoftmax),
    LOSS_BY_LABEL("CrossEntropy by label", "0db0be8221cd94b7", RowCorpus::lossesByLabel),
    LOSS_BY_ONE_HOT("CrossEntropy by one-hot", "134ac7811f432313", RowCorpus::lossesByOneHot),
    LOGIT_LOSS_BY_LABEL("CrossEntropy from logits by label", "eb1a459f80d776b0", RowCorpus::logitLossesByLabel),
    LOGIT_LOSS_BY_ONE_HOT("CrossEntropy from logits by one-hot", "a4ef5cc3694f5375", RowCorpus::logitLossesByOneHot),
    LOSS_WITH_OPTIONS("CrossEntropyLoss", "bfcb0ef45ef3c142", RowCorpus::lossesWithOptions),
    ARG_MAX("ArgMax", "65816c10387eb0b7", RowCorpus::argMax),
    TOP_K("TopK", "9a708aaeba640bf1", RowCorpus::topK),
    NETWORK("Network", "9a8c23c2892c2fd5", NetworkCorpus::networks),
    MNIST("Network of MNIST", "6e83a19e6de301c4", NetworkCorpus::mnist),
    INITIAL_WEIGHTS("InitialWeights", "d36eb3b72c79b1bc", NetworkCorpus::initialWeights);

    private final String operation;
    private final String fingerprint;
    private final Consumer<Fingerprint> corpus;

    Contract(String operation, String fingerprint, Consumer<Fingerprint> corpus) {
        this.operation = operation;
        this.fingerprint = fingerprint;
        this.corpus = corpus;
    }

    /** What the operation is called. */
    String operation() {
        return operation;
    }

    /** What its answers must have, in sixteen hexadecimal digits. */
    String fingerprint() {
        return fingerprint;
    }

    /** What its answers have here. */
    String computed() {
        Fingerprint answers = new Fingerprint();
        corpus.accept(answers);
        return answers.toString();
    }
}
