package io.lanewise.kernel.rows;

import io.lanewise.corpus.Values;
import io.lanewise.kernel.AnyValues;
import io.lanewise.kernel.Frame;
import io.lanewise.kernel.IntFrame;
import io.lanewise.kernel.choice.KernelSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** A TopKKernel against {@link Naive}: throws AssertionError at the first bit that differs. */
public final class TopKAgreement {
    private static final int[] LONG_COLUMNS = {63, 64, 65, 79, 80, 81, 127, 128, 129, 255, 256, 257, 1000, 1025};

    private final TopKKernel kernel;

    private TopKAgreement(KernelSet kernels) {
        kernel = kernels.topK();
    }

    public static void checkAll(KernelSet kernels) {
        TopKAgreement check = new TopKAgreement(kernels);
        for (int columns = 1; columns <= 50; columns++) {
            for (Values kind : Values.values()) {
                check.everyK(1 + columns % 3, columns, kind);
            }
            check.everyPlaceOfNan(columns);
            check.inOrder(columns);
        }
        for (int columns : LONG_COLUMNS) {
            for (Values kind : Values.values()) {
                check.everyK(2, columns, kind);
            }
            check.inOrder(columns);
        }
        check.everyPlaceOfNan(130);
        check.check(0, 10, 3, Values.ORDINARY);
    }

    /** Each kind of remainder once: for kernels that run as boxed objects. */
    public static void checkFew(KernelSet kernels) {
        TopKAgreement check = new TopKAgreement(kernels);
        for (int columns = 1; columns <= 50; columns++) {
            check.everyK(2, columns, Values.values()[columns % Values.values().length]);
            check.everyK(2, columns, Values.ZEROS);
            check.everyPlaceOfNan(columns);
            check.inOrder(columns);
        }
        for (Values kind : Values.values()) {
            check.everyK(2, 257, kind);
        }
        check.inOrder(257);
        check.everyPlaceOfNan(130);
        check.check(0, 10, 3, Values.ORDINARY);
    }

    /** Values of any kind in a shape. */
    public static void checkAny(KernelSet kernels, int rows, int columns, int k, Random random) {
        float[] x = AnyValues.of(rows * columns, random);
        new TopKAgreement(kernels).check(x, rows, columns, k, rows + "×" + columns + ", k " + k, random);
    }

    /** Few, many and all, and around a vector. */
    private static TreeSet<Integer> everyK(int columns) {
        TreeSet<Integer> all = new TreeSet<>();
        for (int k : new int[] {
            1, 2, 3, 5, 7, 8, 9, 16, 17, 31, 32, 33, columns / 2, columns - 9, columns - 8, columns - 1, columns
        }) {
            if (k >= 1 && k <= columns) {
                all.add(k);
            }
        }
        return all;
    }

    private void everyK(int rows, int columns, Values kind) {
        for (int k : everyK(columns)) {
            check(rows, columns, k, kind);
        }
    }

    /** One row per column. */
    private void everyPlaceOfNan(int columns) {
        Random random = new Random(columns);
        float[] x = Values.ORDINARY.array(columns * columns, random);
        for (int i = 0; i < columns; i++) {
            x[i * columns + i] = Float.NaN;
        }
        for (int k : new TreeSet<>(List.of(1, (columns + 1) / 2, columns))) {
            check(x, columns, columns, k, columns + " places of NaN, k " + k, random);
        }
    }

    /** Ascending, where every value moves all others, descending, where none does, and in steps of three. */
    private void inOrder(int columns) {
        Random random = new Random(columns);
        float[] x = new float[3 * columns];
        for (int j = 0; j < columns; j++) {
            x[j] = j;
            x[columns + j] = -j;
            x[2 * columns + j] = j / 3;
        }
        for (int k : everyK(columns)) {
            check(x, 3, columns, k, columns + " in order, k " + k, random);
        }
    }

    private void check(int rows, int columns, int k, Values kind) {
        Random random = new Random(31 * (31 * (31 * rows + columns) + k) + kind.ordinal());
        check(
                kind.array(rows * columns, random),
                rows,
                columns,
                k,
                rows + "×" + columns + " " + kind + ", k " + k,
                random);
    }

    private void check(float[] x, int rows, int columns, int k, String shape, Random random) {
        int[] indices = Naive.topK(x, rows, columns, k);
        Frame in = Frame.of(x, random);
        Frame values = Frame.output(rows * k, random);
        IntFrame out = IntFrame.output(rows * k, random);
        kernel.forward(in.array, in.offset, values.array, values.offset, out.array, out.offset, rows, columns, k);
        out.expect(indices, "topK's indices " + shape);
        values.expect(Naive.at(indices, x, rows, columns, k), "topK's values " + shape);
        in.expect(x, "topK's x " + shape);
    }
}
