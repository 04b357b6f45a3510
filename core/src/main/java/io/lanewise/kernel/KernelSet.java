package io.lanewise.kernel;

/** The kernels of one backend. Its implementations have a public constructor without parameters. */
public interface KernelSet {
    /** Dense layers. */
    DenseKernel dense();

    /** ReLU. */
    ReluKernel relu();

    /** Softmax and its logarithm. */
    SoftmaxKernel softmax();

    /** The categorical cross-entropy. */
    CrossEntropyKernel crossEntropy();

    /** The largest of each row. */
    ArgMaxKernel argMax();

    /** The k largest of each row. */
    TopKKernel topK();
}
