package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenseTest {
    @Test
    void twoRowsByHand() {
        float[] y = new float[6];
        Dense.forward(
                new float[] {1, 2, 3, 4},
                new float[] {1, 10, 100, 2, 20, 200},
                new float[] {0.5f, 0.25f, -1},
                y,
                2,
                2,
                3);
        assertArrayEquals(new float[] {5.5f, 50.25f, 499, 11.5f, 110.25f, 1099}, y);
    }

    @Test
    void withoutInputsEveryRowIsTheBias() {
        float[] y = new float[4];
        Dense.forward(new float[0], new float[0], new float[] {7, -0f}, y, 2, 0, 2);
        assertArrayEquals(new float[] {7, -0f, 7, -0f}, y);
    }

    @Test
    void withoutRowsOrNeuronsNothingIsDone() {
        float[] y = {12345f};
        Dense.forward(new float[0], new float[6], new float[3], y, 0, 2, 3);
        Dense.forward(new float[4], new float[0], new float[0], y, 2, 2, 0);
        assertArrayEquals(new float[] {12345f}, y);
    }

    /** The bound of the Javadoc, against double, whose own error is 2^-29 of it. */
    @ParameterizedTest
    @CsvSource({"7,1,1", "3,31,15", "5,32,15", "2,1000,10", "4,33,16", "3,784,128", "2,2000,17"})
    void liesWithinTheDocumentedBound(int batch, int inputs, int neurons) {
        float[] x = InitialWeights.normal(batch, inputs, 1);
        float[] weights = InitialWeights.normal(inputs, neurons, 2);
        float[] bias = InitialWeights.normal(1, neurons, 3);
        float[] y = new float[batch * neurons];
        Dense.forward(x, weights, bias, y, batch, inputs, neurons);
        double n = inputs + 1;
        double unit = 0x1p-24;
        for (int i = 0; i < y.length; i++) {
            double exact = bias[i % neurons];
            double size = Math.abs(exact);
            for (int k = 0; k < inputs; k++) {
                double product = (double) x[i / neurons * inputs + k] * weights[k * neurons + i % neurons];
                exact += product;
                size += Math.abs(product);
            }
            double bound = n * unit / (1 - n * unit) * size;
            assertTrue(Math.abs(y[i] - exact) <= bound, "output " + i);
            assertTrue(bound < size / n, "one product more or less would pass");
        }
    }
}
