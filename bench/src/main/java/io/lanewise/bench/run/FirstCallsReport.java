package io.lanewise.bench.run;

import com.google.gson.Gson;
import io.lanewise.bench.Median;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report and the charts of {@link FirstCalls}, of what a folder below results/ stores. */
final class FirstCallsReport {
    private final MachineFacts facts;

    /** By network. */
    private final Map<String, List<FirstCallsCase>> cases = new LinkedHashMap<>();

    private FirstCallsReport(MachineFacts facts, FirstCallsCase[] stored) {
        this.facts = facts;
        for (FirstCallsCase one : stored) {
            cases.computeIfAbsent(one.network(), network -> new ArrayList<>()).add(one);
        }
    }

    static FirstCallsReport read(Path folder) throws IOException {
        return new FirstCallsReport(
                StoredRun.facts(folder), new Gson().fromJson(StoredRun.firstCalls(folder), FirstCallsCase[].class));
    }

    String markdown() {
        StringBuilder out = new StringBuilder();
        out.append(MachineTable.of(facts));
        out.append("\nNew JVMs that build a network, or load it as a model, and ask for the probabilities of one row")
                .append(" again and again. Each figure is the median of the JVMs, and then of some the least and the")
                .append(" most. `chosen by itself` has the module and no other flag: the scalar kernels answer until")
                .append(" trials have shown that C2 has compiled the vector ones. A clock is read before and after")
                .append(" each call, which adds some 25 ns.");
        if (cases.values().stream()
                .flatMap(List::stream)
                .anyMatch(way -> way.way().equals(FirstCallsWay.MODULE))) {
            out.append(" The scalar backend in a JVM with the module shows what the module costs the JVM itself, and,")
                    .append(" as its calls are the same as without, by how much they differ by chance.");
        }
        out.append("\n");
        cases.forEach((network, ways) -> {
            out.append("\n## ").append(network).append("\n\n");
            start(out, ways);
            calls(out, ways);
            groups(out, ways);
            out.append("\n![first calls of ")
                    .append(network)
                    .append("](")
                    .append(chart(network))
                    .append(")\n");
        });
        return out.toString();
    }

    private static void start(StringBuilder out, List<FirstCallsCase> ways) {
        out.append("From the start of the JVM to its first answer, of that the warm-up; what the first 10,000 calls")
                .append(" take together; and for how long calls go on until they are as fast as the steady ones, those")
                .append(" at the end.\n\n");
        Markdown.header(
                out, List.of("by", "first answer, ms", "warm-up, ms", "10,000 calls, ms", "steady after, ms of calls"));
        for (FirstCallsCase way : ways) {
            Markdown.row(
                    out,
                    FirstCallsWay.title(way.way()),
                    times(way.startMillis()),
                    way.warmUpMillis().isEmpty() ? "–" : times(way.warmUpMillis()),
                    times(way.sumMillis()),
                    times(way.settledMillis()));
        }
    }

    private static void calls(StringBuilder out, List<FirstCallsCase> ways) {
        out.append("\nThe first 10,000 calls in µs, but for the first one. A call's time is its median over the JVMs:")
                .append(" the longest, the largest ratio to the same call's on the scalar backend, and how many")
                .append(
                        " calls take over twice as long as there. The longest single call is that of each JVM, with the machine's pauses. 99 % are of all 10,000 calls,")
                .append(" beside the median of 10,000 steady ones.\n\n");
        Markdown.header(
                out,
                List.of(
                        "by",
                        "longest call, µs",
                        "largest ratio to scalar",
                        "calls over twice scalar",
                        "longest single call, µs",
                        "99 %, µs",
                        "steady, µs",
                        "99 % ÷ steady"));
        for (FirstCallsCase way : ways) {
            List<FirstCallsCase.Group> later =
                    way.groups().subList(1, way.groups().size());
            double worst = later.stream()
                    .mapToDouble(FirstCallsCase.Group::worstMicros)
                    .max()
                    .orElseThrow();
            double ratio = later.stream()
                    .mapToDouble(FirstCallsCase.Group::ratio)
                    .max()
                    .orElseThrow();
            Markdown.row(
                    out,
                    FirstCallsWay.title(way.way()),
                    Markdown.number(worst, 3),
                    Markdown.number(ratio, 3),
                    Integer.toString(way.overTwice()),
                    times(way.worstMicros()),
                    times(way.p99Micros()),
                    times(way.steadyMicros()),
                    Markdown.number(median(way.p99Micros()) / median(way.steadyMicros()), 3));
        }
        for (FirstCallsCase way : ways) {
            way.waiting().stream()
                    .filter(text -> !text.isEmpty())
                    .distinct()
                    .forEach(text -> out.append("\nAt the end of ")
                            .append(Collections.frequency(way.waiting(), text))
                            .append(" of ")
                            .append(way.waiting().size())
                            .append(" JVMs, ")
                            .append(FirstCallsWay.title(way.way()))
                            .append(": ")
                            .append(text)
                            .append(".\n"));
        }
    }

    private static void groups(StringBuilder out, List<FirstCallsCase> ways) {
        out.append("\nGroups of calls, of each the median and the longest, µs; in brackets, for `")
                .append(FirstCallsWay.title(FirstCallsWay.AUTO))
                .append("`, the largest ratio to the same call's on the scalar backend.\n\n");
        List<String> header = new ArrayList<>(List.of("calls"));
        ways.forEach(way -> header.add(FirstCallsWay.title(way.way())));
        Markdown.header(out, header);
        for (int i = 0; i < FirstCallsCase.GROUPS.size(); i++) {
            List<String> cells = new ArrayList<>(List.of(group(i)));
            for (FirstCallsCase way : ways) {
                cells.add(cell(way, way.groups().get(i)));
            }
            Markdown.row(out, cells.toArray(String[]::new));
        }
    }

    private static String cell(FirstCallsCase way, FirstCallsCase.Group group) {
        String median = Markdown.number(group.medianMicros(), 3);
        String longest = Markdown.number(group.worstMicros(), 3);
        return (longest.equals(median) ? median : median + ", " + longest)
                + (way.way().equals(FirstCallsWay.AUTO) ? " (" + Markdown.number(group.ratio(), 3) + ")" : "");
    }

    /** By file. */
    Map<String, Chart> charts() {
        List<String> names =
                FirstCallsCase.GROUPS.stream().map(Object::toString).toList();
        Map<String, Chart> charts = new LinkedHashMap<>();
        cases.forEach((network, ways) -> {
            Map<String, List<Double>> lines = new LinkedHashMap<>();
            for (FirstCallsCase way : ways) {
                lines.put(
                        FirstCallsWay.title(way.way()),
                        way.groups().stream()
                                .map(FirstCallsCase.Group::medianMicros)
                                .toList());
            }
            charts.put(chart(network), Chart.steps("calls until then", names, "µs a call", lines));
        });
        return charts;
    }

    private static String chart(String network) {
        return "first-calls-" + network + ".svg";
    }

    private static String times(List<Double> values) {
        return Markdown.times(values.stream().sorted().toList());
    }

    private static double median(List<Double> values) {
        return Median.of(values.stream().sorted().toList());
    }

    private static String group(int i) {
        int first = i == 0 ? 1 : FirstCallsCase.GROUPS.get(i - 1) + 1;
        int last = FirstCallsCase.GROUPS.get(i);
        return first == last ? Integer.toString(first) : first + "–" + last;
    }
}
