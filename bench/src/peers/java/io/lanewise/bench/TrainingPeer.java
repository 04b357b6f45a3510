package io.lanewise.bench;

/**
 * Another way to train a network from the JVM on one thread, its samples and weights where it wants them. What is timed
 * is a step at a learning rate of 0, and its output is the mean loss.
 */
interface TrainingPeer extends Peer {
    void prepare(TrainingProblem problem);

    /** A step; later ones have this rate too. */
    void step(float rate);

    /** All weights, in the order of {@link TrainingProblem.Step#weights}. */
    float[] weights();

    @Override
    default void prepare(PeerProblem problem) {
        throw new IllegalStateException("it trains");
    }
}
