package io.lanewise.bench.run;

import com.google.gson.Gson;
import io.lanewise.bench.Median;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** The report of a run of the profile {@code spark}, of what a folder below results/ stores. */
final class SparkReport {
    static final String LANEWISE = "Lanewise";

    /** By Spark's name, in the order of the columns: what a reader calls it. */
    static final Map<String, String> MASTERS = new LinkedHashMap<>();

    static {
        MASTERS.put("local[1]", "one core");
        MASTERS.put("local[2]", "two cores");
        MASTERS.put("local-cluster[2,1,1024]", "two executors");
    }

    private static final String NONE = "–";

    private final MachineFacts facts;
    private final Times times;

    private SparkReport(MachineFacts facts, Times times) {
        this.facts = facts;
        this.times = times;
    }

    /**
     * What a JVM with one job on one master said.
     *
     * @param seconds of each round
     * @param rows that it wrote
     * @param bits a hash of them
     * @param version of what computed
     */
    record Fork(List<Double> seconds, long rows, String bits, String version) {
        static Fork of(Properties said) {
            return new Fork(
                    Stream.of(said.getProperty("seconds").split(" "))
                            .map(Double::valueOf)
                            .toList(),
                    Long.parseLong(said.getProperty("rows")),
                    said.getProperty("bits"),
                    said.getProperty("version"));
        }

        /** Thousands of rows a second, ascending. */
        List<Double> rates() {
            return seconds.stream().map(s -> rows / s / 1000).sorted().toList();
        }
    }

    /** What is stored: forks by job and master. */
    record Times(Map<String, Map<String, Fork>> jobs) {
        Times() {
            this(new LinkedHashMap<>());
        }

        /** Fails where the bits of Lanewise's answers are not those on another master. */
        void add(String job, String master, Fork fork) {
            jobs.computeIfAbsent(job, j -> new LinkedHashMap<>()).put(master, fork);
            if (bits().size() > 1) {
                throw new IllegalStateException("Lanewise's answers differ between masters: " + bits());
            }
        }

        Map<String, String> versions() {
            Map<String, String> versions = new LinkedHashMap<>();
            jobs.forEach((job, forks) ->
                    versions.put(job, forks.values().iterator().next().version()));
            return versions;
        }

        private Set<String> bits() {
            Set<String> bits = new TreeSet<>();
            jobs.getOrDefault(LANEWISE, Map.of()).values().forEach(fork -> bits.add(fork.bits()));
            return bits;
        }
    }

    static SparkReport read(Path folder) throws IOException {
        return new SparkReport(StoredRun.facts(folder), times(folder));
    }

    /** None where the folder has no run. */
    static Times times(Path folder) throws IOException {
        return StoredRun.isSparkIn(folder) ? new Gson().fromJson(StoredRun.spark(folder), Times.class) : new Times();
    }

    String markdown() {
        StringBuilder out = new StringBuilder();
        out.append(MachineTable.of(facts));
        out.append("\n## Thousands of rows a second\n\n")
                .append("From the Parquet file that is read to the one that is written: the median of the rounds, then")
                .append(" the least and the most. `no network` reads, makes batches and writes as many numbers as the")
                .append(" others.\n\n");
        table(out, (job, master) -> Markdown.times(rates(job, master)));
        out.append("\n## Times as long as Lanewise\n\n");
        table(
                out,
                (job, master) -> rates(LANEWISE, master).isEmpty()
                        ? NONE
                        : Markdown.number(Median.of(rates(LANEWISE, master)) / Median.of(rates(job, master)), 3));
        return out.append("\nThe rows that Lanewise wrote have the same bits in each column: ")
                .append(String.join(", ", times.bits()))
                .append(".\n")
                .toString();
    }

    /** A row for each job and a column for each master, with a cell where both were timed. */
    private void table(StringBuilder out, BinaryOperator<String> cell) {
        List<String> header = new ArrayList<>(List.of("job"));
        MASTERS.forEach((master, name) -> header.add(name + ", `" + master + "`"));
        Markdown.header(out, header);
        for (String job : times.jobs.keySet()) {
            List<String> cells = new ArrayList<>(List.of(job));
            for (String master : MASTERS.keySet()) {
                cells.add(rates(job, master).isEmpty() ? NONE : cell.apply(job, master));
            }
            Markdown.row(out, cells.toArray(String[]::new));
        }
    }

    /** Thousands of rows a second, ascending; none where it was not timed. */
    private List<Double> rates(String job, String master) {
        Fork fork = times.jobs.getOrDefault(job, Map.of()).get(master);
        return fork == null ? List.of() : fork.rates();
    }
}
