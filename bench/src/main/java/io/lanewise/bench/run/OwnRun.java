package io.lanewise.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * A run whose JVMs are not started by JMH: what was asked for, by the properties jmh.report, jmh.profiles and those of
 * {@link #number}, and what its folder says of it.
 */
final class OwnRun {
    private final Instant start = Instant.now();
    private final Class<?> main;
    private final Commit commit;
    private final RunSettings settings;
    private final List<MachineFacts.ProbedSide> probed = new ArrayList<>();
    private final StringJoiner asked = new StringJoiner(" -D", " -D", "").setEmptyValue("");

    /** Asks a JVM of each side what it is. */
    OwnRun(Class<?> main, List<Side> sides) throws IOException, InterruptedException, CommandLineOptionException {
        this.main = main;
        // Read first, because a commit may be made during a long run.
        commit = Commit.read();
        settings = RunSettings.of("", System.getProperty("jmh.report", "local"), false, "");
        for (Side side : sides) {
            probed.add(side.probe(java(), settings.jmh()));
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Whether the other libraries are on the class path. */
    static boolean hasPeers() {
        return System.getProperty("jmh.profiles", "").contains("peers");
    }

    /** A property's value, from 1 on, or without one this. */
    int number(String property, int otherwise) {
        String value = System.getProperty(property, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(property + " is " + value + ", not a number from 1 to 999999999");
        }
        asked.add(property + "=" + value);
        return Integer.parseInt(value);
    }

    Path folder() {
        return settings.folder();
    }

    /** Of this run, which ends now; all numbers have been asked for. */
    MachineFacts facts(String timing, Map<String, PeerFacts> peers) {
        return new MachineFacts(
                "mvn -pl bench jmh" + (hasPeers() ? " -Ppeers" : "") + " -Djmh.main=" + main.getName()
                        + (settings.report().equals("local") ? "" : " -Djmh.report=" + settings.report()) + asked,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Duration.between(start, Instant.now()).toSeconds(),
                timing,
                commit,
                Processor.read(),
                probed,
                PeerFacts.said(peers));
    }
}
