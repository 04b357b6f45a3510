package io.lanewise.command;

import io.lanewise.Backend;
import java.util.ArrayList;
import java.util.List;

/** Which backend runs here and why, for people. */
final class BackendReport {
    private BackendReport() {}

    static String virtualMachine() {
        return "Lanewise on " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ", "
                + System.getProperty("os.arch");
    }

    /** @throws IllegalStateException if there is none */
    static List<String> lines() {
        Backend backend = Backend.current();
        List<String> lines = new ArrayList<>();
        lines.add(virtualMachine());
        lines.add("backend: " + backend.name());
        lines.add("lanes:   " + backend.lanes());
        lines.add("reason:  " + backend.reason());
        // The reason for scalar names what would change it.
        if (backend.name().equals("vector")) {
            lines.add("change:  -Dlanewise.backend=scalar runs the scalar loops, with the same bits");
        }
        if (Backend.flushesSubnormals()) {
            lines.add("warning: this thread takes subnormal floats for 0, which native code has set: bits can differ."
                    + " -XX:+RestoreMXCSROnJNICalls keeps the JVM from it");
        }
        return lines;
    }
}
