package io.lanewise;

import io.lanewise.corpus.Contract;
import io.lanewise.corpus.Verification;

/**
 * {@code java -jar lanewise-core.jar}: prints which backend runs here and why, and with {@code --verify} whether its
 * bits are those of the {@link Contract}.
 */
final class Main {
    private static final String VERIFY = "--verify";

    private Main() {}

    public static void main(String[] arguments) {
        boolean verify = arguments.length == 1 && arguments[0].equals(VERIFY);
        if (arguments.length > 0 && !verify) {
            System.err.println("usage: java -jar lanewise-core.jar [" + VERIFY + "]");
            System.exit(2);
        }
        if (!sayBackend() || verify && !Verification.run(System.out)) {
            System.exit(1);
        }
    }

    /** Returns whether there is one. */
    private static boolean sayBackend() {
        String java = System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
        System.out.println("Lanewise on " + java + ", " + System.getProperty("os.arch"));
        try {
            Backend backend = Backend.current();
            System.out.println("backend: " + backend.name());
            System.out.println("lanes:   " + backend.lanes());
            System.out.println("reason:  " + backend.reason());
            // The reason for scalar names what would change it.
            if (backend.name().equals("vector")) {
                System.out.println("change:  -Dlanewise.backend=scalar runs the scalar loops, with the same bits");
            }
            if (Backend.flushesSubnormals()) {
                System.out.println(
                        "warning: this thread takes subnormal floats for 0, which native code has set: bits can"
                                + " differ. -XX:+RestoreMXCSROnJNICalls keeps the JVM from it");
            }
            return true;
        } catch (IllegalStateException e) {
            System.out.println("backend: none");
            System.out.println("reason:  " + e.getMessage());
            return false;
        }
    }
}
