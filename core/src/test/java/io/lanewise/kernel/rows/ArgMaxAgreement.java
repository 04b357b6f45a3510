package io.lanewise.kernel.rows;

import io.lanewise.corpus.Values;
import io.lanewise.kernel.AnyValues;
import io.lanewise.kernel.Frame;
import io.lanewise.kernel.IntFrame;
import io.lanewise.kernel.choice.KernelSet;
import java.util.Arrays;
import java.util.Random;

/** An ArgMaxKernel against {@link Naive}: throws AssertionError at the first row that differs. */
public final class ArgMaxAgreement {
    /** Around vectors and pairs of them, and around 512, the columns of a part. */
    private static final int[] LONG_COLUMNS = {
        79, 80, 81, 127, 128, 129, 255, 256, 257, 511, 512, 513, 527, 528, 529, 1000, 1023, 1024, 1025
    };

    private final ArgMaxKernel kernel;

    private ArgMaxAgreement(KernelSet kernels) {
        kernel = kernels.argMax();
    }

    public static void checkAll(KernelSet kernels) {
        ArgMaxAgreement check = new ArgMaxAgreement(kernels);
        for (int columns = 0; columns <= 70; columns++) {
            check.everyKind(columns);
            check.everyPlace(columns);
        }
        for (int columns : LONG_COLUMNS) {
            check.everyKind(columns);
        }
        check.everyPlace(530);
        check.nothing();
    }

    /** Each kind of remainder once: for kernels that run as boxed objects. */
    public static void checkFew(KernelSet kernels) {
        ArgMaxAgreement check = new ArgMaxAgreement(kernels);
        for (int columns = 0; columns <= 50; columns++) {
            check.check(3, columns, Values.values()[columns % Values.values().length]);
            check.check(3, columns, Values.ZEROS);
            check.everyPlace(columns);
        }
        for (Values kind : Values.values()) {
            check.check(2, 257, kind);
            check.check(2, 1025, kind);
        }
        check.nothing();
    }

    /** Values of any kind in a shape. */
    public static void checkAny(KernelSet kernels, int rows, int columns, Random random) {
        new ArgMaxAgreement(kernels)
                .check(AnyValues.of(rows * columns, random), rows, columns, rows + "×" + columns, random);
    }

    private void everyKind(int columns) {
        for (Values kind : Values.values()) {
            check(1 + columns % 3, columns, kind);
        }
    }

    private void nothing() {
        check(0, 10, Values.ORDINARY);
        check(0, 0, Values.ORDINARY);
    }

    /** The largest, or NaN, in each column, once and twice. */
    private void everyPlace(int columns) {
        Random random = new Random(columns);
        for (float v : new float[] {0f, Float.POSITIVE_INFINITY, Float.NaN}) {
            float[] x = new float[columns * columns];
            Arrays.fill(x, v == 0f ? Float.NEGATIVE_INFINITY : -1f);
            for (int i = 0; i < columns; i++) {
                x[i * columns + i] = v;
            }
            check(x, columns, columns, columns + " places of " + v, random);
            for (int i = 0; i < columns; i++) {
                x[i * columns + random.nextInt(columns)] = -v;
            }
            check(x, columns, columns, columns + " places of " + v + " twice", random);
        }
    }

    private void check(int rows, int columns, Values kind) {
        Random random = new Random(31 * (31 * rows + columns) + kind.ordinal());
        check(kind.array(rows * columns, random), rows, columns, rows + "×" + columns + " " + kind, random);
    }

    private void check(float[] x, int rows, int columns, String shape, Random random) {
        Frame in = Frame.of(x, random);
        IntFrame out = IntFrame.output(rows, random);
        kernel.forward(in.array, in.offset, out.array, out.offset, rows, columns);
        out.expect(Naive.argMax(x, rows, columns), "argMax " + shape);
        in.expect(x, "argMax's x " + shape);
    }
}
