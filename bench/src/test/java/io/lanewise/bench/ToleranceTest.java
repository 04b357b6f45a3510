package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.kernel.choice.ScalarKernels;
import org.junit.jupiter.api.Test;

/** A tolerance lets a plain computation pass, and little more. */
class ToleranceTest {
    @Test
    void aSoftmaxIsFarInside() {
        for (int columns : new int[] {10, 1000, 32000}) {
            float[] logits = Inputs.logits(1, columns, 1);
            float[] p = new float[columns];
            ScalarKernels.SET.softmax().forward(logits, 0, p, 0, 1, columns);
            double sum = 0;
            for (float x : logits) {
                sum += Math.exp(x);
            }
            double worst = 0;
            for (int j = 0; j < columns; j++) {
                double exact = Math.exp(logits[j]) / sum;
                worst = Math.max(worst, Math.abs(p[j] - exact) / exact);
            }
            assertWithin(worst, Tolerance.softmax(columns));
        }
    }

    /** A double's sum over the layers is as good as exact here. */
    @Test
    void aNetworkIsFarInside() {
        SampleNetwork model = SampleNetwork.of("784-512-256-10");
        double[] logits = exactLogits(model);
        float[] ours = model.scalarLogits(1);
        double worst = 0;
        for (int j = 0; j < logits.length; j++) {
            worst = Math.max(worst, Math.abs(ours[j] - logits[j]));
        }
        // A logit's error is a probability's relative one.
        assertWithin(worst, Tolerance.NETWORK);
    }

    private static double[] exactLogits(SampleNetwork model) {
        double[] in = new double[784];
        float[] x = model.x(1);
        for (int k = 0; k < in.length; k++) {
            in[k] = x[k];
        }
        for (Layer layer : model.layers()) {
            double[] out = new double[layer.neurons()];
            for (int j = 0; j < out.length; j++) {
                out[j] = layer.bias()[j];
                for (int k = 0; k < in.length; k++) {
                    out[j] += in[k] * layer.weights()[k * out.length + j];
                }
                out[j] = layer.relu() ? Math.max(out[j], 0) : out[j];
            }
            in = out;
        }
        return in;
    }

    private static void assertWithin(double error, double tolerance) {
        assertTrue(error < tolerance / 4, () -> error + " of " + tolerance);
    }
}
