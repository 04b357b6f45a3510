package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The notebook's example: three samples, two classes. */
class NotebookTest {
    private static final float[] PROBABILITIES = {
        0.55970493f, 0.44029507f, 0.51868212f, 0.48131788f, 0.52722099f, 0.47277901f
    };
    private static final int[] LABELS = {0, 1, 1};
    private static final float[] ONE_HOT = {1, 0, 0, 1, 0, 1};
    private static final double MEAN = 0.6869000387;

    @Test
    void meanLoss() {
        double byLabel = CrossEntropy.ofProbabilities().mean(PROBABILITIES, LABELS, 3, 2);
        assertEquals(MEAN, byLabel, 1e-6);
        assertEquals(byLabel, CrossEntropy.ofProbabilities().mean(PROBABILITIES, ONE_HOT, 3, 2));
    }

    @Test
    void losses() {
        float[] byLabel = new float[3];
        float[] byOneHot = new float[3];
        CrossEntropy.ofProbabilities().losses(PROBABILITIES, LABELS, byLabel, 3, 2);
        CrossEntropy.ofProbabilities().losses(PROBABILITIES, ONE_HOT, byOneHot, 3, 2);
        assertArrayEquals(byLabel, byOneHot);
        double[] picked = {0.55970493, 0.48131788, 0.47277901};
        for (int i = 0; i < 3; i++) {
            assertEquals(-Math.log(picked[i]), byLabel[i], 1e-6);
        }
        assertEquals(MEAN, (byLabel[0] + byLabel[1] + byLabel[2]) / 3, 1e-6);
    }

    @Test
    void network() {
        Reference notebook = new Reference("notebook");
        Network network = notebook.network();
        assertEquals(4, network.inputs());
        assertEquals(5, network.layers().get(0).neurons());
        assertEquals(2, network.outputs());
        Session session = network.newSession(3);
        float[] x = notebook.floats("x");
        float[] p = new float[6];
        session.probabilities(x, p, 3);
        double[] softmax = notebook.doubles("softmax");
        for (int i = 0; i < 6; i++) {
            assertEquals(softmax[i], p[i], 4e-7);
        }
        assertEquals(0.7031075980385539, CrossEntropy.ofProbabilities().mean(p, LABELS, 3, 2), 1e-6);
        assertEquals(0.7031075980385539, session.meanLoss(x, LABELS, 3), 1e-6);
        int[] predictions = new int[3];
        session.predict(x, predictions, 3);
        assertArrayEquals(new int[] {1, 1, 0}, predictions);
    }
}
