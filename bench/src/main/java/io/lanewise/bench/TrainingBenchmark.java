package io.lanewise.bench;

import io.lanewise.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A training step: forward, loss, gradients and SGD; a shape is batch x sizes. Until C2 has compiled all of its kernels,
 * a step of 256 rows takes up to half a second, which lasts for seconds on one core.
 */
@OnRequest
@Warmup(iterations = 10, time = 900, timeUnit = TimeUnit.MILLISECONDS)
public class TrainingBenchmark extends CheckedBenchmark {
    @Param({"32x784-128-10", "256x784-128-10", "32x784-512-256-10", "256x784-512-256-10"})
    public String shape;

    private TrainingProblem problem;
    private Trainer trainer;
    private final double[] loss = new double[1];

    @Override
    List<ExpectedAnswer> prepare() {
        problem = TrainingProblem.of(shape);
        TrainingProblem.Step expected = problem.scalar();
        Trainer once = problem.trainer();
        once.step(problem.x(), problem.labels(), problem.batch(), TrainingProblem.RATE);
        if (!Arrays.equals(expected.weights(), once.state())) {
            throw new IllegalStateException("wrong answer: a step gives other weights than the scalar specification");
        }
        trainer = problem.trainer();
        return List.of(ExpectedAnswer.of("step", this::step, expected.loss(), loss));
    }

    @Benchmark
    public double step() {
        return loss[0] = trainer.step(problem.x(), problem.labels(), problem.batch(), 0);
    }
}
