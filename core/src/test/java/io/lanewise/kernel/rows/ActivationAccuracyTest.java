package io.lanewise.kernel.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanewise.RunsOnce;
import io.lanewise.kernel.choice.Kernels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The bounds that {@code Activation}'s page states; over every float with -Dlanewise.stride=1. */
class ActivationAccuracyTest {
    private static final int N = 4096;

    static List<ActivationKind> formulas() {
        return Arrays.stream(ActivationKind.values())
                .filter(kind -> ExactActivation.bound(kind) > 0)
                .toList();
    }

    @RunsOnce
    @ParameterizedTest
    @MethodSource("formulas")
    void liesWithinItsBound(ActivationKind kind) {
        Ulp.check(
                x -> of(kind, x),
                x -> ExactActivation.of(kind, x),
                ExactActivation.floor(kind),
                ExactActivation.bound(kind));
    }

    /** Where one formula takes over from another, where a power of two is passed, and at the ends. */
    @RunsOnce
    @ParameterizedTest
    @MethodSource("formulas")
    void liesWithinItsBoundAroundEveryEdge(ActivationKind kind) {
        float[] edges = {Tanh.SMALL, Gelu.SMALL, Elu.LOWEST, Tanh.HIGHEST, Sigmoid.HIGHEST, Sigmoid.HIGHEST_GELU};
        for (float edge : edges) {
            around(kind, Math.abs(edge));
        }
        for (int half = 1; half <= 300; half++) {
            around(kind, (float) (half / 2.0 * Math.log(2)));
            around(kind, (float) Math.sqrt(half * Math.log(2)));
        }
        for (int exponent = -149; exponent < 128; exponent++) {
            around(kind, Math.scalb(1f, exponent));
        }
    }

    private static void around(ActivationKind kind, float edge) {
        int bits = Float.floatToRawIntBits(edge);
        for (int at = Math.max(0, bits - 50); at <= bits + 50; at++) {
            check(kind, Float.intBitsToFloat(at));
            check(kind, -Float.intBitsToFloat(at));
        }
    }

    private static void check(ActivationKind kind, float x) {
        double error = Ulp.error(of(kind, x), ExactActivation.of(kind, x), ExactActivation.floor(kind));
        assertTrue(error <= ExactActivation.bound(kind), () -> kind + ": " + error + " ulp at " + Float.toHexString(x));
    }

    @ParameterizedTest
    @CsvSource({
        "LINEAR, NaN, -Infinity, -0.0, 0.0, Infinity",
        "RELU, NaN, 0.0, 0.0, 0.0, Infinity",
        "LEAKY_RELU, NaN, -Infinity, -0.0, 0.0, Infinity",
        "ELU, NaN, -1.0, -0.0, 0.0, Infinity",
        "SIGMOID, NaN, 0.0, 0.5, 0.5, 1.0",
        "TANH, NaN, -1.0, -0.0, 0.0, 1.0",
        "SILU, NaN, -0.0, -0.0, 0.0, Infinity",
        "GELU, NaN, -0.0, -0.0, 0.0, Infinity",
        "GELU_TANH, NaN, -0.0, -0.0, 0.0, Infinity",
        "RELU6, NaN, 0.0, 0.0, 0.0, 6.0"
    })
    void specialValues(ActivationKind kind, float nan, float low, float minusZero, float zero, float high) {
        assertEquals(nan, of(kind, Float.NaN));
        assertEquals(low, of(kind, Float.NEGATIVE_INFINITY));
        assertEquals(minusZero, of(kind, -0f));
        assertEquals(zero, of(kind, 0f));
        assertEquals(high, of(kind, Float.POSITIVE_INFINITY));
        assertEquals(nan, of(kind, Float.intBitsToFloat(0xffc00001)));
    }

    /** Below −5 the bound is of 2⁻²⁰; the relative errors that the page states hold where the result is normal. */
    @Test
    void aSmallGeluIsRelativelyRightToo() {
        for (float x = -13f; x < -5f; x += 0x1p-12f) {
            double exact = ExactActivation.of(ActivationKind.GELU, x);
            assertEquals(exact, Gelu.gelu(x), 3e-5 * -exact);
        }
        for (float x = -10f; x < -5f; x += 0x1p-12f) {
            double exact = ExactActivation.of(ActivationKind.GELU_TANH, x);
            assertEquals(exact, Sigmoid.geluTanh(x), 1e-5 * -exact);
        }
    }

    /** From tables of the normal distribution. */
    @Test
    void theExactValuesAreRight() {
        assertEquals(0.15865525393145705, ExactActivation.erfc(Math.sqrt(0.5)) / 2, 1e-15);
        assertEquals(0.0013498980316300957, ExactActivation.erfc(3 * Math.sqrt(0.5)) / 2, 1e-15);
        assertEquals(9.865876450377018e-10, ExactActivation.erfc(6 * Math.sqrt(0.5)) / 2, 1e-21);
        assertEquals(1 + 0.8427007929497149, ExactActivation.erfc(-1), 1e-15);
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void theVectorFormGivesTheSameBits(ActivationKind kind) {
        assumeTrue(Kernels.selection().name().equals("vector"), "the scalar form is the one above");
        float[] x = new float[N];
        float[] actual = new float[N];
        float[] expected = new float[N];
        ScalarActivation scalar = new ScalarActivation();
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += (long) N * Ulp.STRIDE) {
            for (int i = 0; i < N; i++) {
                x[i] = Float.intBitsToFloat((int) Math.min(bits + (long) i * Ulp.STRIDE, Integer.MAX_VALUE));
            }
            scalar.forward(kind, 1f, x, 0, expected, 0, N);
            Kernels.current().activation().forward(kind, 1f, x, 0, actual, 0, N);
            assertArrayEquals(expected, actual, () -> kind + " from " + Float.toHexString(x[0]));
        }
    }

    private static float of(ActivationKind kind, float x) {
        float[] y = {x};
        new ScalarActivation().forward(kind, 1f, y, 0, y, 0, 1);
        return y[0];
    }
}
