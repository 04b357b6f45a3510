package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.corpus.Values;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenseLayerTest {
    @ParameterizedTest
    @CsvSource({"1,1,1", "1,40,10", "7,31,15", "5,64,16", "33,100,37", "70,17,129"})
    void equalsDenseThenRelu(int batch, int inputs, int neurons) {
        float[] x = InitialWeights.normal(batch, inputs, 1);
        float[] weights = InitialWeights.normal(inputs, neurons, 2);
        float[] bias = InitialWeights.normal(1, neurons, 3);
        float[] expected = new float[batch * neurons];
        float[] actual = new float[batch * neurons];
        Dense.forward(x, weights, bias, expected, batch, inputs, neurons);
        DenseLayer.of(weights, bias, inputs, neurons, Activation.LINEAR).forward(x, actual, batch);
        assertArrayEquals(expected, actual);
        Relu.forward(expected, expected, expected.length);
        DenseLayer.of(weights, bias, inputs, neurons, Activation.RELU).forward(x, actual, batch);
        assertArrayEquals(expected, actual);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,40,10", "2,3,5", "4,17,33"})
    void ofTransposedEqualsOfOnTheTransposedMatrix(int batch, int inputs, int neurons) {
        float[] weights = InitialWeights.normal(inputs, neurons, 2);
        float[] transposed = new float[inputs * neurons];
        for (int k = 0; k < inputs; k++) {
            for (int j = 0; j < neurons; j++) {
                transposed[j * inputs + k] = weights[k * neurons + j];
            }
        }
        float[] bias = InitialWeights.normal(1, neurons, 3);
        float[] x = InitialWeights.normal(batch, inputs, 1);
        float[] expected = new float[batch * neurons];
        float[] actual = new float[batch * neurons];
        DenseLayer.of(weights, bias, inputs, neurons, Activation.RELU).forward(x, expected, batch);
        DenseLayer.ofTransposed(transposed, bias, inputs, neurons, Activation.RELU)
                .forward(x, actual, batch);
        assertArrayEquals(expected, actual);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "40,10", "31,15", "64,33"})
    void theArraysAreCopied(int inputs, int neurons) {
        float[] weights = InitialWeights.normal(inputs, neurons, 2);
        float[] bias = InitialWeights.normal(1, neurons, 3);
        float[] x = InitialWeights.normal(1, inputs, 1);
        DenseLayer layer = DenseLayer.of(weights, bias, inputs, neurons, Activation.LINEAR);
        DenseLayer transposed = DenseLayer.ofTransposed(weights, bias, inputs, neurons, Activation.LINEAR);
        float[] before = new float[neurons];
        float[] transposedBefore = new float[neurons];
        layer.forward(x, before, 1);
        transposed.forward(x, transposedBefore, 1);
        Arrays.fill(weights, 99);
        Arrays.fill(bias, 99);
        float[] after = new float[neurons];
        layer.forward(x, after, 1);
        assertArrayEquals(before, after);
        transposed.forward(x, after, 1);
        assertArrayEquals(transposedBefore, after);
    }

    @Test
    void knowsItsSizes() {
        DenseLayer layer = DenseLayer.of(new float[12], new float[4], 3, 4, Activation.RELU);
        assertEquals(3, layer.inputs());
        assertEquals(4, layer.neurons());
    }

    @Test
    void withoutRowsNothingIsDone() {
        float[] y = {12345f};
        DenseLayer.of(new float[12], new float[4], 3, 4, Activation.RELU).forward(new float[0], y, 0);
        assertArrayEquals(new float[] {12345f}, y);
    }

    @Test
    void batchesPastInt() {
        DenseLayer narrow = DenseLayer.of(new float[4], new float[1], 4, 1, Activation.RELU);
        DenseLayer wide = DenseLayer.of(new float[4], new float[4], 1, 4, Activation.RELU);
        float[] none = {};
        String byInputs = assertThrows(IllegalArgumentException.class, () -> narrow.forward(none, none, 1 << 30))
                .getMessage();
        assertTrue(byInputs.contains("batch × inputs is 1073741824 × 4"), byInputs);
        String byNeurons = assertThrows(IllegalArgumentException.class, () -> wide.forward(none, none, 1 << 30))
                .getMessage();
        assertTrue(byNeurons.contains("batch × neurons is 1073741824 × 4"), byNeurons);
    }

    /** Every layout, and every bit: NaN, both zeros, subnormals. */
    @Test
    void givesItsWeightsBack() {
        Random random = new Random(2);
        for (int inputs : new int[] {1, 5, 31, 32, 100}) {
            for (int neurons = 1; neurons <= 70; neurons++) {
                float[] weights = Values.BITS.array(inputs * neurons, random);
                float[] bias = Values.BITS.array(neurons, random);
                weights[0] = -0f;
                weights[weights.length - 1] = -Float.MIN_VALUE;
                bias[0] = -0f;
                DenseLayer layer = DenseLayer.of(weights, bias, inputs, neurons, Activation.RELU);
                assertArrayEquals(weights, layer.weights(), inputs + "×" + neurons);
                assertArrayEquals(bias, layer.bias(), inputs + "×" + neurons);
            }
        }
    }

    @Test
    void givesTheWeightsOfATransposedLayerByInputs() {
        DenseLayer layer =
                DenseLayer.ofTransposed(new float[] {1, 2, 3, 4, 5, 6}, new float[2], 3, 2, Activation.LINEAR);
        assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, layer.weights());
    }

    @Test
    void whatItGivesBackIsACopy() {
        DenseLayer layer = DenseLayer.of(new float[] {1, 2}, new float[] {3}, 2, 1, Activation.LINEAR);
        layer.weights()[0] = 99;
        layer.bias()[0] = 99;
        assertArrayEquals(new float[] {1, 2}, layer.weights());
        assertArrayEquals(new float[] {3}, layer.bias());
    }
}
