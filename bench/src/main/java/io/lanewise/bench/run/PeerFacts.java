package io.lanewise.bench.run;

import java.io.IOException;
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

    /** Asks the peers of these names, in this order. */
    static Map<String, PeerFacts> ask(String java, List<String> flags, List<String> names)
            throws IOException, InterruptedException {
        return of(ChildJvm.answers(java, flags, MAIN, names), names);
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
