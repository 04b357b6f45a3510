package io.lanewise.kernel.rows;

import io.lanewise.corpus.Values;
import io.lanewise.kernel.AnyValues;
import io.lanewise.kernel.Frame;
import io.lanewise.kernel.choice.KernelSet;
import java.util.Random;

/** An ActivationKernel against {@link Naive}: throws AssertionError at the first bit that differs. */
public final class ActivationAgreement {
    /** Of both signs; the ELUs with alpha 1 are those that have a bound. */
    private static final float[] PARAMETERS = {1f, 0.01f, -1.7f};

    private ActivationAgreement() {}

    public static void checkAll(KernelSet kernels) {
        for (int length = 0; length <= 130; length++) {
            for (Values kind : Values.values()) {
                check(kernels.activation(), length, kind);
            }
        }
        check(kernels.activation(), 10_007, Values.BITS);
        check(kernels.activation(), 10_007, Values.WIDE);
    }

    /** The lengths of every remainder. */
    public static void checkFew(KernelSet kernels) {
        for (int length = 0; length <= 35; length++) {
            check(kernels.activation(), length, Values.SPECIAL);
            check(kernels.activation(), length, Values.BITS);
            check(kernels.activation(), length, Values.ZEROS);
        }
        check(kernels.activation(), 1037, Values.WIDE);
        check(kernels.activation(), 1037, Values.ORDINARY);
    }

    /** Values of any kind. */
    public static void checkAny(KernelSet kernels, int length, Random random) {
        ActivationKind kind = ActivationKind.values()[random.nextInt(ActivationKind.values().length)];
        float[] x = AnyValues.of(length, random);
        check(kernels.activation(), kind, random.nextFloat() - 0.3f, x, kind + " " + length, random);
        Oracle.activation(kind, x, Naive.activation(kind, 1f, x));
    }

    private static void check(ActivationKernel kernel, int length, Values values) {
        Random random = new Random(length);
        float[] x = values.array(length, random);
        for (ActivationKind kind : ActivationKind.values()) {
            float parameter = PARAMETERS[length % PARAMETERS.length];
            check(kernel, kind, parameter, x, kind + " " + length + " " + values, random);
        }
    }

    private static void check(
            ActivationKernel kernel, ActivationKind kind, float parameter, float[] x, String what, Random random) {
        int length = x.length;
        float[] expected = Naive.activation(kind, parameter, x);
        Frame in = Frame.of(x, random);
        Frame out = Frame.output(length, random);
        kernel.forward(kind, parameter, in.array, in.offset, out.array, out.offset, length);
        out.expect(expected, what);
        in.expect(x, what + ", x");
        kernel.forward(kind, parameter, in.array, in.offset, in.array, in.offset, length);
        in.expect(expected, what + " in place");
    }
}
