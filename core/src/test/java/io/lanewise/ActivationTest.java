package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.corpus.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationTest {
    private static final float[] X = {-2, -0f, 0, 3, Float.NaN, Float.NEGATIVE_INFINITY};

    @Test
    void linearLeavesTheOutputAlone() {
        assertArrayEquals(new float[] {-2, 0, 0, 3, Float.NaN, Float.NEGATIVE_INFINITY}, identity(Activation.LINEAR));
    }

    @Test
    void reluKeepsNanAndCutsTheRest() {
        assertArrayEquals(new float[] {0, 0, 0, 3, Float.NaN, 0}, identity(Activation.RELU));
    }

    static List<Activation> activations() {
        return List.of(
                Activation.LINEAR,
                Activation.RELU,
                Activation.leakyRelu(0.1f),
                Activation.ELU,
                Activation.elu(0.5f),
                Activation.SIGMOID,
                Activation.TANH,
                Activation.SILU,
                Activation.GELU,
                Activation.GELU_TANH,
                Activation.RELU6);
    }

    @ParameterizedTest
    @MethodSource("activations")
    void aLayerNamesItsOwn(Activation activation) {
        DenseLayer layer = DenseLayer.of(new float[] {1}, new float[] {0}, 1, 1, activation);
        assertSame(activation, layer.activation());
    }

    /** From tables; the formulas' errors are kernel.rows' ActivationAccuracyTest's. */
    @ParameterizedTest
    @CsvSource({
        "LEAKY_RELU(0.1), -0.1, 2.0",
        "ELU, -0.6321206, 2.0",
        "ELU(0.5), -0.3160603, 2.0",
        "SIGMOID, 0.26894143, 0.880797",
        "TANH, -0.7615942, 0.9640276",
        "SILU, -0.26894143, 1.7615942",
        "GELU, -0.15865526, 1.9544997",
        "GELU_TANH, -0.158808, 1.9545977",
        "RELU6, 0.0, 2.0"
    })
    void values(String name, float atMinusOne, float atTwo) {
        Activation activation = activations().stream()
                .filter(a -> a.toString().equals(name))
                .findFirst()
                .orElseThrow();
        float[] y = new float[2];
        activation.forward(new float[] {-1, 2}, y, 2);
        assertArrayEquals(new float[] {atMinusOne, atTwo}, y, 2e-7f);
    }

    @Test
    void anActivationSaysItsFormulaAndItsParameter() {
        assertEquals("LEAKY_RELU", Activation.leakyRelu(0.2f).name());
        assertEquals(0.2f, Activation.leakyRelu(0.2f).parameter());
        assertEquals("ELU", Activation.ELU.name());
        assertEquals(1f, Activation.ELU.parameter());
        assertEquals(0f, Activation.GELU.parameter());
    }

    /** Alone, and in layers that take the kernel at once and in blocks of rows. */
    @ParameterizedTest
    @MethodSource("activations")
    void aLayerGivesTheBitsOfDenseAndTheActivation(Activation activation) {
        Random random = new Random(1);
        for (int neurons : new int[] {1, 3, 10, 17, 300}) {
            for (int batch : new int[] {1, 7, 400}) {
                float[] x = Values.SPECIAL.array(batch * 6, random);
                float[] weights = Values.ORDINARY.array(6 * neurons, random);
                float[] bias = Values.ORDINARY.array(neurons, random);
                float[] expected = new float[batch * neurons];
                Dense.forward(x, weights, bias, expected, batch, 6, neurons);
                activation.forward(expected, expected, expected.length);
                float[] actual = new float[batch * neurons];
                DenseLayer.of(weights, bias, 6, neurons, activation).forward(x, actual, batch);
                assertArrayEquals(expected, actual, activation + " of " + batch + "×" + neurons);
            }
        }
    }

    @Test
    void onlyLengthElementsAreWritten() {
        for (Activation activation : activations()) {
            float[] y = new float[40];
            Arrays.fill(y, 12345f);
            activation.forward(new float[40], 1, y, 2, 21);
            for (int i = 0; i < 40; i++) {
                assertEquals(i < 2 || i >= 23, y[i] == 12345f, activation + " at " + i);
            }
        }
    }

    @Test
    void valuesThatAreMadeAlikeAreEqual() {
        assertEquals(Activation.leakyRelu(0.1f), Activation.leakyRelu(0.1f));
        assertEquals(Activation.ELU, Activation.elu(1));
        assertEquals(Activation.ELU.hashCode(), Activation.elu(1).hashCode());
        assertNotEquals(Activation.leakyRelu(0.1f), Activation.leakyRelu(0.2f));
        assertNotEquals(Activation.GELU, Activation.GELU_TANH);
        assertNotEquals(Activation.RELU, null);
    }

    @Test
    void aParameterThatIsNotFiniteIsNamed() {
        String slope = assertThrows(IllegalArgumentException.class, () -> Activation.leakyRelu(Float.NaN))
                .getMessage();
        assertEquals("slope is NaN, not finite", slope);
        String alpha = assertThrows(IllegalArgumentException.class, () -> Activation.elu(Float.POSITIVE_INFINITY))
                .getMessage();
        assertEquals("alpha is Infinity, not finite", alpha);
    }

    private static float[] identity(Activation activation) {
        float[] y = new float[X.length];
        DenseLayer.of(new float[] {1}, new float[] {0}, 1, 1, activation).forward(X, y, X.length);
        return y;
    }
}
