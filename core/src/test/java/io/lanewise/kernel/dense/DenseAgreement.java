package io.lanewise.kernel.dense;

import io.lanewise.corpus.Values;
import io.lanewise.kernel.AnyValues;
import io.lanewise.kernel.Frame;
import io.lanewise.kernel.choice.KernelSet;
import io.lanewise.kernel.rows.Naive;
import io.lanewise.kernel.rows.Oracle;
import java.util.Arrays;
import java.util.Random;

/** A DenseKernel against {@link Naive}: throws AssertionError at the first bit that differs. */
public final class DenseAgreement {
    private static final int[] BATCHES = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 23, 24, 25, 31, 32, 33, 64, 65, 70
    };
    private static final int[] INPUTS = {1, 2, 3, 15, 16, 17, 31, 32, 33, 34, 63, 64, 65, 100};
    /** Around the numbers of inputs where a kernel may store its sums and load them again. */
    private static final int[] DEEP_INPUTS = {
        127, 128, 129, 255, 257, 511, 512, 513, 999, 1000, 1001, 1024, 1025, 2001, 2048, 2049
    };

    private static final int[] DEEP_NEURONS = {1, 3, 10, 15, 16, 17, 33, 64, 100};

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

    private final DenseKernel kernel;
    private int shapes;

    private DenseAgreement(KernelSet kernels) {
        kernel = kernels.dense();
    }

    /** Every remainder of each size around the lanes and the tiles, in pairs rather than the full product. */
    public static void checkAll(KernelSet kernels) {
        DenseAgreement check = new DenseAgreement(kernels);
        check.nothing();
        check.minusZero();
        for (int neurons : neurons()) {
            for (int inputs : INPUTS) {
                check.next(BATCHES[check.shapes % BATCHES.length], inputs, neurons);
            }
        }
        for (int batch : BATCHES) {
            for (int neurons : new int[] {1, 2, 3, 7, 8, 9, 10, 15, 16, 17, 24, 31, 32, 33, 40, 48, 64}) {
                for (int inputs : new int[] {5, 31, 32, 50}) {
                    check.next(batch, inputs, neurons);
                }
            }
        }
        for (int i = 0; i < DEEP_INPUTS.length; i++) {
            for (int neurons : DEEP_NEURONS) {
                for (int batch : new int[] {1, 2, 5, 9}) {
                    check.next(batch, DEEP_INPUTS[i], neurons);
                }
            }
            check.next(34, DEEP_INPUTS[i], DEEP_NEURONS[i % DEEP_NEURONS.length]);
        }
        for (int neurons : new int[] {255, 256, 257, 511, 512, 513, 1000, 1024, 1025}) {
            for (int inputs : new int[] {3, 32, 33, 100}) {
                for (int batch : new int[] {1, 4, 17}) {
                    check.next(batch, inputs, neurons);
                }
            }
        }
        for (int inputs = 31; inputs <= 100; inputs++) {
            check.next(1 + inputs % 4, inputs, 1);
        }
        check.next(70, 784, 128);
        check.next(33, 512, 512);
        check.next(19, 1030, 520);
        check.next(1, 2049, 1025);
        // Around the rows of blocks, and rows so long that a block has one tile, or two if it is the last.
        for (int batch = 58; batch < 70; batch++) {
            check.next(batch, 33, 20);
            check.next(batch, 1001, 33);
        }
        check.next(122, 33, 20);
        check.next(124, 33, 20);
        check.next(255, 33, 20);
        check.next(259, 33, 10);
        check.next(259, 40, 20);
        for (int batch = 178; batch < 190; batch++) {
            check.next(batch, 33, 20);
        }
        check.next(509, 7, 20);
        check.next(61, 17_408, 17);
        check.next(70, 20_000, 17);
        check.next(14, 90_000, 17);
        check.next(70, 16_384, 16);
        check.next(13, 262_200, 17);
    }

    /** Each kind of remainder once: for kernels that run as boxed objects. */
    public static void checkFew(KernelSet kernels) {
        DenseAgreement check = new DenseAgreement(kernels);
        check.nothing();
        check.minusZero();
        for (int neurons : neurons()) {
            check.next(1 + neurons % 9, INPUTS[neurons % INPUTS.length], neurons);
            check.next(1 + neurons % 3, 40, neurons);
        }
        for (int batch : BATCHES) {
            check.next(batch, 33, 10);
            check.next(batch, 7, 17);
        }
        check.next(2, 513, 33);
        check.next(2, 1025, 10);
        check.next(1, 5, 513);
        for (int inputs = 31; inputs <= 65; inputs++) {
            check.next(1, inputs, 1);
            check.next(3, 31, 1);
        }
    }

    /** Values of any kind in a shape. */
    public static void checkAny(KernelSet kernels, int batch, int inputs, int neurons, Random random) {
        float[] x = AnyValues.of(batch * inputs, random);
        float[] weights = AnyValues.of(inputs * neurons, random);
        float[] bias = AnyValues.of(neurons, random);
        String what = "dense " + batch + "×" + inputs + "×" + neurons;
        new DenseAgreement(kernels).check(what, x, weights, bias, batch, inputs, neurons, random);
        Oracle.dense(what, x, weights, bias, inputs, neurons, Naive.dense(x, weights, bias, batch, inputs, neurons));
    }

    private static int[] neurons() {
        int[] neurons = new int[48];
        Arrays.setAll(neurons, i -> i + 1);
        int[] wide = {63, 64, 65, 79, 80, 81, 95, 96, 97, 127, 128, 129};
        int[] all = Arrays.copyOf(neurons, neurons.length + wide.length);
        System.arraycopy(wide, 0, all, neurons.length, wide.length);
        return all;
    }

    private void next(int batch, int inputs, int neurons) {
        check(batch, inputs, neurons, KINDS[shapes++ % KINDS.length]);
    }

    /** No rows, no inputs, no neurons. */
    private void nothing() {
        for (int neurons : new int[] {0, 1, 15, 16, 40}) {
            check(3, 0, neurons, Values.ORDINARY);
        }
        check(0, 40, 10, Values.ORDINARY);
        check(0, 40, 40, Values.ORDINARY);
        check(2, 40, 0, Values.ORDINARY);
        check(9, 40, 0, Values.ORDINARY);
    }

    private void check(int batch, int inputs, int neurons, Values kind) {
        String what = "dense " + batch + "×" + inputs + "×" + neurons + " " + kind;
        Random random = new Random(31 * (31 * batch + inputs) + neurons);
        float[] x = kind.array(batch * inputs, random);
        float[] weights = kind.array(inputs * neurons, random);
        float[] bias = kind.array(neurons, random);
        check(what, x, weights, bias, batch, inputs, neurons, random);
    }

    /** If all values are −0, so is the sum: a chain that starts at +0 shows. */
    private void minusZero() {
        for (int neurons : new int[] {1, 10, 16, 17}) {
            float[] x = new float[9 * 33];
            float[] weights = new float[33 * neurons];
            float[] bias = new float[neurons];
            Arrays.fill(weights, -0f);
            Arrays.fill(bias, -0f);
            check("dense of zeros", x, weights, bias, 9, 33, neurons, new Random(neurons));
        }
    }

    private void check(
            String what, float[] x, float[] weights, float[] bias, int batch, int inputs, int neurons, Random random) {
        float[] expected = Naive.dense(x, weights, bias, batch, inputs, neurons);

        Frame xFrame = Frame.of(x, random);
        Frame weightsFrame = Frame.of(weights, random);
        Frame biasFrame = Frame.of(bias, random);
        Frame y = Frame.output(batch * neurons, random);
        kernel.forward(
                xFrame.array,
                xFrame.offset,
                weightsFrame.array,
                weightsFrame.offset,
                biasFrame.array,
                biasFrame.offset,
                y.array,
                y.offset,
                batch,
                inputs,
                neurons);
        y.expect(expected, what);
        xFrame.expect(x, what + ", x");
        weightsFrame.expect(weights, what + ", weights");
        biasFrame.expect(bias, what + ", bias");
        if (inputs > 0 && neurons > 0) {
            checkPacked(xFrame, weights, bias, expected, batch, inputs, neurons, false, what, random);
            checkPacked(xFrame, weights, bias, Naive.relu(expected), batch, inputs, neurons, true, what, random);
        }
        xFrame.expect(x, what + ", x");
    }

    private static void sameBits(float[] expected, float[] actual, String what) {
        if (!Arrays.equals(expected, actual)) {
            throw new AssertionError(what + " differ from those that came");
        }
    }

    private void checkPacked(
            Frame x,
            float[] weights,
            float[] bias,
            float[] expected,
            int batch,
            int inputs,
            int neurons,
            boolean relu,
            String what,
            Random random) {
        Frame weightsFrame = Frame.of(weights, random);
        Frame biasFrame = Frame.of(bias, random);
        DenseKernel.Packed packed = kernel.pack(
                weightsFrame.array, weightsFrame.offset, biasFrame.array, biasFrame.offset, inputs, neurons, relu);
        // A layer that kept the caller's arrays would see this.
        Arrays.fill(weightsFrame.array, Float.NaN);
        Arrays.fill(biasFrame.array, Float.NaN);
        Frame y = Frame.output(batch * neurons, random);
        sameBits(weights, packed.copyWeights(), what + ", weights");
        sameBits(bias, packed.copyBias(), what + ", bias");
        packed.forward(x.array, x.offset, y.array, y.offset, batch);
        y.expect(expected, what + ", packed" + (relu ? " with relu" : ""));
        if (batch > 1) {
            int row = random.nextInt(batch);
            Frame alone = Frame.output(neurons, random);
            packed.forward(x.array, x.offset + row * inputs, alone.array, alone.offset, 1);
            alone.expect(
                    Arrays.copyOfRange(expected, row * neurons, (row + 1) * neurons), what + ", row " + row + " alone");
        }
    }
}
