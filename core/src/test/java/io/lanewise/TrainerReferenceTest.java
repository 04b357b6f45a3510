package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Five steps of each optimizer against PyTorch in float64: the loss before each, and the weights at the end.
 *
 * <p>The bound of a weight. A gradient is taken to be within {@link #GRADIENT} of the largest of its array, at each of
 * the five steps. SGD multiplies that by the rate, and momentum counts it again in the steps that follow: 1 + 1.9 + 2.71
 * + 3.439 + 4.0951 times in all. Adam divides by √v, which is at least the step's share of the first gradient, |g| / √5:
 * so a weight with a tiny gradient goes astray by up to its whole step, and others by the error of m / √v, a quotient of
 * two means that are both wrong by so much and whose value is at most 1.02. To that each step adds the rounding of the
 * weight, and of its product with a decay.
 */
class TrainerReferenceTest {
    private static final int STEPS = 5;
    private static final double GRADIENT = 2e-6;
    private static final double ROUNDING = 2 * STEPS * 0x1p-24;
    private static final double LOSS = 1e-6;

    /** An optimizer as the references were made with it. */
    private record Run(String name, Optimizer optimizer, double rate, double gradientsInAll) {
        static List<Run> all() {
            return List.of(
                    new Run("sgd", Optimizer.sgd(), 0.1, STEPS),
                    new Run("momentum", Optimizer.sgd().withMomentum(0.9).withWeightDecay(1e-3), 0.05, 13.1441),
                    new Run("adam", Optimizer.adam(), 0.01, STEPS),
                    new Run("adamw", Optimizer.adamW().withWeightDecay(0.1), 0.01, STEPS));
        }

        double bound(double gradient, double largest, double weight) {
            double error = GRADIENT * largest;
            double change = optimizer.moments() < 2
                    ? error
                    : Math.min(2 * 1.02, (1 + 1.02) * error / (Math.abs(gradient) / Math.sqrt(STEPS)));
            return gradientsInAll * rate * change + ROUNDING * weight;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"notebook", "odd", "one-layer", "options", "plain", "soft-labels"})
    void fiveSteps(String folder) {
        Reference reference = new Reference("gradients/" + folder);
        CrossEntropy loss = CrossEntropy.ofLogits();
        if (reference.has("class_weights.f32")) {
            loss = loss.withClassWeights(reference.floats("class_weights"))
                    .withIgnoredLabel(-100)
                    .withLabelSmoothing(0.1f);
        }
        float[] x = reference.floats("x");
        int batch = x.length / reference.network().inputs();
        for (Run run : Run.all()) {
            Trainer trainer = Trainer.of(reference.network(), loss, run.optimizer, batch);
            for (double expected : reference.doubles(run.name + "-losses")) {
                double mean = reference.has("soft_labels.f32")
                        ? trainer.step(x, reference.floats("soft_labels"), batch, run.rate)
                        : trainer.step(x, reference.ints("labels"), batch, run.rate);
                assertEquals(expected, mean, LOSS * expected, run.name);
            }
            assertEquals(STEPS, trainer.steps());
            for (int i = 1; i <= reference.depth(); i++) {
                DenseLayer layer = trainer.network().layers().get(i - 1);
                check(reference, run, "w" + i, layer.weights());
                check(reference, run, "b" + i, layer.bias());
            }
        }
    }

    private static void check(Reference reference, Run run, String array, float[] weights) {
        double[] expected = reference.doubles(run.name + "-" + array);
        double[] gradients = reference.doubles("d" + array);
        float[] start = reference.floats(array);
        double largest = 0;
        double weight = 0;
        for (int i = 0; i < start.length; i++) {
            largest = Math.max(largest, Math.abs(gradients[i]));
            weight = Math.max(weight, Math.max(Math.abs(start[i]), Math.abs(expected[i])));
        }
        boolean moved = false;
        for (int i = 0; i < start.length; i++) {
            double bound = run.bound(gradients[i], largest, weight);
            assertEquals(expected[i], weights[i], bound, run.name + " " + array + "[" + i + "]");
            moved |= Math.abs(expected[i] - start[i]) > 100 * bound;
        }
        assertTrue(moved, run.name + " " + array + " ends where it began");
    }
}
