package io.lanewise.kernel.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.Activation;
import io.lanewise.corpus.Values;
import io.lanewise.kernel.AnyValues;
import io.lanewise.kernel.Frame;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationGradientTest {
    /** What the page says of the slopes that have an exponential. */
    private static final double ERROR = 4 * 0x1p-24;

    private static final double STEP = 1e-4;

    static List<Activation> activations() {
        return List.of(
                Activation.LINEAR,
                Activation.RELU,
                Activation.leakyRelu(0.1f),
                Activation.leakyRelu(0f),
                Activation.leakyRelu(-0.3f),
                Activation.ELU,
                Activation.elu(0.7f),
                Activation.elu(-1.5f),
                Activation.SIGMOID,
                Activation.TANH,
                Activation.SILU,
                Activation.GELU,
                Activation.GELU_TANH,
                Activation.RELU6);
    }

    /** The formulas in plain words, bit for bit: lengths around a block, values of every kind. */
    @ParameterizedTest
    @MethodSource("activations")
    void isTheFormulaAtEveryLength(Activation activation) {
        Random random = new Random(24);
        for (int length = 0; length <= 600; length += length < 70 ? 1 : 53) {
            float[] values = AnyValues.of(length, random);
            float[] dy = AnyValues.of(length, random);
            float[] expected = new float[length];
            for (int i = 0; i < length; i++) {
                expected[i] = activation.name().equals("LINEAR") ? dy[i] : dy[i] * slope(activation, values[i]);
            }
            Frame in = Frame.of(values, random);
            Frame dyIn = Frame.of(dy, random);
            Frame dx = Frame.output(length, random);
            activation.backward(in.array, in.offset, dyIn.array, dyIn.offset, dx.array, dx.offset, length);
            dx.expect(expected, activation + " " + length);
            in.expect(values, "values");
            dyIn.expect(dy, "dy");
            activation.backward(in.array, in.offset, dyIn.array, dyIn.offset, dyIn.array, dyIn.offset, length);
            dyIn.expect(expected, activation + " in place of dy " + length);
            Frame again = Frame.of(dy, random);
            activation.backward(in.array, in.offset, again.array, again.offset, in.array, in.offset, length);
            in.expect(expected, activation + " in place of the values " + length);
        }
    }

    private static float slope(Activation activation, float v) {
        float parameter = activation.parameter();
        if (v != v) {
            return v;
        }
        return switch (activation.name()) {
            case "RELU" -> v > 0 ? 1f : 0f;
            case "LEAKY_RELU" -> v > 0 ? 1f : parameter;
            case "RELU6" -> v > 0 && v < 6 ? 1f : 0f;
            case "ELU" -> v > 0 ? 1f : (parameter < 0 ? Elu.elu(v, parameter) : v) + parameter;
            case "SIGMOID" -> v * (1 - v);
            case "TANH" -> Math.fma(-v, v, 1f);
            default -> v > 0 ? atPositive(activation.name(), v) : 1 - atPositive(activation.name(), -v);
        };
    }

    private static float atPositive(String name, float v) {
        float a = Math.min(Math.max(v, 0x1p-30f), 200f);
        if (name.equals("GELU")) {
            float exponential = Elu.elu(-0.5f * a * a, 1f) + 1;
            return Math.fma(a * 0.3989423f, exponential, Gelu.gelu(a) / a);
        }
        float linear = name.equals("SILU") ? 1f : Sigmoid.C1;
        float cubic = name.equals("SILU") ? 0f : Sigmoid.C3;
        float u = a * Math.fma(a * a, cubic, linear);
        float s = Sigmoid.sigmoid(u);
        return Math.fma(a * s * Sigmoid.sigmoid(-u), Math.fma(a * a, 3 * cubic, linear), s);
    }

    @ParameterizedTest
    @MethodSource("activations")
    void liesWithinItsBoundOfTheSlopeInDouble(Activation activation) {
        ActivationKind kind = ActivationKind.valueOf(activation.name());
        if (ExactActivation.bound(kind) == 0) {
            return;
        }
        float[] x = new float[100_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i - x.length / 2) * 0.00037f;
        }
        float[] values = x.clone();
        if (activation.backwardTakesOutput()) {
            activation.forward(x, values, x.length);
        }
        float[] slopes = new float[x.length];
        Arrays.fill(slopes, 1f);
        activation.backward(values, slopes, slopes, x.length);
        float alpha = kind == ActivationKind.ELU ? activation.parameter() : 1f;
        for (int i = 0; i < x.length; i++) {
            double exact = (ExactActivation.of(kind, x[i] + STEP) - ExactActivation.of(kind, x[i] - STEP)) / (2 * STEP);
            boolean bent = kind == ActivationKind.ELU && x[i] > -STEP;
            double expected = bent ? x[i] > 0 ? 1 : alpha : kind == ActivationKind.ELU ? alpha * exact : exact;
            double size = Math.max(1, Math.abs(alpha));
            assertEquals(expected, slopes[i], ERROR * size + STEP * STEP, activation.toString());
        }
    }

    /** PyTorch's, at the points where there is none. */
    @Test
    void slopesAtAKink() {
        assertEquals(0f, slopeOf(Activation.RELU, 0f));
        assertEquals(0f, slopeOf(Activation.RELU, -0f));
        assertEquals(1f, slopeOf(Activation.RELU, Float.MIN_VALUE));
        assertEquals(1f, slopeOf(Activation.RELU, Float.POSITIVE_INFINITY));
        assertEquals(0.1f, slopeOf(Activation.leakyRelu(0.1f), 0f));
        assertEquals(0.7f, slopeOf(Activation.elu(0.7f), 0f));
        assertEquals(-0.7f, slopeOf(Activation.elu(-0.7f), 0f));
        assertEquals(0f, slopeOf(Activation.RELU6, 0f));
        assertEquals(0f, slopeOf(Activation.RELU6, 6f));
        assertEquals(1f, slopeOf(Activation.RELU6, Math.nextDown(6f)));
        assertEquals(0.5f, slopeOf(Activation.GELU, 0f));
        assertEquals(0.5f, slopeOf(Activation.SILU, -0f));
    }

    @Test
    void atTheEndsASlopeIsItsLimit() {
        for (Activation activation : List.of(Activation.SILU, Activation.GELU, Activation.GELU_TANH)) {
            assertEquals(1f, slopeOf(activation, Float.POSITIVE_INFINITY), activation::toString);
            assertEquals(0f, slopeOf(activation, Float.NEGATIVE_INFINITY), activation::toString);
            assertEquals(1f, slopeOf(activation, Float.MAX_VALUE), activation::toString);
        }
        assertEquals(1f, slopeOf(Activation.ELU, Float.POSITIVE_INFINITY));
        assertEquals(0f, slopeOf(Activation.elu(-2f), Float.NEGATIVE_INFINITY));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void nanIsPassedOn(Activation activation) {
        float[] dx = new float[2];
        activation.backward(new float[] {0.25f, -0.25f}, new float[] {Float.NaN, Float.NaN}, dx, 2);
        assertArrayEquals(new float[] {Float.NaN, Float.NaN}, dx);
        if (activation != Activation.LINEAR) {
            assertEquals(Float.NaN, slopeOf(activation, Float.NaN));
        }
    }

    @Test
    void anOutputThatHidesTheSideOfZeroIsNotTaken() {
        assertEquals(false, Activation.leakyRelu(-0.1f).backwardTakesOutput());
        assertEquals(false, Activation.elu(-0.1f).backwardTakesOutput());
        assertEquals(true, Activation.leakyRelu(0f).backwardTakesOutput());
        assertEquals(true, Activation.elu(0f).backwardTakesOutput());
        assertEquals(true, Activation.RELU.backwardTakesOutput());
        assertEquals(false, Activation.GELU.backwardTakesOutput());
    }

    /** Values of any bits in one call, so that none of the loops is a remainder alone. */
    @ParameterizedTest
    @MethodSource("activations")
    void aNumberTimesANumberIsNaNOnlyWhereInfinityMeetsZero(Activation activation) {
        float[] values = Values.BITS.array(10_000, new Random(3));
        float[] ones = new float[values.length];
        Arrays.fill(ones, 1f);
        float[] dx = new float[values.length];
        activation.backward(values, ones, dx, values.length);
        for (int i = 0; i < values.length; i++) {
            boolean product = activation == Activation.LINEAR || !Float.isNaN(values[i]);
            assertEquals(product, !Float.isNaN(dx[i]), activation + " of " + values[i]);
        }
    }

    private static float slopeOf(Activation activation, float v) {
        float[] dx = {1f};
        activation.backward(new float[] {v}, dx, dx, 1);
        return dx[0];
    }
}
