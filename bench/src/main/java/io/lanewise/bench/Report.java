package io.lanewise.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** Writes report.md: the machine, how to read the figures, and a table an operation. */
final class Report {
    static final String ROOF = "Roof.peak";

    /** How an operation that peers have one beside the other ends. */
    private static final String PEERS = "Peers.forward";

    /** As JMH's JSON names them. */
    static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99, 100.0);

    private final MachineFacts facts;
    private final String scalar;
    private final String vector;
    private final boolean allocation;
    private final Roofs roofs;
    private final boolean roofShares;
    /** By operation, then shape, then backend, each in the order of the run. */
    private final Map<String, Map<String, Map<String, Measurement>>> operations = new LinkedHashMap<>();

    private Report(StoredRun run) {
        List<Measurement> measurements = run.measurements();
        this.facts = run.facts();
        this.scalar = facts.sides().get(0).probe().backend();
        this.vector = facts.sides().get(1).probe().backend();
        this.allocation = measurements.stream().anyMatch(m -> !m.bytesPerCall().isEmpty());
        this.roofs = Roofs.of(run);
        this.roofShares = measurements.stream().anyMatch(m -> !m.roofShares().isEmpty());
        for (Measurement m : measurements) {
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
            if (operation.equals(ROOF)) {
                report.roof(shapes, out);
            } else if (operation.endsWith(PEERS)) {
                report.peers(shapes, out);
            } else {
                report.table(operation, shapes, out);
            }
        });
        latencies(run.latencies(), out);
        Set<String> charts = RunCharts.of(run).keySet();
        if (!charts.isEmpty()) {
            out.append("\n## Charts\n");
            charts.forEach(file -> out.append("\n![" + file.replace(".svg", "") + "](" + file + ")\n"));
        }
        return out.toString();
    }

    /** What the run was measured on. */
    static void machine(MachineFacts facts, StringBuilder out) {
        Probe probe = facts.sides().get(1).probe();
        String scalar = facts.sides().get(0).probe().backend();
        out.append("# Lanewise, ").append(scalar).append(" and ").append(probe.backend()).append("\n\n");
        out.append("| | |\n| --- | --- |\n");
        row(out, "processor", facts.processor().model() + ", " + facts.processor().cores() + " cores");
        row(out, "system", probe.os());
        row(out, "JDK", probe.jdk() + "; " + probe.vm());
        row(out, "commit", facts.commit().hash() + ", " + facts.commit().state());
        row(out, "command", "`" + facts.command() + "`");
        row(out, "date", facts.date() + ", after " + facts.seconds() + " s");
        row(out, "timing", facts.iterations());
        for (MachineFacts.ProbedSide side : facts.sides()) {
            row(out, side.probe().backend(), "`" + String.join(" ", side.flags()) + "`: " + side.probe().reason());
        }
        for (MachineFacts.ProbedSide side : facts.sides()) {
            row(
                    out,
                    "MNIST, " + side.probe().backend(),
                    side.probe().mnistRight() + " of " + side.probe().mnistImages() + " images right, mean loss "
                            + side.probe().mnistLoss());
        }
        facts.peers().forEach((name, said) -> row(out, name, said));
    }

    private void heading(StringBuilder out) {
        machine(facts, out);
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
    private void table(String operation, Map<String, Map<String, Measurement>> shapes, StringBuilder out) {
        String unit = Work.of(operation, shapes.keySet().iterator().next()).unit();
        boolean both = shapes.values().stream().allMatch(s -> s.containsKey(scalar));
        boolean roof = shapes.values().stream().anyMatch(s -> roofs.share(s.get(vector)).isPresent());
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
        header(out, header);
        shapes.forEach((shape, sides) -> {
            Measurement v = sides.get(vector);
            List<String> cells = new ArrayList<>(List.of(shape));
            backends.forEach(backend -> cells.add(times(sides.get(backend))));
            if (both) {
                cells.add(number(sides.get(scalar).median() / v.median(), 3));
            }
            cells.add(number(Work.of(operation, shape).rate(v.median()), 3));
            if (roof) {
                cells.add(share(v));
            }
            if (allocation) {
                backends.forEach(backend -> cells.add(bytes(sides.get(backend).bytesPerCall())));
            }
            row(out, cells.toArray(String[]::new));
        });
    }

    /** In its own forks with their spread, or by the run's roof. */
    private String share(Measurement m) {
        return m.roofShares().isEmpty() ? percent(roofs.share(m)) : percent(m.roofShares());
    }

    private void roof(Map<String, Map<String, Measurement>> shapes, StringBuilder out) {
        header(out, List.of("of", "rate", ""));
        shapes.forEach((shape, sides) -> {
            Measurement m = sides.get(vector);
            Work work = Work.of(ROOF, shape);
            row(
                    out,
                    shape.equals(Roof.MULTIPLY_ADD) ? "multiply-adds" : "reading " + shape,
                    number(work.rate(m.median()), 4) + " (" + number(work.rate(m.most()), 4) + "–"
                            + number(work.rate(m.least()), 4) + ")",
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
        PERCENTILES.forEach(p -> header.add(percentile(p)));
        header(out, header);
        for (Latency latency : latencies) {
            List<String> cells = new ArrayList<>(List.of(latency.operation(), latency.shape(), latency.backend()));
            PERCENTILES.forEach(p -> cells.add(number(latency.micros().get(p), 4)));
            row(out, cells.toArray(String[]::new));
        }
    }

    /** 99.9 %, 100 %. */
    static String percentile(double percent) {
        return new BigDecimal(Double.toString(percent)).stripTrailingZeros().toPlainString() + " %";
    }

    /** A column a peer that was timed; of one that cannot run here, the heading says why. */
    private void peers(Map<String, Map<String, Measurement>> shapes, StringBuilder out) {
        out.append("Each in a fork of its own with the vector side's flags, one after the other for each shape. A")
                .append(" peer sums in another order and may have another exponential, so its answers are held to a")
                .append(" tolerance, not to the bit. The ratio is the fastest peer's median ÷ ")
                .append(Measurement.OURS)
                .append("'s: above 1 we are faster.");
        if (shapes.values().stream().anyMatch(times -> times.containsKey(Measurement.PLAIN))) {
            out.append(" loop is plain Java; scalar is what ")
                    .append(Measurement.OURS)
                    .append(" runs without the Vector API, and beside it the same without C2's own vectors,")
                    .append(" -XX:-UseSuperWord.");
        }
        out.append("\n\n");
        List<String> timed = Peers.timed(shapes.values());
        List<String> header = new ArrayList<>(List.of("shape"));
        timed.forEach(name -> header.add(name + ", µs"));
        header.addAll(List.of("ratio", "fastest peer"));
        header(out, header);
        shapes.forEach((shape, times) -> {
            List<String> cells = new ArrayList<>(List.of(shape));
            timed.forEach(name -> cells.add(times.containsKey(name) ? times(times.get(name)) : "–"));
            cells.add(ratio(times));
            cells.add(Peers.fastest(times).map(Measurement::backend).orElse("–"));
            row(out, cells.toArray(String[]::new));
        });
    }

    /** Of the fastest peer to ours, of the times of one shape. */
    static String ratio(Map<String, Measurement> times) {
        OptionalDouble ratio = Peers.ratio(times);
        return ratio.isEmpty() ? "–" : number(ratio.getAsDouble(), 3);
    }

    /** Column names, the first to the left and the others, mostly numbers, to the right. */
    static void header(StringBuilder out, List<String> names) {
        row(out, names.toArray(String[]::new));
        row(out, Stream.concat(Stream.of("---"), names.stream().skip(1).map(n -> "---:")).toArray(String[]::new));
    }

    static void row(StringBuilder out, String... cells) {
        for (String cell : cells) {
            out.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        out.append("|\n");
    }

    /** The median of ascending shares, then the worst and the best where there are several. */
    private static String percent(List<Double> shares) {
        String median = percent(Measurement.median(shares));
        return shares.size() == 1
                ? median
                : median + " (" + percent(shares.get(0)) + "–" + percent(shares.get(shares.size() - 1)) + ")";
    }

    static String percent(OptionalDouble share) {
        return share.isEmpty() ? "–" : percent(share.getAsDouble());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    static String times(Measurement m) {
        return times(m.micros());
    }

    /** The median, the least and the most of values that ascend. */
    static String times(List<Double> values) {
        return number(Measurement.median(values), 4) + " (" + number(values.get(0), 4) + "–"
                + number(values.get(values.size() - 1), 4) + ")";
    }

    /** Whole bytes, the median and the most: background threads add a fraction to every call. */
    private static String bytes(List<Double> bytes) {
        return bytes.isEmpty()
                ? "–"
                : String.format(
                        Locale.ROOT, "%.0f (%.0f)", Measurement.median(bytes), bytes.get(bytes.size() - 1));
    }

    /** Rounded to so many digits, without an exponent. */
    static String number(double value, int digits) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
        return rounded.setScale(Math.max(0, rounded.scale())).toPlainString();
    }
}
