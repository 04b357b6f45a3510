package io.lanewise.kernel;

/** Every operation of a kernel set against {@link Naive}. */
final class Agreement {
    private Agreement() {}

    static void checkFew(KernelSet kernels) {
        DenseAgreement.checkFew(kernels);
        ReluAgreement.checkAll(kernels);
        SoftmaxAgreement.checkFew(kernels);
        CrossEntropyAgreement.checkFew(kernels);
        ArgMaxAgreement.checkFew(kernels);
        TopKAgreement.checkFew(kernels);
    }

    /** In a process of its own, whose width need not be the machine's: the vector kernels past the selection. */
    public static void main(String[] arguments) {
        checkFew(new VectorKernels());
        System.out.println(VectorShortRows.LANES * Float.SIZE + " bits agree");
    }
}
