package io.lanewise.kernel;

/** The scalar kernels, but for one. */
record Mixed(
        DenseKernel dense, ReluKernel relu, SoftmaxKernel softmax, CrossEntropyKernel crossEntropy, ArgMaxKernel argMax,
        TopKKernel topK)
        implements KernelSet {
    private static final KernelSet SCALAR = Kernels.SCALAR;

    static KernelSet with(DenseKernel dense) {
        return new Mixed(
                dense, SCALAR.relu(), SCALAR.softmax(), SCALAR.crossEntropy(), SCALAR.argMax(), SCALAR.topK());
    }

    static KernelSet with(ReluKernel relu) {
        return new Mixed(
                SCALAR.dense(), relu, SCALAR.softmax(), SCALAR.crossEntropy(), SCALAR.argMax(), SCALAR.topK());
    }

    static KernelSet with(SoftmaxKernel softmax) {
        return new Mixed(
                SCALAR.dense(), SCALAR.relu(), softmax, SCALAR.crossEntropy(), SCALAR.argMax(), SCALAR.topK());
    }

    static KernelSet with(CrossEntropyKernel crossEntropy) {
        return new Mixed(
                SCALAR.dense(), SCALAR.relu(), SCALAR.softmax(), crossEntropy, SCALAR.argMax(), SCALAR.topK());
    }

    static KernelSet with(ArgMaxKernel argMax) {
        return new Mixed(
                SCALAR.dense(), SCALAR.relu(), SCALAR.softmax(), SCALAR.crossEntropy(), argMax, SCALAR.topK());
    }

    static KernelSet with(TopKKernel topK) {
        return new Mixed(
                SCALAR.dense(), SCALAR.relu(), SCALAR.softmax(), SCALAR.crossEntropy(), SCALAR.argMax(), topK);
    }
}
