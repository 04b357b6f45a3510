package io.lanewise.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Writes report.md: the machine, how to read the figures, and a table an operation. */
final class Report {
    private final MachineFacts facts;
    private final String scalar;
    private final String vector;
    private final boolean allocation;
    /** By operation, then shape, then backend, each in the order of the run. */
    private final Map<String, Map<String, Map<String, Measurement>>> operations = new LinkedHashMap<>();

    private Report(MachineFacts facts, List<Measurement> measurements) {
        this.facts = facts;
        this.scalar = facts.sides().get(0).probe().backend();
        this.vector = facts.sides().get(1).probe().backend();
        this.allocation = measurements.stream().anyMatch(m -> m.bytesPerCall().isPresent());
        for (Measurement m : measurements) {
            operations
                    .computeIfAbsent(m.operation(), o -> new LinkedHashMap<>())
                    .computeIfAbsent(m.shape(), s -> new LinkedHashMap<>())
                    .put(m.backend(), m);
        }
    }

    /** The report in Markdown, of facts whose sides are scalar, then vector. */
    static String of(MachineFacts facts, List<Measurement> measurements) {
        Report report = new Report(facts, measurements);
        StringBuilder out = new StringBuilder();
        report.heading(out);
        if (measurements.isEmpty()) {
            out.append("\nJMH timed in other modes than the average time: jmh.json has what it found.\n");
        }
        report.operations.forEach((operation, shapes) -> report.table(operation, shapes, out));
        return out.toString();
    }

    private void heading(StringBuilder out) {
        Probe probe = facts.sides().get(1).probe();
        out.append("# Lanewise, ").append(scalar).append(" and ").append(vector).append("\n\n");
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
        out.append("\nA time is µs a call, the median of all iterations of all forks, then the least and the most. The")
                .append(" ratio is scalar ÷ vector, of the medians: above 1 the vector backend is faster. Both call")
                .append(" the same public method on one thread, and every fork checked its backend, and its answers to")
                .append(" the bit against the scalar specification, before timing and after. GFLOP/s count a")
                .append(" multiply-add as two; GB/s count each input read once and each output written once.\n");
        if (allocation) {
            out.append("\nB a call is what the fork allocated in an iteration, divided by its calls. JMH itself")
                    .append(" allocates about 13 kB an iteration, which shows where a call takes milliseconds.\n");
        }
    }

    private void table(String operation, Map<String, Map<String, Measurement>> shapes, StringBuilder out) {
        String unit = Work.of(operation, shapes.keySet().iterator().next()).unit();
        out.append("\n## ").append(operation).append("\n\n");
        row(out, columns(
                "shape", scalar + ", µs", vector + ", µs", "ratio", vector + ", " + unit, "B a call, " + scalar,
                "B a call, " + vector));
        row(out, columns("---", "---:", "---:", "---:", "---:", "---:", "---:"));
        shapes.forEach((shape, sides) -> {
            Measurement s = sides.get(scalar);
            Measurement v = sides.get(vector);
            row(out, columns(
                    shape,
                    times(s),
                    times(v),
                    number(s.median() / v.median(), 3),
                    number(Work.of(operation, shape).rate(v.median()), 3),
                    bytes(s.bytesPerCall()),
                    bytes(v.bytesPerCall())));
        });
    }

    /** All columns, or all but the last two where nobody counted allocations. */
    private String[] columns(String... all) {
        return allocation ? all : Arrays.copyOf(all, all.length - 2);
    }

    private static void row(StringBuilder out, String... cells) {
        for (String cell : cells) {
            out.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        out.append("|\n");
    }

    private static String times(Measurement m) {
        return number(m.median(), 4) + " (" + number(m.least(), 4) + "–" + number(m.most(), 4) + ")";
    }

    /** Whole bytes: background threads add a fraction to every call. */
    private static String bytes(OptionalDouble bytes) {
        return bytes.isPresent() ? String.format(Locale.ROOT, "%.0f", bytes.getAsDouble()) : "–";
    }

    /** Rounded to so many digits, without an exponent. */
    static String number(double value, int digits) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
        return rounded.setScale(Math.max(0, rounded.scale())).toPlainString();
    }
}
