package io.lanewise.kernel.choice;

import io.lanewise.kernel.VectorWidth;
import io.lanewise.kernel.dense.DenseAgreement;
import io.lanewise.kernel.rows.ArgMaxAgreement;
import io.lanewise.kernel.rows.CrossEntropyAgreement;
import io.lanewise.kernel.rows.Naive;
import io.lanewise.kernel.rows.ReluAgreement;
import io.lanewise.kernel.rows.SoftmaxAgreement;
import io.lanewise.kernel.rows.TopKAgreement;

/** Every operation of a kernel set against {@link Naive}. */
public final class Agreement {
    private Agreement() {}

    public static void checkFew(KernelSet kernels) {
        DenseAgreement.checkFew(kernels);
        ReluAgreement.checkAll(kernels);
        SoftmaxAgreement.checkFew(kernels);
        CrossEntropyAgreement.checkFew(kernels);
        ArgMaxAgreement.checkFew(kernels);
        TopKAgreement.checkFew(kernels);
    }

    /** In a process of its own, whose width need not be the machine's: the vector kernels past the selection. */
    public static void main(String[] arguments) {
        checkFew(VectorKernels.create());
        System.out.println(VectorWidth.bits() + " bits agree");
    }
}
