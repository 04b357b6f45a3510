package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each optimizer, bit for bit, beside its formula for one weight; PyTorch's own results are TrainerReferenceTest's. */
class OptimizerTest {
    private static final int LENGTH = 1003;
    private static final double RATE = 0.01;

    /** One weight's formula: what it becomes; its moments are m[0] and m[1]. */
    private interface Formula {
        float step(float weight, float gradient, float[] m, int step);
    }

    private record Case(Optimizer optimizer, Formula formula) {}

    static List<Named<Case>> cases() {
        float rate = (float) RATE;
        return List.of(
                named("SGD", Optimizer.sgd(), (w, g, m, t) -> w - rate * g),
                named("SGD, decay", Optimizer.sgd().withWeightDecay(0.1), (w, g, m, t) -> w - rate * (g + 0.1f * w)),
                named("momentum", Optimizer.sgd().withMomentum(0.9), (w, g, m, t) -> {
                    m[0] = 0.9f * m[0] + g;
                    return w - rate * m[0];
                }),
                named("momentum, decay", Optimizer.sgd().withWeightDecay(0.1).withMomentum(0.9), (w, g, m, t) -> {
                    m[0] = 0.9f * m[0] + (g + 0.1f * w);
                    return w - rate * m[0];
                }),
                named("Nesterov", Optimizer.sgd().withMomentum(0.9).withNesterov(), (w, g, m, t) -> {
                    m[0] = 0.9f * m[0] + g;
                    return w - rate * (g + 0.9f * m[0]);
                }),
                named(
                        "Nesterov, decay",
                        Optimizer.sgd().withMomentum(0.9).withNesterov().withWeightDecay(0.1),
                        (w, g, m, t) -> {
                            float sum = g + 0.1f * w;
                            m[0] = 0.9f * m[0] + sum;
                            return w - rate * (sum + 0.9f * m[0]);
                        }),
                named("Adam", Optimizer.adam(), (w, g, m, t) -> adam(w, w, g, m, 0.9, 0.999, 1e-8f, t)),
                named(
                        "Adam, all set",
                        Optimizer.adam().withBetas(0.8, 0.9).withEpsilon(0.01).withWeightDecay(0.1),
                        (w, g, m, t) -> adam(w, w, g + 0.1f * w, m, 0.8, 0.9, 0.01f, t)),
                named(
                        "AdamW",
                        Optimizer.adamW(),
                        (w, g, m, t) -> adam((float) (1 - RATE * 0.01) * w, w, g, m, 0.9, 0.999, 1e-8f, t)),
                named(
                        "AdamW, all set",
                        Optimizer.adamW().withWeightDecay(0.1).withEpsilon(0).withBetas(0, 0.5),
                        (w, g, m, t) -> adam((float) (1 - RATE * 0.1) * w, w, g, m, 0, 0.5, 0, t)));
    }

    private static float adam(
            float kept, float w, float g, float[] m, double beta1, double beta2, float epsilon, int t) {
        m[0] = m[0] + (float) (1 - beta1) * (g - m[0]);
        m[1] = (float) beta2 * m[1] + (float) (1 - beta2) * g * g;
        float rate = (float) (RATE / (1 - power(beta1, t)));
        float root = (float) Math.sqrt(1 - power(beta2, t));
        return kept - rate * m[0] / ((float) Math.sqrt(m[1]) / root + epsilon);
    }

    /** The powers of two that sum to n, the smallest first. */
    private static double power(double x, int n) {
        double power = 1;
        for (int bit = 1; bit <= n; bit *= 2) {
            if ((n & bit) != 0) {
                double square = x;
                for (int i = 1; i < bit; i *= 2) {
                    square *= square;
                }
                power *= square;
            }
        }
        assertEquals(Math.pow(x, n), power, 1e-12);
        return power;
    }

    private static Named<Case> named(String name, Optimizer optimizer, Formula formula) {
        return Named.of(name, new Case(optimizer, formula));
    }

