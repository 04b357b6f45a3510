package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradients of small random networks against central differences of a network in double. */
class NetworkGradientTest {
    private static final int[] SIZES = {5, 7, 6, 4};
    private static final int BATCH = 9;
    private static final double STEP = 1e-5;

    /** Of the largest of an array: some ten roundings in a row, and what the differences lack. */
    private static final double ERROR = 5e-6;

    static List<Activation> activations() {
        return List.of(
                Activation.LINEAR,
                Activation.RELU,
                Activation.leakyRelu(0.1f),
                Activation.leakyRelu(-0.3f),
                Activation.ELU,
                Activation.elu(-0.5f),
                Activation.SIGMOID,
                Activation.TANH,
                Activation.SILU,
                Activation.GELU_TANH,
                Activation.RELU6);
    }

    private final int depth = SIZES.length - 1;
    private final float[][] weights = new float[depth][];
    private final float[][] biases = new float[depth][];
    private float[] x;
    private int[] labels;

    @ParameterizedTest
    @MethodSource("activations")
    void everyElement(Activation activation) {
        for (int seed = 0; seed < 3; seed++) {
            make(new Random(seed));
            float[][] in = new float[depth][];
            float[][] values = new float[depth][];
            float[] dy = forward(activation, in, values);
            CrossEntropy.ofLogits().meanGradient(dy, labels, dy, BATCH, SIZES[depth]);
            for (int layer = depth - 1; layer >= 0; layer--) {
                int inputs = SIZES[layer];
                int neurons = SIZES[layer + 1];
                if (layer < depth - 1) {
                    activation.backward(values[layer], dy, dy, dy.length);
                }
                float[] dx = new float[BATCH * inputs];
                float[] dw = new float[inputs * neurons];
                float[] db = new float[neurons];
                DenseGradient.all(in[layer], weights[layer], dy, dx, dw, db, BATCH, inputs, neurons);
                check(activation, weights[layer], dw);
                check(activation, biases[layer], db);
                dy = dx;
            }
            check(activation, x, dy);
        }
    }

    private void make(Random random) {
        x = normal(BATCH * SIZES[0], 1, random);
        labels = random.ints(BATCH, 0, SIZES[depth]).toArray();
        for (int layer = 0; layer < depth; layer++) {
            weights[layer] = normal(SIZES[layer] * SIZES[layer + 1], 0.7, random);
            biases[layer] = normal(SIZES[layer + 1], 0.5, random);
        }
    }

    private static float[] normal(int n, double scale, Random random) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }

    /** The logits; each layer's inputs, and what its activation's backward takes. */
    private float[] forward(Activation activation, float[][] in, float[][] values) {
        float[] current = x;
        for (int layer = 0; layer < depth; layer++) {
            float[] z = new float[BATCH * SIZES[layer + 1]];
            Dense.forward(current, weights[layer], biases[layer], z, BATCH, SIZES[layer], SIZES[layer + 1]);
            in[layer] = current;
            values[layer] = z;
            current = z;
            if (layer < depth - 1) {
                current = new float[z.length];
                activation.forward(z, current, z.length);
                values[layer] = activation.backwardTakesOutput() ? current : z;
            }
        }
        return current;
    }

    /** Each element of a parameter moved by a step, in double: its array keeps the float, and the loss is told. */
    private void check(Activation activation, float[] parameter, float[] gradient) {
        DoubleUnaryOperator f = of(activation);
        double[] expected = new double[parameter.length];
        double largest = 0;
        for (int i = 0; i < parameter.length; i++) {
            expected[i] = (loss(f, parameter, i, STEP) - loss(f, parameter, i, -STEP)) / (2 * STEP);
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        for (int i = 0; i < parameter.length; i++) {
            assertEquals(expected[i], gradient[i], ERROR * largest, activation + ", element " + i);
        }
    }

    private double loss(DoubleUnaryOperator f, float[] moved, int at, double step) {
        double[] current = doubles(x, moved, at, step);
        for (int layer = 0; layer < depth; layer++) {
            double[] w = doubles(weights[layer], moved, at, step);
            double[] b = doubles(biases[layer], moved, at, step);
            int inputs = SIZES[layer];
            int neurons = SIZES[layer + 1];
            double[] y = new double[BATCH * neurons];
            for (int i = 0; i < y.length; i++) {
                y[i] = b[i % neurons];
                for (int k = 0; k < inputs; k++) {
                    y[i] += current[i / neurons * inputs + k] * w[k * neurons + i % neurons];
                }
                y[i] = layer < depth - 1 ? f.applyAsDouble(y[i]) : y[i];
            }
            current = y;
        }
        double sum = 0;
        int columns = SIZES[depth];
        for (int i = 0; i < BATCH; i++) {
            double exponentials = 0;
            for (int j = 0; j < columns; j++) {
                exponentials += Math.exp(current[i * columns + j]);
            }
            sum += Math.log(exponentials) - current[i * columns + labels[i]];
        }
        return sum / BATCH;
    }

    private static double[] doubles(float[] values, float[] moved, int at, double step) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i] + (values == moved && i == at ? step : 0);
        }
        return doubles;
    }

    private static DoubleUnaryOperator of(Activation activation) {
        double parameter = activation.parameter();
        return switch (activation.name()) {
            case "RELU" -> v -> Math.max(v, 0);
            case "LEAKY_RELU" -> v -> v < 0 ? parameter * v : v;
            case "RELU6" -> v -> Math.min(Math.max(v, 0), 6);
            case "ELU" -> v -> v < 0 ? parameter * Math.expm1(v) : v;
            case "SIGMOID" -> v -> 1 / (1 + Math.exp(-v));
            case "TANH" -> Math::tanh;
            case "SILU" -> v -> v / (1 + Math.exp(-v));
            case "GELU_TANH" -> v -> v / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)));
            default -> v -> v;
        };
    }
}
