package io.lanewise.kernel.dense;

import io.lanewise.corpus.Values;
import io.lanewise.kernel.AnyValues;
import io.lanewise.kernel.Frame;
import io.lanewise.kernel.choice.KernelSet;
import io.lanewise.kernel.rows.Naive;
import io.lanewise.kernel.rows.Oracle;
import java.util.Arrays;
import java.util.Random;

/** A GradientKernel against {@link Naive}: throws AssertionError at the first bit that differs. */
public final class GradientAgreement {
    private static final int[] BATCHES = {1, 2, 3, 4, 5, 7, 8, 9, 12, 13, 18, 31, 33, 64, 65, 70};

    /** Around the vectors, their panels, and groups of panels. */
    private static final int[] WIDE = {47, 48, 49, 63, 64, 65, 95, 96, 97, 129, 257};

    private static final Values[] KINDS = {
        Values.ORDINARY,
        Values.SPECIAL,
        Values.ORDINARY,
        Values.HUGE,
        Values.ORDINARY,
        Values.TINY,
        Values.ZEROS,
        Values.BITS
    };

    private final GradientKernel kernel;
    private int shapes;

    private GradientAgreement(KernelSet kernels) {
        kernel = kernels.gradient();
    }

    /** Every size up to 40 beside every other, and what leads through blocks of rows, of columns and of panels. */
    public static void checkAll(KernelSet kernels) {
        GradientAgreement check = new GradientAgreement(kernels);
        check.nothing();
        check.minusZero();
        for (int inputs = 1; inputs <= 40; inputs++) {
            for (int neurons = 1; neurons <= 40; neurons++) {
                check.next(BATCHES[check.shapes % BATCHES.length], inputs, neurons);
            }
        }
        for (int batch : BATCHES) {
            for (int wide : WIDE) {
                check.next(batch, wide, 10);
                check.next(batch, 10, wide);
                check.next(batch, wide, wide + 1);
            }
        }
        for (int batch : new int[] {255, 256, 257, 511, 512, 513, 800}) {
            check.next(batch, 13, 33);
            check.next(batch, 33, 3);
            check.next(batch, 1, 40);
            check.next(batch, 70, 70);
        }
        check.next(5, 20, 1200);
        check.next(5, 1200, 20);
        check.next(66, 13, 2049);
        check.next(9, 2049, 100);
        check.next(3, 7, 18_000);
        check.next(300, 784, 128);
        // More rows of dx than wait to be added at once.
        check.next(3, 140_000, 2);
    }

    /** Each kind of remainder once: for kernels that run as boxed objects. */
    public static void checkFew(KernelSet kernels) {
        GradientAgreement check = new GradientAgreement(kernels);
        check.nothing();
        check.minusZero();
        for (int size = 1; size <= 40; size++) {
            check.next(1 + size % 9, 41 - size, size);
            check.next(1 + size % 5, size, 33);
        }
        check.next(3, 40, 64);
        check.next(3, 35, 70);
        check.next(257, 13, 9);
        check.next(258, 2, 40);
        check.next(520, 40, 2);
    }

    /** Values of any kind in a shape. */
    public static void checkAny(KernelSet kernels, int batch, int inputs, int neurons, Random random) {
        float[] x = AnyValues.of(batch * inputs, random);
        float[] weights = AnyValues.of(inputs * neurons, random);
        float[] dy = AnyValues.of(batch * neurons, random);
        String what = "gradient " + batch + "×" + inputs + "×" + neurons;
        new GradientAgreement(kernels).check(what, x, weights, dy, batch, inputs, neurons, random);
        Oracle.gradientOfWeights(
                what, x, dy, batch, inputs, neurons, Naive.gradientOfWeights(x, dy, null, batch, inputs, neurons));
    }

    private void next(int batch, int inputs, int neurons) {
        check(batch, inputs, neurons, KINDS[shapes++ % KINDS.length]);
    }

