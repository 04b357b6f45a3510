package io.lanewise.kernel.choice;

import io.lanewise.kernel.Headroom;
import io.lanewise.kernel.SystemProperties;
import io.lanewise.kernel.VirtualMachine;
import io.lanewise.kernel.Workspace;

/**
 * The kernels of the backend in force, decided at the first use.
 *
 * <p>The decision is no static initialiser's work: an error of the virtual machine there, as a StackOverflowError, would
 * leave a class that is broken for good. Here it is thrown on, and the next use decides. What was decided is a static
 * final of {@link Decided} all the same, so that C2 folds it: a use costs the test of a plain field.
 */
public final class Kernels {
    // What was decided, for Decided to take.
    private static Selection decision;
    private static KernelSet kernels;

    /** Whether {@link Decided} can be initialised. Plain: who reads an older value takes the lock, and then knows. */
    private static boolean isDecided;

    /** Its initialiser does nothing that can fail. */
    private static final class Decided {
        static final Selection SELECTION = decision;
        static final String REFUSAL = SELECTION.refusal();
        static final KernelSet KERNELS = kernels;
    }

    private Kernels() {}

    /**
     * Which backend is in force.
     *
     * @throws IllegalStateException if a system property forces one that cannot run
     */
    public static Selection selection() {
        check();
        return Decided.SELECTION;
    }

    /**
     * The kernels of the backend in force.
     *
     * @throws IllegalStateException if a system property forces one that cannot run
     */
    public static KernelSet current() {
        check();
        return Decided.KERNELS;
    }

    /** Those that are forced, from the first call on; vector kernels that are not wait until C2 has compiled them. */
    private static KernelSet kernels(Selection selection) {
        if (!selection.name().equals("vector")) {
            return ScalarKernels.SET;
        }
        if (selection.isForced()) {
            return ThisMachine.vectorKernels();
        }
        DeferredDense dense = new DeferredDense(selection.lanes());
        DeferredRows rows = DeferredRows.create(selection.lanes());
        return new KernelSet(dense, dense, rows, rows, rows, rows, rows, rows);
    }

    /** What scalar kernels still answer where vector ones will, and why, in words for people; "" for nothing. */
    public static String waiting() {
        Selection selection = selection();
        return selection.name().equals("vector") && !selection.isForced() ? Trial.waiting() : "";
    }

    /** A refusal is thrown at every use. */
    private static void check() {
        if (!isDecided) {
            decide();
        }
        if (Decided.REFUSAL != null) {
            throw new IllegalStateException(Decided.REFUSAL);
        }
    }

    /** Locks, so that threads that begin together wait for one decision and do not make one each. */
    private static synchronized void decide() {
        if (isDecided) {
            return;
        }
        Headroom.check();
        // The kernels' static initialisers ask for both: here there is room.
        VirtualMachine.usesHardwareFma();
        Workspace.take().give();
        Selection selection = Selection.decide(
                System.getProperty(SystemProperties.BACKEND, "auto"),
                System.getProperty(SystemProperties.BITS),
                new ThisMachine());
        System.getLogger("io.lanewise")
                .log(
                        System.Logger.Level.DEBUG,
                        "backend {0}, {1} lanes: {2}",
                        selection.name(),
                        selection.lanes(),
                        selection.reason());
        decision = selection;
        kernels = kernels(selection);
        if (Decided.KERNELS != kernels) {
            throw new AssertionError("decided before the decision");
        }
        isDecided = true;
    }
}
