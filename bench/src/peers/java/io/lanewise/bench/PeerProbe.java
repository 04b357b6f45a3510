package io.lanewise.bench;

import java.io.IOException;
import java.util.Properties;

/** In a JVM with a fork's flags: which peers can be made here, and their versions, as properties for PeerFacts. */
public final class PeerProbe {
    private PeerProbe() {}

    public static void main(String[] names) throws IOException {
        Properties says = new Properties();
        for (String name : names) {
            try {
                says.setProperty(name + ".runs", PeersByName.make(name).version());
            } catch (IllegalStateException | LinkageError e) {
                says.setProperty(name + ".failed", reason(e));
            }
        }
        says.store(System.out, null);
    }

    /** Without the folders of this machine that the JVM has looked in. */
    private static String reason(Throwable e) {
        return e.toString().replaceFirst(" in java.library.path.*", "");
    }
}
