package io.lanewise.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What another library said of itself in a JVM with a fork's flags, before any fork starts.
 *
 * @param runs whether it can be timed here
 * @param said its version and how it is called, or why it cannot be timed
 */
record PeerFacts(boolean runs, String said) {
    /** Only the Maven profile {@code peers} compiles it. */
    private static final String MAIN = "io.lanewise.bench.PeerProbe";

    private static final String OPENBLAS = "openblas";

    /** Asks the peers of these names, in this order. */
    static Map<String, PeerFacts> ask(String java, List<String> flags, List<String> names)
            throws IOException, InterruptedException {
        Path errors = Files.createTempFile("peers", ".txt");
        try {
            Properties answers = ChildJvm.answers(
                    java, flags, MAIN, names, OpenBlasEnvironment.TELLING, ProcessBuilder.Redirect.to(errors.toFile()));
            return withCoreType(of(answers, names), OpenBlasEnvironment.coreType(Files.readString(errors)));
        } finally {
            System.err.print(Files.readString(errors));
            Files.delete(errors);
        }
    }

    /** What each said, by name. */
    static Map<String, String> said(Map<String, PeerFacts> peers) {
        Map<String, String> said = new LinkedHashMap<>();
        peers.forEach((name, peer) -> said.put(name, peer.said()));
        return said;
    }

    /** OpenBLAS chooses its kernels by the processor, and can be wrong. */
    static Map<String, PeerFacts> withCoreType(Map<String, PeerFacts> facts, String coreType) {
        if (!coreType.isEmpty()) {
            facts.computeIfPresent(
                    OPENBLAS, (name, peer) -> new PeerFacts(peer.runs(), peer.said() + "; core type " + coreType));
        }
        return facts;
    }

    /** From what {@code name.runs} and {@code name.failed} say. */
    static Map<String, PeerFacts> of(Properties answers, List<String> names) {
        Map<String, PeerFacts> facts = new LinkedHashMap<>();
        for (String name : names) {
            String failed = answers.getProperty(name + ".failed", "no such peer");
            String version = answers.getProperty(name + ".runs");
            facts.put(name, version == null ? new PeerFacts(false, failed) : new PeerFacts(true, version));
        }
        return facts;
    }
}