    /** No rows, no neurons. */
    private void nothing() {
        check(0, 5, 3, Values.ORDINARY);
        check(0, 40, 40, Values.ORDINARY);
        check(3, 20, 0, Values.ORDINARY);
        check(9, 5, 0, Values.ORDINARY);
    }

    /** A chain that starts at −0 would end there. */
    private void minusZero() {
        for (int neurons : new int[] {1, 10, 40}) {
            float[] minusZeros = new float[13 * 40];
            Arrays.fill(minusZeros, -0f);
            float[] ones = new float[13 * 40];
            Arrays.fill(ones, 1f);
            check("gradient of −0", ones, ones, minusZeros, 9, 13, neurons, new Random(neurons));
            check("gradient of −0", minusZeros, minusZeros, ones, 9, 13, neurons, new Random(neurons));
        }
    }

    private void check(int batch, int inputs, int neurons, Values kind) {
        Random random = new Random(31 * (31 * batch + inputs) + neurons);
        float[] x = kind.array(batch * inputs, random);
        float[] weights = kind.array(inputs * neurons, random);
        float[] dy = kind.array(batch * neurons, random);
        String what = "gradient " + batch + "×" + inputs + "×" + neurons + " " + kind;
        check(what, x, weights, dy, batch, inputs, neurons, random);
    }

    private void check(
            String what,
            float[] allX,
            float[] allWeights,
            float[] allDy,
            int batch,
            int inputs,
            int neurons,
            Random random) {
        float[] x = Arrays.copyOf(allX, batch * inputs);
        float[] weights = Arrays.copyOf(allWeights, inputs * neurons);
        float[] dy = Arrays.copyOf(allDy, batch * neurons);
        Frame xIn = Frame.of(x, random);
        Frame weightsIn = Frame.of(weights, random);
        Frame dyIn = Frame.of(dy, random);
        inputs(what, dyIn, weightsIn, dy, weights, batch, inputs, neurons, random);

        float[] there = AnyValues.of(inputs * neurons, random);
        Frame dw = Frame.output(inputs * neurons, random);
        kernel.weights(
                xIn.array, xIn.offset, dyIn.array, dyIn.offset, dw.array, dw.offset, batch, inputs, neurons, false);
        dw.expect(Naive.gradientOfWeights(x, dy, null, batch, inputs, neurons), what + ", dw");
        Frame sum = Frame.of(there, random);
        kernel.weights(
                xIn.array, xIn.offset, dyIn.array, dyIn.offset, sum.array, sum.offset, batch, inputs, neurons, true);
        sum.expect(Naive.gradientOfWeights(x, dy, there, batch, inputs, neurons), what + ", dw added");
        xIn.expect(x, what + ", x");
        weightsIn.expect(weights, what + ", weights");
        dyIn.expect(dy, what + ", dy");
    }

    private void inputs(
            String what,
            Frame dyIn,
            Frame weightsIn,
            float[] dy,
            float[] weights,
            int batch,
            int inputs,
            int neurons,
            Random random) {
        float[] expected = Naive.gradientOfInputs(dy, weights, batch, inputs, neurons);
        Frame dx = Frame.output(batch * inputs, random);
        kernel.inputs(
                dyIn.array,
                dyIn.offset,
                weightsIn.array,
                weightsIn.offset,
                dx.array,
                dx.offset,
                batch,
                inputs,
                neurons);
        dx.expect(expected, what + ", dx");
        float[] there = AnyValues.of(batch * inputs, random);
        Frame sum = Frame.of(there, random);
        kernel.addInputs(
                dyIn.array,
                dyIn.offset,
                weightsIn.array,
                weightsIn.offset,
                sum.array,
                sum.offset,
                batch,
                inputs,
                neurons);
        for (int i = 0; i < there.length; i++) {
            there[i] += expected[i];
        }
        sum.expect(there, what + ", dx added");
    }
}