    /** From the interpreter to C2; the offsets differ, and those of every second step are the same. */
    @ParameterizedTest
    @MethodSource("cases")
    void givesTheBitsOfItsFormula(Case c) {
        int steps = 3000;
        float[][] plain = {values(1, LENGTH), new float[LENGTH], new float[LENGTH]};
        int[] at = {1, 7, 0, 3};
        float[][] apart = {values(1, LENGTH + 1), new float[LENGTH], new float[LENGTH + 3]};
        System.arraycopy(plain[0], 0, apart[0], 1, LENGTH);
        float[] same = plain[0].clone();
        float[] first = new float[LENGTH];
        float[] second = new float[LENGTH];
        float[] m = new float[2];
        for (int t = 1; t <= steps; t++) {
            float[] gradients = values(t % 7, LENGTH + 7);
            float[] cut = Arrays.copyOfRange(gradients, 7, LENGTH + 7);
            for (int i = 0; i < LENGTH; i++) {
                m[0] = plain[1][i];
                m[1] = plain[2][i];
                plain[0][i] = c.formula.step(plain[0][i], cut[i], m, t);
                plain[1][i] = m[0];
                plain[2][i] = m[1];
            }
            c.optimizer.step(same, cut, first, second, LENGTH, t, RATE);
            c.optimizer.step(apart[0], at[0], gradients, at[1], apart[1], at[2], apart[2], at[3], LENGTH, t, RATE);
        }
        assertArrayEquals(plain[0], same);
        assertArrayEquals(plain[1], first);
        assertArrayEquals(plain[2], second);
        assertArrayEquals(plain[0], Arrays.copyOfRange(apart[0], 1, LENGTH + 1));
        assertEquals(values(1, 1)[0], apart[0][0]);
        assertArrayEquals(plain[1], apart[1]);
        assertArrayEquals(plain[2], Arrays.copyOfRange(apart[2], 3, LENGTH + 3));
        assertArrayEquals(new float[3], Arrays.copyOf(apart[2], 3));
    }

    private static float[] values(int seed, int length) {
        return InitialWeights.normal(1, length, seed);
    }

    @Test
    void momentsThatAreNotThereNeedNoArray() {
        float[] none = {};
        float[] w = {1, 2};
        Optimizer.sgd().step(w, new float[] {1, -1}, none, none, 2, 1, 0.5);
        assertArrayEquals(new float[] {0.5f, 2.5f}, w);
        Optimizer.sgd().withMomentum(0.5).step(w, new float[] {1, -1}, new float[2], none, 2, 1, 0.5);
        assertArrayEquals(new float[] {0, 3}, w);
        Optimizer.sgd().step(new float[4], 2, new float[2], 0, none, 0, none, 0, 2, 1, 0.5);
        assertEquals(0, Optimizer.sgd().moments());
        assertEquals(1, Optimizer.sgd().withMomentum(0.1).moments());
        assertEquals(2, Optimizer.adam().moments());
        assertEquals(2, Optimizer.adamW().moments());
    }

    @Test
    void outputsThatOverlapAreRefused() {
        float[] all = new float[30];
        float[] apart = new float[10];
        Optimizer adam = Optimizer.adam();
        refuses("first overlaps weights", () -> adam.step(all, apart, all, new float[10], 10, 1, 0));
        refuses("second overlaps weights", () -> adam.step(all, apart, new float[10], all, 10, 1, 0));
        refuses("second overlaps first", () -> adam.step(new float[10], apart, all, all, 10, 1, 0));
        refuses("second overlaps first", () -> adam.step(all, 0, apart, 0, all, 10, all, 19, 10, 1, 0));
        adam.step(all, 0, apart, 0, all, 10, all, 20, 10, 1, 0);
        Optimizer.sgd().step(all, apart, all, all, 10, 1, 0);
    }

    private static void refuses(String message, Executable call) {
        String said = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(said.startsWith(message), said);
    }

