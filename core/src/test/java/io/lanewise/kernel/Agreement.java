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

    /** For {@link OtherWidthTest}, which calls it by name where these classes are loaded again. */
    static void checkFewVectors() {
        checkFew(new VectorKernels());
    }
}
