package io.lanewise.kernel.choice;

import io.lanewise.kernel.SystemProperties;

/** The kernels of the backend in force. */
public final class Kernels {
    /** The specification, whichever backend is in force. */
    public static final KernelSet SCALAR = ScalarKernels.create();

    private static final Selection SELECTION = Selection.decide(
            System.getProperty(SystemProperties.BACKEND, "auto"), System.getProperty(SystemProperties.BITS),
            new ThisMachine());

    private static final boolean REFUSED = SELECTION.refusal() != null;

    private static final KernelSet CURRENT = load();

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

    /**
     * The kernels of the backend in force.
     *
     * @throws IllegalStateException if a system property forces one that cannot run
     */
    public static KernelSet current() {
        check();
        return CURRENT;
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
        return SELECTION.name().equals("vector") ? ThisMachine.vectorKernels() : ScalarKernels.create();
    }
}
