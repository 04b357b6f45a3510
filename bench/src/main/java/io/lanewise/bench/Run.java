package io.lanewise.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * {@code mvn -pl bench jmh}: times every operation on both backends and writes results/NAME.
 *
 * <p>One JMH run a class and backend, the two backends of a class next to each other: a machine's clock drifts by 10 %
 * and more within an hour, and a ratio must not contain that.
 */
public final class Run {
    private static final int FULL_FORKS = 5;

    private final Settings settings;
    private final String java;

    private Run(Settings settings) {
        this.settings = settings;
        this.java = settings.jmh()
                .getJvm()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    /** Takes the properties jmh.args, jmh.report and jmh.full; exits with 1 where anything fails. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            Settings settings = Settings.of(
                    System.getProperty("jmh.args", ""),
                    System.getProperty("jmh.report", "local"),
                    Boolean.getBoolean("jmh.full"));
            if (!answersAQuestion(settings.jmh())) {
                new Run(settings).run();
            }
        } catch (CommandLineOptionException | IllegalArgumentException | IOException e) {
            System.out.flush();
            System.err.println("\nThe run failed: " + e.getMessage());
            System.exit(1);
        }
    }

    /** JMH's -h and its lists, for which nothing runs. */
    private static boolean answersAQuestion(CommandLineOptions jmh) throws IOException {
        if (jmh.shouldHelp()) {
            jmh.showHelp();
        } else if (jmh.shouldList()) {
            new Runner(jmh).list();
        } else if (jmh.shouldListWithParams()) {
            new Runner(jmh).listWithParams(jmh);
        } else if (jmh.shouldListProfilers()) {
            jmh.listProfilers();
        } else if (jmh.shouldListResultFormats()) {
            jmh.listResultFormats();
        } else {
            return false;
        }
        return true;
    }

    private void run() throws IOException, InterruptedException {
        Instant start = Instant.now();
        // Now, since a long run may see the next commit.
        Commit commit = Commit.read();
        List<Catalogue.Group> groups = Catalogue.select(settings.jmh());
        List<MachineFacts.ProbedSide> probed = probe();
        List<RunResult> results = new ArrayList<>();
        int part = 0;
        for (Catalogue.Group group : groups) {
            for (int i = 0; i < Side.ALL.size(); i++) {
                String backend = probed.get(i).probe().backend();
                System.out.println("\n=== " + ++part + " of " + groups.size() * Side.ALL.size() + ": " + group.title()
                        + ", " + backend + " ===");
                results.addAll(time(group, Side.ALL.get(i), backend));
            }
        }
        write(start, commit, probed, results);
    }

    private List<MachineFacts.ProbedSide> probe() throws IOException, InterruptedException {
        List<MachineFacts.ProbedSide> probed = new ArrayList<>();
        for (Side side : Side.ALL) {
            probed.add(side.probe(java, settings.jmh()));
        }
        Probe scalar = probed.get(0).probe();
        Probe vector = probed.get(1).probe();
        if (scalar.mnistRight() != vector.mnistRight() || scalar.mnistLoss() != vector.mnistLoss()) {
            throw new IOException("the backends disagree on MNIST: " + scalar + ", " + vector);
        }
        return probed;
    }

    private List<RunResult> time(Catalogue.Group group, Side side, String backend) throws IOException {
        List<String> jvmArgs = side.jvmArgs(settings.jmh());
        jvmArgs.add("-D" + ExpectedBackend.PROPERTY + "=" + backend);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(settings.jmh())
                .jvm(java)
                .jvmArgs(jvmArgs.toArray(String[]::new))
                .shouldFailOnError(true);
        group.includes().forEach(options::include);
        if (settings.full()) {
            if (!settings.jmh().getForkCount().hasValue()) {
                options.forks(FULL_FORKS);
            }
            if (!settings.jmh().getParameter("shape").hasValue()) {
                options.param("shape", group.fullShapes());
            }
        }
        try {
            return List.copyOf(new Runner(options.build()).run());
        } catch (RunnerException e) {
            throw new IOException(group.title() + ", " + backend + ": " + innermost(e).getMessage(), e);
        }
    }

    /** What happened in the fork: JMH hands it over as a suppressed exception of a cause. */
    private static Throwable innermost(Throwable e) {
        if (e.getSuppressed().length > 0) {
            return innermost(e.getSuppressed()[0]);
        }
        return e.getCause() == null ? e : innermost(e.getCause());
    }

    private void write(
            Instant start, Commit commit, List<MachineFacts.ProbedSide> probed, List<RunResult> results)
            throws IOException {
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        MachineFacts facts = new MachineFacts(
                settings.command(),
                end.toString(),
                ChronoUnit.SECONDS.between(start, end),
                iterations(results.get(0).getParams()),
                commit,
                Processor.read(),
                probed);
        // The raw data first: a report can be written again.
        Path folder = settings.folder();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("jmh.json"), jmhJson(results));
        Files.writeString(folder.resolve("machine.json"), Json.of(facts.toMap()));
        String report = Report.of(facts, results.stream().flatMap(Measurement::of).toList());
        Files.writeString(folder.resolve("report.md"), report);
        System.out.println("\n" + report + "\nWritten to " + folder + ": report.md, machine.json, jmh.json");
    }

    private static String iterations(BenchmarkParams params) {
        return "forks: " + params.getForks() + ", each " + iterations(params.getWarmup()) + " to warm up, then "
                + iterations(params.getMeasurement());
    }

    private static String iterations(IterationParams params) {
        return params.getCount() + " × " + params.getTime();
    }

    /** JMH's JSON, without the place of the JVM on this machine. */
    private static String jmhJson(List<RunResult> results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        return bytes.toString(StandardCharsets.UTF_8).replaceAll("\"jvm\" : \"[^\n]*\",", "\"jvm\" : \"java\",");
    }
}
