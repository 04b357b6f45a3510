package io.lanewise.bench;

import io.lanewise.Backend;
import io.lanewise.Trainer;

/** This library's trainer. */
final class LanewiseTrainingPeer implements TrainingPeer {
    private TrainingProblem problem;
    private Trainer trainer;
    private float rate;
    private float loss;

    @Override
    public String version() {
        return "Trainer on float[], " + ExpectedBackend.name(Backend.current());
    }

    @Override
    public void prepare(TrainingProblem problem) {
        this.problem = problem;
        trainer = problem.trainer();
    }

    @Override
    public void step(float rate) {
        this.rate = rate;
        forward();
    }

    @Override
    public void forward() {
        loss = (float) trainer.step(problem.x(), problem.labels(), problem.batch(), rate);
    }

    @Override
    public float[] weights() {
        return trainer.state();
    }

    @Override
    public float y(int index) {
        return loss;
    }

    @Override
    public void fill(float value) {
        loss = value;
    }
}
