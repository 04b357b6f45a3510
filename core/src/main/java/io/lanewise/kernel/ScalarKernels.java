package io.lanewise.kernel;

/** The specification: plain loops, which C2 vectorises where their order of arithmetic lets it. */
public final class ScalarKernels implements KernelSet {
    private final DenseKernel dense = new ScalarDense();
    private final ReluKernel relu = new ScalarRelu();
    private final SoftmaxKernel softmax = new ScalarSoftmax();
    private final CrossEntropyKernel crossEntropy = new ScalarCrossEntropy();
    private final ArgMaxKernel argMax = new ScalarArgMax();
    private final TopKKernel topK = new ScalarTopK();

    @Override
    public DenseKernel dense() {
        return dense;
    }

    @Override
    public ReluKernel relu() {
        return relu;
    }

    @Override
    public SoftmaxKernel softmax() {
        return softmax;
    }

    @Override
    public CrossEntropyKernel crossEntropy() {
        return crossEntropy;
    }

    @Override
    public ArgMaxKernel argMax() {
        return argMax;
    }

    @Override
    public TopKKernel topK() {
        return topK;
    }
}
