package io.lanewise.kernel.rows;

import io.lanewise.corpus.Values;
import io.lanewise.kernel.AnyValues;
import io.lanewise.kernel.Frame;
import io.lanewise.kernel.choice.KernelSet;
import java.util.Arrays;
import java.util.Random;

/** A SoftmaxKernel against {@link Naive}: throws AssertionError at the first bit that differs. */
public final class SoftmaxAgreement {
    private static final int[] LONG_COLUMNS = {
        63, 64, 65, 79, 80, 81, 100, 127, 128, 129, 255, 256, 257, 511, 512, 513, 527, 528, 529, 1000, 1023, 1024, 1025,
        2051
    };
    private static final int[] ROWS = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33};

    private final SoftmaxKernel kernel;
    private int shapes;

    private SoftmaxAgreement(KernelSet kernels) {
        kernel = kernels.softmax();
    }

    public static void checkAll(KernelSet kernels) {
        SoftmaxAgreement check = new SoftmaxAgreement(kernels);
        for (int columns = 1; columns <= 50; columns++) {
            check.everyKind(columns);
        }
        for (int columns : LONG_COLUMNS) {
            check.everyKind(columns);
        }
        for (int rows = 1; rows <= 40; rows++) {
            for (int columns : new int[] {1, 2, 3, 7, 8, 9, 10, 16, 17}) {
                check.check(rows, columns, Values.ORDINARY);
                check.check(rows, columns, Values.SPECIAL);
            }
        }
        check.nothing();
        check.everyExponential(64);
    }

    /** Each kind of remainder once: for kernels that run as boxed objects. */
    public static void checkFew(KernelSet kernels) {
        SoftmaxAgreement check = new SoftmaxAgreement(kernels);
        for (int columns = 1; columns <= 50; columns++) {
            check.check(1 + columns % 3, columns, Values.values()[columns % Values.values().length]);
            check.check(2, columns, Values.WIDE);
        }
        for (int rows = 1; rows <= 18; rows++) {
            check.check(rows, 10, Values.SPECIAL);
        }
        for (int columns : new int[] {257, 527, 528, 1041}) {
            check.check(2, columns, Values.ORDINARY);
        }
        check.check(17, 19, Values.SPECIAL);
        check.check(33, 16, Values.MASKED);
        check.check(5, 1041, Values.ORDINARY);
        check.check(2, 4097, Values.WIDE);
        check.nothing();
        check.everyExponential(2);
    }

    /** Values of any kind in a shape. */
    public static void checkAny(KernelSet kernels, int rows, int columns, Random random) {
        float[] x = AnyValues.of(rows * columns, random);
        String shape = rows + "×" + columns;
        new SoftmaxAgreement(kernels).check(x, rows, columns, shape, random);
        Oracle.softmax("softmax " + shape, x, columns, Naive.softmax(x, rows, columns));
        Oracle.logSoftmax("logSoftmax " + shape, x, columns, Naive.logSoftmax(x, rows, columns));
    }

    private void everyKind(int columns) {
        for (Values kind : Values.values()) {
            check(ROWS[shapes++ % ROWS.length], columns, kind);
        }
    }

    private void nothing() {
        check(0, 10, Values.ORDINARY);
        check(3, 0, Values.ORDINARY);
        check(0, 0, Values.ORDINARY);
    }

    /** Rows with maximum 0, over the whole range where exp is neither 0 nor 1: the exponential's own test. */
    private void everyExponential(int rows) {
        int columns = 1025;
        float[] x = new float[rows * columns];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % columns == 0 ? 0f : -105f * i / x.length;
        }
        check(x, rows, columns, "softmax over the exponential's range", new Random(rows));
    }

    private void check(int rows, int columns, Values kind) {
        Random random = new Random(31 * (31 * rows + columns) + kind.ordinal());
        check(kind.array(rows * columns, random), rows, columns, rows + "×" + columns + " " + kind, random);
    }

    private void check(float[] x, int rows, int columns, String shape, Random random) {
        float[] softmax = Naive.softmax(x, rows, columns);
        float[] logSoftmax = Naive.logSoftmax(x, rows, columns);
        Frame in = Frame.of(x, random);
        Frame inPlace = Frame.of(x, random);
        Frame logInPlace = Frame.of(x, random);
        Frame out = Frame.output(x.length, random);
        Frame logOut = Frame.output(x.length, random);
        kernel.forward(in.array, in.offset, out.array, out.offset, rows, columns);
        out.expect(softmax, "softmax " + shape);
        kernel.forward(inPlace.array, inPlace.offset, inPlace.array, inPlace.offset, rows, columns);
        inPlace.expect(softmax, "softmax in place " + shape);
        kernel.logForward(in.array, in.offset, logOut.array, logOut.offset, rows, columns);
        logOut.expect(logSoftmax, "logSoftmax " + shape);
        kernel.logForward(logInPlace.array, logInPlace.offset, logInPlace.array, logInPlace.offset, rows, columns);
        logInPlace.expect(logSoftmax, "logSoftmax in place " + shape);
        in.expect(x, "softmax's logits " + shape);
        if (rows > 1) {
            int row = random.nextInt(rows);
            Frame alone = Frame.output(columns, random);
            kernel.forward(in.array, in.offset + row * columns, alone.array, alone.offset, 1, columns);
            alone.expect(Arrays.copyOfRange(softmax, row * columns, (row + 1) * columns), "softmax row alone " + shape);
        }
    }
}
