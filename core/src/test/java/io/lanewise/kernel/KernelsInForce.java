package io.lanewise.kernel;

/** The kernels that the public classes call. */
final class KernelsInForce implements KernelSet {
    @Override
    public DenseKernel dense() {
        return Kernels.dense();
    }

    @Override
    public ReluKernel relu() {
        return Kernels.relu();
    }

    @Override
    public SoftmaxKernel softmax() {
        return Kernels.softmax();
    }

    @Override
    public CrossEntropyKernel crossEntropy() {
        return Kernels.crossEntropy();
    }

    @Override
    public ArgMaxKernel argMax() {
        return Kernels.argMax();
    }

    @Override
    public TopKKernel topK() {
        return Kernels.topK();
    }
}
