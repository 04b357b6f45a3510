package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loss and every gradient of a network of ReLUs against PyTorch in float64. */
class GradientReferenceTest {
    /** Relative to the largest of each array. */
    private static final double ERROR = 1e-5;

    /** What the references with options were made with. */
    private static final float SMOOTHING = 0.1f;

    @ParameterizedTest
    @ValueSource(strings = {"notebook", "odd", "one-layer", "options", "plain", "soft-labels"})
    void everyGradient(String name) {
        Reference reference = new Reference("gradients/" + name);
        int depth = reference.depth();
        int batch = reference.ints("labels").length;
        float[][] outputs = new float[depth + 1][];
        outputs[0] = reference.floats("x");
        for (int layer = 1; layer <= depth; layer++) {
            float[] bias = reference.floats("b" + layer);
            outputs[layer] = new float[batch * bias.length];
            Activation activation = layer == depth ? Activation.LINEAR : Activation.RELU;
            reference.layer(layer, activation).forward(outputs[layer - 1], outputs[layer], batch);
        }
        float[] dy = outputs[depth].clone();
        assertClose(reference, "loss", new float[] {(float) loss(reference, dy, batch)});
        for (int layer = depth; layer > 0; layer--) {
            float[] x = outputs[layer - 1];
            float[] weights = reference.floats("w" + layer);
            float[] dx = new float[x.length];
            float[] dw = new float[weights.length];
            int neurons = dy.length / batch;
            float[] db = new float[neurons];
            DenseGradient.all(x, weights, dy, dx, dw, db, batch, weights.length / neurons, neurons);
            assertClose(reference, "dw" + layer, dw);
            assertClose(reference, "db" + layer, db);
            if (layer > 1) {
                Activation.RELU.backward(x, dx, dx, dx.length);
            }
            dy = dx;
        }
        assertClose(reference, "dx", dy);
    }

    /** The mean loss; the logits become their gradient. */
    private static double loss(Reference reference, float[] logits, int batch) {
        int columns = logits.length / batch;
        CrossEntropy loss = CrossEntropy.ofLogits();
        if (reference.has("soft_labels.f32")) {
            return loss.meanGradient(logits, reference.floats("soft_labels"), logits, batch, columns);
        }
        if (reference.has("class_weights.f32")) {
            loss = loss.withClassWeights(reference.floats("class_weights"))
                    .withIgnoredLabel(-100)
                    .withLabelSmoothing(SMOOTHING);
        }
        return loss.meanGradient(logits, reference.ints("labels"), logits, batch, columns);
    }

    private static void assertClose(Reference reference, String name, float[] actual) {
        double[] expected = reference.doubles(name);
        assertEquals(expected.length, actual.length, name);
        double largest = 0;
        for (double v : expected) {
            largest = Math.max(largest, Math.abs(v));
        }
        assertTrue(largest > 0, name + " is all zero");
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[i], actual[i], ERROR * largest, name + ", element " + i);
        }
    }
}
