package io.lanewise.bench;

import com.google.gson.Gson;
import io.lanewise.Backend;
import io.lanewise.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Times the start and each of the first 10,000 calls in new JVMs: what a service meets that starts without a warm-up.
 * JMH cannot, as between two iterations it leaves C2 milliseconds.
 *
 * <p>{@code mvn -pl bench jmh -Djmh.main=io.lanewise.bench.FirstCalls}
 */
public final class FirstCalls {
    static final String FILE = "first-calls.json";
    static final String CHART = "first-calls.svg";

    /** The last call of each group; the first group is the first call alone. */
    private static final int[] GROUPS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000};

    private static final int FORKS = 5;
    private static final String SHAPE = "1x" + Model.MNIST;

    /** The vector side's JVM with no class of Lanewise, in the place of a backend's name. */
    private static final String ALONE = "the Vector API alone";

    /** By backend: the forks' milliseconds until it is chosen, ascending. */
    private final Map<String, List<Double>> starts;

    /** By backend: microseconds a call, of each group the median over the forks of its median call. */
    private final Map<String, List<Double>> micros;

    private final MachineFacts facts;

    private FirstCalls(MachineFacts facts, Map<String, List<Double>> starts, Map<String, List<Double>> micros) {
        this.facts = facts;
        this.starts = starts;
        this.micros = micros;
    }

    /** What is stored: by backend its forks. */
    private record Forks(Map<String, List<Double>> startMillis, Map<String, List<List<Double>>> callMicros) {
        void start(String backend, Properties said) {
            startMillis
                    .computeIfAbsent(backend, b -> new ArrayList<>())
                    .add(Double.valueOf(said.getProperty("start")));
        }
    }

    /** Without arguments, starts JVMs and writes results/NAME; with one, is such a JVM. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            Properties says = new Properties();
            if (arguments[0].equals(ALONE)) {
                says.setProperty("start", Double.toString(millis(FirstCalls::multiplyAdd)));
            } else {
                says.setProperty("start", Double.toString(millis(Backend::current)));
                says.setProperty("micros", medians());
            }
            says.store(System.out, null);
            return;
        }
        Instant start = Instant.now();
        Commit commit = Commit.read();
        Settings settings = Settings.of("", System.getProperty("jmh.report", "local"), false);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<MachineFacts.ProbedSide> probed = new ArrayList<>();
        Forks forks = new Forks(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (Side side : Side.ALL) {
            probed.add(side.probe(java, settings.jmh()));
        }
        for (int fork = 0; fork < FORKS; fork++) {
            for (MachineFacts.ProbedSide side : probed) {
                String backend = side.probe().backend();
                Properties said = ask(java, side, backend);
                forks.start(backend, said);
                forks.callMicros
                        .computeIfAbsent(backend, b -> new ArrayList<>())
                        .add(Arrays.stream(said.getProperty("micros").split(" ")).map(Double::valueOf).toList());
                if (side.probe().lanes() > 1) {
                    forks.start(ALONE, ask(java, side, ALONE));
                }
            }
        }
        MachineFacts facts = new MachineFacts(
                "mvn -pl bench jmh -Djmh.main=" + FirstCalls.class.getName()
                        + (settings.report().equals("local") ? "" : " -Djmh.report=" + settings.report()),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Duration.between(start, Instant.now()).toSeconds(),
                "JVMs: " + FORKS + " a backend, each " + GROUPS[GROUPS.length - 1] + " calls",
                commit,
                Processor.read(),
                probed,
                Map.of());
        Path folder = settings.folder();
        StoredRun.write(folder, facts, FILE, new Gson().toJson(forks) + "\n");
        FirstCalls calls = read(folder);
        Files.writeString(folder.resolve("report.md"), calls.report());
        Files.writeString(folder.resolve(CHART), new Charts().svg(calls.chart()));
        System.out.println(calls.report());
    }

    private static Properties ask(String java, MachineFacts.ProbedSide side, String child)
            throws IOException, InterruptedException {
        return Probe.answers(java, side.flags(), FirstCalls.class.getName(), List.of(child));
    }

    private static double millis(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void multiplyAdd() {
        RoofKernel.multiplyAdd(1, 1f, new float[RoofKernel.MAX_LANES]);
    }

    /** The median of each group. */
    private static String medians() {
        Model model = Model.of(Model.MNIST);
        float[] x = model.x(1);
        float[] probabilities = new float[10];
        double[] micros = new double[GROUPS[GROUPS.length - 1]];
        Session session = model.network().newSession(1);
        for (int i = 0; i < micros.length; i++) {
            long start = System.nanoTime();
            session.probabilities(x, probabilities, 1);
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        StringBuilder medians = new StringBuilder();
        int first = 0;
        for (int end : GROUPS) {
            double[] group = Arrays.copyOfRange(micros, first, end);
            Arrays.sort(group);
            medians.append(Measurement.median(Arrays.stream(group).boxed().toList())).append(' ');
            first = end;
        }
        return medians.toString().strip();
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    static FirstCalls read(Path folder) throws IOException {
        Forks forks = new Gson().fromJson(Files.readString(folder.resolve(FILE)), Forks.class);
        Map<String, List<Double>> starts = new LinkedHashMap<>();
        forks.startMillis.forEach((backend, millis) -> starts.put(backend, millis.stream().sorted().toList()));
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        forks.callMicros.forEach((backend, calls) -> {
            List<Double> medians = new ArrayList<>();
            for (int i = 0; i < GROUPS.length; i++) {
                int group = i;
                medians.add(Measurement.median(calls.stream().map(fork -> fork.get(group)).sorted().toList()));
            }
            micros.put(backend, medians);
        });
        return new FirstCalls(StoredRun.facts(folder), starts, micros);
    }

    String report() {
        StringBuilder out = new StringBuilder();
        Report.machine(facts, out);
        out.append("\n## The start\n\nms until a new JVM has chosen its backend (`Backend.current()`), which loads classes,")
                .append(" asks the JVM for its flags and holds the vector kernels to the scalar ones; and until another")
                .append(" has done one multiply-add by the Vector API, without Lanewise. The median of the JVMs, then")
                .append(" the least and the most.\n\n");
        Report.header(out, List.of("what", "ms"));
        starts.forEach((backend, millis) -> Report.row(out, backend, Report.times(millis)));
        out.append("\n## The first calls of Session.probabilities, ")
                .append(SHAPE)
                .append("\n\nµs a call in new JVMs that do nothing else, after the network is made: of each group of")
                .append(" calls the median, and of the JVMs the median again.\n\n");
        List<String> header = new ArrayList<>(List.of("calls"));
        micros.keySet().forEach(backend -> header.add(backend + ", µs"));
        Report.header(out, header);
        for (int i = 0; i < GROUPS.length; i++) {
            List<String> cells = new ArrayList<>(List.of(group(i)));
            for (List<Double> medians : micros.values()) {
                cells.add(Report.number(medians.get(i), 3));
            }
            Report.row(out, cells.toArray(String[]::new));
        }
        return out.append("\n![first calls](" + CHART + ")\n").toString();
    }

    Chart chart() {
        List<String> groups = Arrays.stream(GROUPS).mapToObj(Integer::toString).toList();
        return Chart.steps("calls until then", groups, "µs a call", micros);
    }

    private static String group(int i) {
        int first = i == 0 ? 1 : GROUPS[i - 1] + 1;
        return first == GROUPS[i] ? Integer.toString(first) : first + "–" + GROUPS[i];
    }
}
