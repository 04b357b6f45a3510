package io.lanewise.kernel;

/** The kernels of the backend in force. */
public final class Kernels {
    /** The specification, whichever backend is in force. */
    public static final KernelSet SCALAR = new ScalarKernels();

    private static final Selection SELECTION = Selection.decide(
            System.getProperty(Selection.BACKEND, "auto"), System.getProperty(Selection.BITS), new ThisMachine());

    private static final boolean REFUSED = SELECTION.refusal() != null;

    private static final KernelSet CHOSEN = load();

    private static final DenseKernel DENSE = CHOSEN.dense();
    private static final ReluKernel RELU = CHOSEN.relu();
    private static final SoftmaxKernel SOFTMAX = CHOSEN.softmax();
    private static final CrossEntropyKernel CROSS_ENTROPY = CHOSEN.crossEntropy();
    private static final ArgMaxKernel ARG_MAX = CHOSEN.argMax();
    private static final TopKKernel TOP_K = CHOSEN.topK();

    private Kernels() {}

    /**
     * Which backend is in force.
     *
     * @throws IllegalStateException if a system property forces one that cannot run
     */
    public static Selection selection() {
        check();
        return SELECTION;
    }

    /** Dense layers, by the backend in force. */
    public static DenseKernel dense() {
        check();
        return DENSE;
    }

    /** ReLU, by the backend in force. */
    public static ReluKernel relu() {
        check();
        return RELU;
    }

    /** Softmax, by the backend in force. */
    public static SoftmaxKernel softmax() {
        check();
        return SOFTMAX;
    }

    /** Cross-entropy, by the backend in force. */
    public static CrossEntropyKernel crossEntropy() {
        check();
        return CROSS_ENTROPY;
    }

    /** The largest of each row, by the backend in force. */
    public static ArgMaxKernel argMax() {
        check();
        return ARG_MAX;
    }

    /** The k largest of each row, by the backend in force. */
    public static TopKKernel topK() {
        check();
        return TOP_K;
    }

    /** A refusal is thrown at every use, not once from a static initialiser: C2 folds the test away. */
    private static void check() {
        if (REFUSED) {
            throw new IllegalStateException(SELECTION.refusal());
        }
    }

    private static KernelSet load() {
        System.getLogger("io.lanewise")
                .log(
                        System.Logger.Level.DEBUG,
                        "backend {0}, {1} lanes: {2}",
                        SELECTION.name(),
                        SELECTION.lanes(),
                        SELECTION.reason());
        return SELECTION.name().equals("vector") ? vector() : SCALAR;
    }

    /** New vector kernels, by name: without the module their class could not even be linked. */
    static KernelSet vector() {
        try {
            return (KernelSet) Class.forName("io.lanewise.kernel.VectorKernels")
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("VectorKernels does not load", e);
        }
    }
}
