package io.lanewise.bench.run;

import io.lanewise.bench.ExpectedBackend;
import io.lanewise.bench.ModelWorkload;
import io.lanewise.bench.PeerNames;
import io.lanewise.bench.RoofProfiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * {@code mvn -pl bench jmh}: times every operation on both backends and writes results/NAME.
 *
 * <p>One JMH run per class and backend, the two backends of a class next to each other, because a machine's clock
 * drifts by 10 % and more within an hour, and a ratio must not contain that. For the same reason a run of peers goes
 * shape by shape.
 */
public final class BenchmarkRun {
    private static final int FULL_FORKS = 5;

    /**
     * One run of JMH.
     *
     * @param peers whom to time one after the other, where the benchmark has peers
     */
    private record Part(BenchmarkSelection.Group group, Side side, List<String> shapes, List<String> peers) {
        /** Whether it is a dense layer of ours on the vector side, whose share of the roof is shown. */
        boolean hasRoof() {
            return side == Side.VECTOR && group.isDenseLayer() && peers.isEmpty();
        }
    }

    private final RunSettings settings;
    private final String java;

    private BenchmarkRun(RunSettings settings) {
        this.settings = settings;
        this.java = settings.jmh()
                .getJvm()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    /**
     * Takes JMH's options, as arguments or as the property jmh.args, and the properties jmh.report, jmh.full, jmh.model
     * and jmh.compare; exits with 1 where anything fails.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (OpenBlasEnvironment.isMisleading()) {
            System.out.println("OPENBLAS_CORETYPE or OPENBLAS_L2_SIZE is set: the run goes on without them");
            System.exit(OpenBlasEnvironment.runAgain(BenchmarkRun.class, arguments));
        }
        try {
            RunSettings settings = RunSettings.of(
                    arguments.length == 0 ? System.getProperty("jmh.args", "") : OptionWords.joined(arguments),
                    System.getProperty("jmh.report", "local"),
                    isTrue(System.getProperty("jmh.full", "false")),
                    System.getProperty("jmh.model", ""),
                    System.getProperty("jmh.compare", ""));
            if (!answersAQuestion(settings.jmh())) {
                new BenchmarkRun(settings).run();
            }
        } catch (CommandLineOptionException | IllegalArgumentException | IOException e) {
            System.out.flush();
            System.err.println("\nThe run failed: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Also for a flag without a value, which Maven turns into true and java does not. */
    static boolean isTrue(String flag) {
        return flag.isEmpty() || Boolean.parseBoolean(flag);
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
        // Read first, because a commit may be made during a long run.
        Commit commit = Commit.read();
        // Before the probes, so that a file that cannot be read fails at once.
        Optional<String> sizes = settings.modelFile().isPresent()
                ? Optional.of(ModelWorkload.sizes(settings.modelFile().get()))
                : Optional.empty();
        List<BenchmarkSelection.Group> groups = sizes.isPresent()
                ? BenchmarkSelection.ofModel(settings.jmh())
                : BenchmarkSelection.select(settings.jmh(), settings.full());
        List<MachineFacts.ProbedSide> probed = probe();
        Map<String, PeerFacts> peers = askPeers(groups);
        List<Part> parts = parts(groups, peers, sizes);
        List<RunResult> results = new ArrayList<>();
        for (Part part : parts) {
            String backend = part.side() == Side.PLAIN
                    ? Side.SCALAR.name()
                    : probed.get(Side.ALL.indexOf(part.side())).probe().backend();
            System.out.println("\n=== " + (parts.indexOf(part) + 1) + " of " + parts.size() + ": "
                    + part.group().title() + ", " + backend + " ===");
            results.addAll(time(part, backend));
        }
        write(start, commit, probed, peers, results);
    }

    private Map<String, PeerFacts> askPeers(List<BenchmarkSelection.Group> groups)
            throws IOException, InterruptedException {
        List<String> names =
                groups.stream().flatMap(g -> g.peers().stream()).distinct().toList();
        if (names.isEmpty()) {
            return Map.of();
        }
        List<String> asked = parameter("peer").orElse(names);
        return PeerFacts.ask(java, Side.VECTOR.forkFlags(settings.jmh()), asked);
    }

    private List<Part> parts(
            List<BenchmarkSelection.Group> groups, Map<String, PeerFacts> peers, Optional<String> sizes) {
        List<String> running =
                peers.keySet().stream().filter(name -> peers.get(name).runs()).toList();
        List<Part> parts = new ArrayList<>();
        for (BenchmarkSelection.Group group : groups) {
            List<String> asked =
                    parameter("shape").orElse(settings.full() ? List.of(group.fullShapes()) : group.defaultShapes());
            // Of a model only the batch is asked for: the report names its sizes too.
            List<String> shapes = sizes.isEmpty()
                    ? asked
                    : asked.stream().map(batch -> batch + "x" + sizes.get()).toList();
            List<String> timed =
                    running.stream().filter(group.peers()::contains).toList();
            for (Side side : group.sides()) {
                if (group.peers().isEmpty()) {
                    parts.add(new Part(group, side, shapes, List.of()));
                } else if (!timed.isEmpty()) {
                    shapes.forEach(shape -> parts.addAll(besideEachOther(group, side, shape, timed)));
                }
            }
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("none of the peers asked for can be timed: " + peers);
        }
        return parts;
    }

    /** All of them on one side, then ours on the scalar ones. */
    private static List<Part> besideEachOther(
            BenchmarkSelection.Group group, Side side, String shape, List<String> timed) {
        List<Part> parts = new ArrayList<>(List.of(new Part(group, side, List.of(shape), timed)));
        if (timed.contains(PeerNames.OURS)) {
            for (Side scalar : List.of(Side.SCALAR, Side.PLAIN)) {
                parts.add(new Part(group, scalar, List.of(shape), List.of(PeerNames.OURS)));
            }
        }
        return parts;
    }

    private Optional<List<String>> parameter(String name) {
        var values = settings.jmh().getParameter(name);
        return values.hasValue() ? Optional.of(List.copyOf(values.get())) : Optional.empty();
    }

    private List<MachineFacts.ProbedSide> probe() throws IOException, InterruptedException {
        List<MachineFacts.ProbedSide> probed = new ArrayList<>();
        for (Side side : Side.ALL) {
            probed.add(side.probe(java, settings.jmh()));
        }
        JvmFacts scalar = probed.get(0).probe();
        JvmFacts vector = probed.get(1).probe();
        if (scalar.mnistRight() != vector.mnistRight() || scalar.mnistLoss() != vector.mnistLoss()) {
            throw new IOException("the backends disagree on MNIST: " + scalar + ", " + vector);
        }
        return probed;
    }

    private List<RunResult> time(Part part, String backend) throws IOException {
        List<String> jvmArgs = part.side().jvmArgs(settings.jmh());
        jvmArgs.add("-D" + ExpectedBackend.PROPERTY + "=" + backend);
        settings.modelFile().ifPresent(file -> jvmArgs.add("-D" + ModelWorkload.PROPERTY + "=" + file));
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(settings.jmh())
                .jvm(java)
                .jvmArgs(jvmArgs.toArray(String[]::new))
                .exclude(part.group().others())
                .shouldFailOnError(true);
        options.param("shape", part.shapes().toArray(String[]::new));
        if (!part.peers().isEmpty()) {
            options.param("peer", part.peers().toArray(String[]::new));
        }
        if (settings.full() && !settings.jmh().getForkCount().hasValue()) {
            options.forks(FULL_FORKS);
        }
        if (part.hasRoof()) {
            options.addProfiler(RoofProfiler.class);
        }
        try {
            return List.copyOf(new Runner(options.build()).run());
        } catch (RunnerException e) {
            throw new IOException(
                    part.group().title() + ", " + backend + ": " + innermost(e).getMessage(), e);
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
            Instant start,
            Commit commit,
            List<MachineFacts.ProbedSide> probed,
            Map<String, PeerFacts> peers,
            List<RunResult> results)
            throws IOException {
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        MachineFacts facts = new MachineFacts(
                settings.command(),
                end.toString(),
                ChronoUnit.SECONDS.between(start, end),
                iterations(results.get(0).getParams()),
                commit,
                Processor.read(),
                probed,
                PeerFacts.said(peers));
        Path folder = settings.folder();
        StoredRun.write(folder, facts, StoredRun.json(results));
        StoredRun run = StoredRun.read(folder);
        String report = Report.of(run);
        Files.writeString(folder.resolve("report.md"), report);
        Map<String, Chart> drawn = ReportCharts.of(run);
        if (!drawn.isEmpty()) {
            ChartDrawer charts = new ChartDrawer();
            for (Map.Entry<String, Chart> chart : drawn.entrySet()) {
                Files.writeString(folder.resolve(chart.getKey()), charts.svg(chart.getValue()));
            }
        }
        System.out.println("\n" + report + "\n" + Report.written(folder.toString(), run));
        if (settings.compare().isPresent()) {
            System.out.println("\n" + RunComparison.of(settings.compare().get(), run));
        }
    }

    private static String iterations(BenchmarkParams params) {
        return "forks: " + params.getForks() + ", each " + iterations(params.getWarmup()) + " to warm up, then "
                + iterations(params.getMeasurement());
    }

    private static String iterations(IterationParams params) {
        return params.getCount() + " × " + params.getTime();
    }
}
