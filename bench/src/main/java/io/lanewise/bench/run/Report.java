package io.lanewise.bench.run;

import io.lanewise.bench.Median;
import io.lanewise.bench.PeerNames;
import io.lanewise.bench.RoofMeasurement;
import io.lanewise.bench.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes report.md: the machine, how to read the figures, and a table per operation. */
final class Report {
    /** How an operation that peers have one beside the other ends. */
    private static final String PEERS = "Peers.forward";

    private final MachineFacts facts;
    private final String scalar;
    private final String vector;
    private final boolean allocation;
    private final RoofRates roofs;
    private final boolean roofShares;
    /** By operation, then shape, then backend, each in the order of the run. */
    private final Map<String, Map<String, Map<String, WorkloadTimes>>> operations = new LinkedHashMap<>();

    private Report(StoredRun run) {
        List<WorkloadTimes> measurements = run.measurements();
        this.facts = run.facts();
        this.scalar = facts.sides().get(0).probe().backend();
        this.vector = facts.sides().get(1).probe().backend();
        this.allocation = measurements.stream().anyMatch(m -> !m.bytesPerCall().isEmpty());
        this.roofs = RoofRates.of(run);
        this.roofShares = measurements.stream().anyMatch(m -> !m.roofShares().isEmpty());
        for (WorkloadTimes m : measurements) {
            operations
                    .computeIfAbsent(m.operation(), o -> new LinkedHashMap<>())
                    .computeIfAbsent(m.shape(), s -> new LinkedHashMap<>())
                    .put(m.backend(), m);
        }
    }

    /** The report in Markdown, of a run whose sides are scalar, then vector. */
    static String of(StoredRun run) {
        Report report = new Report(run);
        StringBuilder out = new StringBuilder();
        report.heading(out);
        if (run.measurements().isEmpty() && run.latencies().isEmpty()) {
            out.append("\nJMH timed in other modes than the average time: jmh.json has what it found.\n");
        }
        report.operations.forEach((operation, shapes) -> {
            out.append("\n## ").append(operation).append("\n\n");
            if (operation.equals(Work.ROOF)) {
                report.roof(shapes, out);
            } else if (operation.endsWith(PEERS)) {
                report.peers(shapes, out);
            } else {
                report.table(operation, shapes, out);
            }
        });
        latencies(run.latencies(), out);
        Set<String> charts = ReportCharts.of(run).keySet();
        if (!charts.isEmpty()) {
            out.append("\n## Charts\n");
            charts.forEach(file -> out.append("\n![" + file.replace(".svg", "") + "](" + file + ")\n"));
        }
        return out.toString();
    }

    private void heading(StringBuilder out) {
        out.append(MachineTable.of(facts));
        out.append("\nA time is µs a call, the median of all iterations of all forks, then the least and the most. The")
                .append(" ratio is scalar ÷ vector, of the medians: above 1 the vector backend is faster. Both call")
                .append(" the same public method on one thread, and every fork checked its backend and, before timing")
                .append(" and after, its answers: ours to the bit against the scalar specification. GFLOP/s count a")
                .append(" multiply-add as two; GB/s count each input read once and each output written once.\n");
        if (roofShares) {
            out.append("\nThe roof's time is the larger of two: the call's operations at the processor's rate of")
                    .append(" multiply-adds, and its weights' bytes at the rate of reading so many bytes again and")
                    .append(" again. The share of the roof is that time ÷ the measured one, both of the same fork,")
                    .append(" which measures the two rates after its last iteration: the median of the forks, then the")
                    .append(" worst and the best.\n");
        }
        if (!roofs.rates().isEmpty()) {
            out.append("\nElsewhere the roof is that of the table Roof.peak, of multiply-adds or of reading from the")
                    .append(" level that holds the bytes, and the share holds the clock's drift within the run.\n");
        }
        if (allocation) {
            out.append("\nB a call is what the fork allocated in an iteration, divided by its calls: the median of all")
                    .append(" iterations, then the most. In a fork's first one C2 may still be compiling, and until it")
                    .append(" is done vectors are objects. JMH itself allocates about 13 kB an iteration, in the last")
                    .append(" one five times that, which shows where a call takes milliseconds.\n");
        }
    }

    /** The two sides, or the vector side alone where an operation has no other. */
    private void table(String operation, Map<String, Map<String, WorkloadTimes>> shapes, StringBuilder out) {
        String unit = Work.of(operation, shapes.keySet().iterator().next()).unit();
        boolean both = shapes.values().stream().allMatch(s -> s.containsKey(scalar));
        boolean roof = shapes.values().stream()
                .anyMatch(s -> roofs.share(s.get(vector)).isPresent());
        List<String> backends = both ? List.of(scalar, vector) : List.of(vector);
        List<String> header = new ArrayList<>(List.of("shape"));
        backends.forEach(backend -> header.add(backend + ", µs"));
        if (both) {
            header.add("ratio");
        }
        header.add(vector + ", " + unit);
        if (roof) {
            header.add("% of roof");
        }
        if (allocation) {
            backends.forEach(backend -> header.add("B a call, " + backend));
        }
        Markdown.header(out, header);
        shapes.forEach((shape, sides) -> {
            WorkloadTimes v = sides.get(vector);
            List<String> cells = new ArrayList<>(List.of(shape));
            backends.forEach(
                    backend -> cells.add(Markdown.times(sides.get(backend).micros())));
            if (both) {
                cells.add(Markdown.number(sides.get(scalar).median() / v.median(), 3));
            }
            cells.add(Markdown.number(Work.of(operation, shape).rate(v.median()), 3));
            if (roof) {
                cells.add(share(v));
            }
            if (allocation) {
                backends.forEach(backend -> cells.add(bytes(sides.get(backend).bytesPerCall())));
            }
            Markdown.row(out, cells.toArray(String[]::new));
        });
    }

