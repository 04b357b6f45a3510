package io.lanewise.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/** A training step with SGD, ours and other libraries'; a shape is batch x sizes. */
@OnRequest
@VectorSide
@Warmup(iterations = 10, time = 900, timeUnit = TimeUnit.MILLISECONDS)
public class TrainingPeersBenchmark extends CheckedBenchmark {
    @Param({"32x784-128-10", "256x784-128-10", "32x784-512-256-10", "256x784-512-256-10"})
    public String shape;

    @Param({PeerNames.OURS, "djl-training", "dl4j"})
    public String peer;

    private TrainingPeer trainer;

    /** A step at a rate over 0 is checked by its weights; those that are timed by their loss. */
    @Override
    List<ExpectedAnswer> prepare() {
        TrainingProblem problem = TrainingProblem.of(shape);
        TrainingProblem.Step expected = problem.scalar();
        trainer = make();
        trainer.prepare(problem);
        trainer.step(TrainingProblem.RATE);
        float[] weights = trainer.weights();
        for (int i = 0; i < weights.length; i++) {
            if (!(Math.abs(weights[i] - expected.weights()[i]) <= Tolerance.STEP)) {
                throw new IllegalStateException("wrong answer: " + peer + " makes weight " + i + " " + weights[i]
                        + ", the scalar specification " + expected.weights()[i]);
            }
        }
        trainer = make();
        trainer.prepare(problem);
        trainer.step(0);
        float[] loss = {(float) expected.loss()};
        return List.of(trainer.near(peer, loss, Tolerance.NETWORK, loss));
    }

    private TrainingPeer make() {
        return peer.equals(PeerNames.OURS) ? new LanewiseTrainingPeer() : (TrainingPeer) PeersByName.make(peer);
    }

    @Benchmark
    public void forward() {
        trainer.forward();
    }
}
