package io.lanewise.bench.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.lanewise.bench.SparkProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Times the jobs on Spark with a million rows, each on each master in a JVM of its own. Writes results/NAME.
 *
 * <p>{@code mvn -pl bench jmh -Pspark -Djmh.main=io.lanewise.bench.run.SparkRun}; {@code -Djmh.args="local[1] MLlib"}
 * chooses masters and jobs, and keeps what the folder has of the others.
 */
public final class SparkRun {
    private static final String SIZES = "64-256-128-10";
    private static final int ROWS = 1_000_000;

    /** What Spark's own files are in, and the rows and scores. */
    private static final Path HOME = Path.of("bench", "target", "spark").toAbsolutePath();

    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

    private SparkRun() {}

    /** Takes the properties jmh.report, the NAME, and jmh.args. */
    public static void main(String[] arguments) throws Exception {
        Commit commit = Commit.read();
        RunSettings settings = RunSettings.of("", System.getProperty("jmh.report", "local"), false, "");
        List<String> chosen = Arrays.asList(OptionWords.of(System.getProperty("jmh.args", "")));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<MachineFacts.ProbedSide> probed = new ArrayList<>();
        for (Side side : Side.ALL) {
            probed.add(side.probe(java, settings.jmh()));
        }
        Path rows = HOME.resolve("rows-" + ROWS);
        if (!Files.exists(rows.resolve("_SUCCESS"))) {
            ask(java, SparkProbe.DATA, "local[2]", rows);
        }
        Instant start = Instant.now();
        Path folder = settings.folder();
        SparkReport.Times times = chosen.isEmpty() ? new SparkReport.Times() : SparkReport.times(folder);
        for (String master : chosen(SparkReport.MASTERS.keySet(), chosen)) {
            for (String job : chosen(SparkProbe.JOBS, chosen)) {
                System.out.println(job + " on " + master);
                times.add(job, master, SparkReport.Fork.of(ask(java, job, master, rows)));
                MachineFacts facts = new MachineFacts(
                        "mvn -pl bench jmh -Pspark -Djmh.main=" + SparkRun.class.getName()
                                + (settings.report().equals("local") ? "" : " -Djmh.report=" + settings.report()),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                        Duration.between(start, Instant.now()).toSeconds(),
                        "a JVM for each figure, three rounds, or two that take 25 s, after two short ones: " + ROWS
                                + " rows of 64 features through " + SIZES,
                        commit,
                        Processor.read(),
                        probed,
                        times.versions());
                StoredRun.writeSpark(folder, facts, GSON.toJson(times) + "\n");
            }
        }
        String report = SparkReport.read(folder).markdown();
        Files.writeString(folder.resolve("report.md"), report);
        System.out.println(report);
    }

    /** Those that were named, or all where none was. */
    private static List<String> chosen(Collection<String> all, List<String> names) {
        List<String> chosen = all.stream().filter(names::contains).toList();
        return chosen.isEmpty() ? List.copyOf(all) : chosen;
    }

    private static Properties ask(String java, String job, String master, Path rows)
            throws IOException, InterruptedException {
        return ChildJvm.answers(
                java,
                List.of("@" + Path.of("bench", "src", "spark", "jvm.options")),
                SparkProbe.class.getName(),
                List.of(
                        job,
                        master,
                        SIZES,
                        Integer.toString(ROWS),
                        rows.toString(),
                        HOME.resolve("scores").toString()),
                Map.of("SPARK_HOME", HOME.toString(), "SPARK_LOCAL_IP", "127.0.0.1"),
                ProcessBuilder.Redirect.INHERIT);
    }
}
