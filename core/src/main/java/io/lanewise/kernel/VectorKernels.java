package io.lanewise.kernel;

/** The vector backend; loaded by name, and only where {@code jdk.incubator.vector} is there. */
public final class VectorKernels implements KernelSet {
    private final DenseKernel dense = new VectorDense();
    private final ReluKernel relu = new VectorRelu();
    private final SoftmaxKernel softmax = new VectorSoftmax();
    private final CrossEntropyKernel crossEntropy = new VectorCrossEntropy();
    private final ArgMaxKernel argMax = new VectorArgMax();
    private final TopKKernel topK = new VectorTopK();

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
