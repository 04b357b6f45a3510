package io.lanewise.kernel.rows;

import io.lanewise.corpus.Values;
import io.lanewise.kernel.AnyValues;
import io.lanewise.kernel.Frame;
import io.lanewise.kernel.choice.KernelSet;
import java.util.Random;

/** A ReluKernel against {@link Naive}: throws AssertionError at the first bit that differs. */
public final class ReluAgreement {
    private ReluAgreement() {}

    public static void checkAll(KernelSet kernels) {
        for (int length = 0; length <= 130; length++) {
            for (Values kind : Values.values()) {
                check(kernels.relu(), length, kind);
            }
        }
        check(kernels.relu(), 10_007, Values.BITS);
        check(kernels.relu(), 10_007, Values.SPECIAL);
    }

    /** Values of any kind. */
    public static void checkAny(KernelSet kernels, int length, Random random) {
        check(kernels.relu(), AnyValues.of(length, random), "relu " + length, random);
    }

    private static void check(ReluKernel kernel, int length, Values kind) {
        Random random = new Random(length);
        check(kernel, kind.array(length, random), "relu " + length + " " + kind, random);
    }

    private static void check(ReluKernel kernel, float[] x, String what, Random random) {
        int length = x.length;
        float[] expected = Naive.relu(x);
        Frame in = Frame.of(x, random);
        Frame out = Frame.output(length, random);
        kernel.forward(in.array, in.offset, out.array, out.offset, length);
        out.expect(expected, what);
        in.expect(x, what + ", x");
        kernel.forward(in.array, in.offset, in.array, in.offset, length);
        in.expect(expected, what + " in place");
    }
}