    /** In its own forks with their spread, or by the run's roof. */
    private String share(WorkloadTimes m) {
        return m.roofShares().isEmpty() ? Markdown.percent(roofs.share(m)) : Markdown.percent(m.roofShares());
    }

    private void roof(Map<String, Map<String, WorkloadTimes>> shapes, StringBuilder out) {
        Markdown.header(out, List.of("of", "rate", ""));
        shapes.forEach((shape, sides) -> {
            WorkloadTimes m = sides.get(vector);
            Work work = Work.of(Work.ROOF, shape);
            Markdown.row(
                    out,
                    shape.equals(RoofMeasurement.MULTIPLY_ADD) ? "multiply-adds" : "reading " + shape,
                    Markdown.number(work.rate(m.median()), 4) + " (" + Markdown.number(work.rate(m.most()), 4) + "–"
                            + Markdown.number(work.rate(m.least()), 4) + ")",
                    work.unit());
        });
    }

    /** Of single calls; the table says what the slowest took too. */
    private static void latencies(List<Latency> latencies, StringBuilder out) {
        if (latencies.isEmpty()) {
            return;
        }
        out.append("\n## Latency\n\nµs that so many per cent of the calls did not exceed; a clock is read before and")
                .append(" after each. 100 % is the slowest call.\n\n");
        List<String> header = new ArrayList<>(List.of("operation", "shape", "by"));
        Latency.PERCENTILES.forEach(p -> header.add(Latency.percentile(p)));
        Markdown.header(out, header);
        for (Latency latency : latencies) {
            List<String> cells = new ArrayList<>(List.of(latency.operation(), latency.shape(), latency.backend()));
            Latency.PERCENTILES.forEach(
                    p -> cells.add(Markdown.number(latency.micros().get(p), 4)));
            Markdown.row(out, cells.toArray(String[]::new));
        }
    }

    /** A column per peer that was timed; of one that cannot run here, the heading says why. */
    private void peers(Map<String, Map<String, WorkloadTimes>> shapes, StringBuilder out) {
        out.append("Each in a fork of its own with the vector side's flags, one after the other for each shape. A")
                .append(" peer sums in another order and may have another exponential, so its answers are held to a")
                .append(" tolerance, not to the bit. The ratio is the fastest peer's median ÷ ")
                .append(PeerNames.OURS)
                .append("'s: above 1 we are faster.");
        if (shapes.values().stream().anyMatch(times -> times.containsKey(WorkloadTimes.PLAIN))) {
            out.append(" loop is plain Java; scalar is what ")
                    .append(PeerNames.OURS)
                    .append(" runs without the Vector API, and beside it the same without C2's own vectors,")
                    .append(" -XX:-UseSuperWord.");
        }
        out.append("\n\n");
        List<String> timed = PeerTitles.timed(shapes.values());
        List<String> header = new ArrayList<>(List.of("shape"));
        timed.forEach(name -> header.add(name + ", µs"));
        header.addAll(List.of("ratio", "fastest peer"));
        Markdown.header(out, header);
        shapes.forEach((shape, times) -> {
            List<String> cells = new ArrayList<>(List.of(shape));
            timed.forEach(name -> cells.add(
                    times.containsKey(name) ? Markdown.times(times.get(name).micros()) : "–"));
            cells.addAll(fastest(times));
            Markdown.row(out, cells.toArray(String[]::new));
        });
    }

    /** How many times as long as ours the fastest peer takes at one shape, and its name. */
    private static List<String> fastest(Map<String, WorkloadTimes> times) {
        Optional<WorkloadTimes> fastest = times.values().stream()
                .filter(m -> !PeerTitles.isOurs(m.backend()))
                .min(Comparator.comparingDouble(WorkloadTimes::median));
        Optional<WorkloadTimes> ours = Optional.ofNullable(times.get(PeerNames.OURS));
        String ratio = ours.flatMap(our -> fastest.map(m -> Markdown.number(m.median() / our.median(), 3)))
                .orElse("–");
        return List.of(ratio, fastest.map(WorkloadTimes::backend).orElse("–"));
    }

    /** Whole bytes, the median and the most: background threads add a fraction to every call. */
    private static String bytes(List<Double> bytes) {
        return bytes.isEmpty()
                ? "–"
                : String.format(Locale.ROOT, "%.0f (%.0f)", Median.of(bytes), bytes.get(bytes.size() - 1));
    }

    /** The last line of what a run prints. */
    static String written(String folder, StoredRun run) {
        List<String> files = new ArrayList<>(List.of("report.md", "machine.json", "jmh.json"));
        files.addAll(ReportCharts.of(run).keySet());
        return "Written to " + folder + ": " + String.join(", ", files);
    }
}