    @Test
    void gradientsOverTheNormAreScaled() {
        float[] none = {};
        float[] w = new float[3];
        Optimizer clipped = Optimizer.sgd().withMaxNorm(1);
        float[] gradients = {3, 0, -4};
        clipped.step(w, gradients, none, none, 3, 1, 1);
        float scale = (float) (1 / (5 + 1e-6));
        assertArrayEquals(new float[] {-(scale * 3), 0, scale * 4}, w);
        assertArrayEquals(new float[] {3, 0, -4}, gradients);
        w = new float[3];
        Optimizer.sgd().withMaxNorm(5.1).step(w, gradients, none, none, 3, 1, 1);
        assertArrayEquals(new float[] {-3, 0, 4}, w);
        clipped.step(w, new float[] {1, Float.NaN, 1}, none, none, 3, 1, 1);
        assertArrayEquals(new float[] {Float.NaN, Float.NaN, Float.NaN}, w);
        w = new float[3];
        // Of every optimizer that is made from the one that clips.
        clipped.withMomentum(0.9).withNesterov().withWeightDecay(0).step(w, gradients, new float[3], none, 3, 1, 1);
        assertEquals(1.9, Optimizer.norm(w, 3), 1e-6);
    }

    @Test
    void theNormHasFourChains() {
        for (int length = 0; length < 40; length++) {
            float[] values = values(length, length + 2);
            double[] s = new double[4];
            for (int i = 0; i < length; i++) {
                s[i < length / 4 * 4 ? i % 4 : 0] += (double) values[i + 2] * values[i + 2];
            }
            assertEquals(Math.sqrt(s[0] + s[1] + (s[2] + s[3])), Optimizer.norm(values, 2, length));
            assertEquals(
                    Optimizer.norm(Arrays.copyOfRange(values, 2, length + 2), length),
                    Optimizer.norm(values, 2, length));
        }
        assertEquals(
                Math.sqrt(2) * Float.MAX_VALUE,
                Optimizer.norm(new float[] {Float.MAX_VALUE, -Float.MAX_VALUE}, 2),
                1e25);
    }

    @Test
    void badOptions() {
        for (double bad : new double[] {-0.1, 1, Double.NaN}) {
            refuses("momentum", bad, () -> Optimizer.sgd().withMomentum(bad));
            refuses("beta1", bad, () -> Optimizer.adam().withBetas(bad, 0.5));
            refuses("beta2", bad, () -> Optimizer.adam().withBetas(0.5, bad));
        }
        for (double bad : new double[] {-0.1, Double.POSITIVE_INFINITY, Double.NaN}) {
            refuses("epsilon", bad, () -> Optimizer.adam().withEpsilon(bad));
            refuses("decay", bad, () -> Optimizer.adam().withWeightDecay(bad));
            refuses("maxNorm", bad, () -> Optimizer.adam().withMaxNorm(bad));
            refuses(
                    "learningRate",
                    bad,
                    () -> Optimizer.sgd().step(new float[1], new float[1], new float[1], new float[1], 1, 1, bad));
        }
        refuses("step", 0, () -> Optimizer.sgd().step(new float[1], new float[1], new float[1], new float[1], 1, 0, 1));
        assertThrows(IllegalStateException.class, () -> Optimizer.adam().withMomentum(0.5));
        assertThrows(IllegalStateException.class, () -> Optimizer.adamW().withNesterov());
        assertThrows(IllegalStateException.class, () -> Optimizer.sgd().withNesterov());
        assertThrows(IllegalStateException.class, () -> Optimizer.sgd().withBetas(0.5, 0.5));
        assertThrows(IllegalStateException.class, () -> Optimizer.sgd().withEpsilon(0.5));
        // Without momentum there is nothing that Nesterov's form could take.
        Optimizer none = Optimizer.sgd().withMomentum(0.5).withNesterov().withMomentum(0);
        assertEquals(0, none.moments());
        none.step(new float[1], new float[1], new float[0], new float[0], 1, 1, 1);
    }

    private static void refuses(String name, double value, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.startsWith(name + " is " + (name.equals("step") ? "0" : value) + ","), message);
    }
}
