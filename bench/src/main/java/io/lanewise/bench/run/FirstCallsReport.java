package io.lanewise.bench.run;

import com.google.gson.Gson;
import io.lanewise.bench.FirstCallsProbe;
import io.lanewise.bench.Median;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The report and the chart of {@link FirstCalls}, of what a folder below results/ stores. */
final class FirstCallsReport {
    /** The file of the chart. */
    static final String CHART = "first-calls.svg";

    /** By backend: the forks' milliseconds until it is chosen, ascending. */
    private final Map<String, List<Double>> starts;

    /** By backend: microseconds per call, of each group the median over the forks of its median call. */
    private final Map<String, List<Double>> micros;

    private final MachineFacts facts;

    private FirstCallsReport(MachineFacts facts, Map<String, List<Double>> starts, Map<String, List<Double>> micros) {
        this.facts = facts;
        this.starts = starts;
        this.micros = micros;
    }

    /** What is stored: by backend its forks. */
    record Forks(Map<String, List<Double>> startMillis, Map<String, List<List<Double>>> callMicros) {
        Forks() {
            this(new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        void start(String backend, Properties said) {
            startMillis.computeIfAbsent(backend, b -> new ArrayList<>()).add(Double.valueOf(said.getProperty("start")));
        }

        void calls(String backend, Properties said) {
            callMicros
                    .computeIfAbsent(backend, b -> new ArrayList<>())
                    .add(Stream.of(said.getProperty("micros").split(" "))
                            .map(Double::valueOf)
                            .toList());
        }
    }

    static FirstCallsReport read(Path folder) throws IOException {
        Forks forks = new Gson().fromJson(StoredRun.firstCalls(folder), Forks.class);
        Map<String, List<Double>> starts = new LinkedHashMap<>();
        forks.startMillis.forEach((backend, millis) ->
                starts.put(backend, millis.stream().sorted().toList()));
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        forks.callMicros.forEach((backend, calls) -> {
            List<Double> medians = new ArrayList<>();
            for (int i = 0; i < FirstCallsProbe.GROUPS.size(); i++) {
                int group = i;
                medians.add(Median.of(
                        calls.stream().map(fork -> fork.get(group)).sorted().toList()));
            }
            micros.put(backend, medians);
        });
        return new FirstCallsReport(StoredRun.facts(folder), starts, micros);
    }

    String markdown() {
        StringBuilder out = new StringBuilder();
        out.append(MachineTable.of(facts));
        out.append("\n## The start\n\nms until a new JVM has chosen its backend (`Backend.current()`), which loads")
                .append(" classes, asks the JVM for its flags and holds the vector kernels to the scalar ones; and")
                .append(" until another has done one multiply-add by the Vector API, without Lanewise. The median of")
                .append(" the JVMs, then the least and the most.\n\n");
        Markdown.header(out, List.of("what", "ms"));
        starts.forEach((backend, millis) -> Markdown.row(out, backend, Markdown.times(millis)));
        out.append("\n## The first calls of Session.probabilities, ")
                .append(FirstCallsProbe.SHAPE)
                .append("\n\nµs a call in new JVMs that do nothing else, after the network is made: of each group of")
                .append(" calls the median, and of the JVMs the median again.\n\n");
        List<String> header = new ArrayList<>(List.of("calls"));
        micros.keySet().forEach(backend -> header.add(backend + ", µs"));
        Markdown.header(out, header);
        for (int i = 0; i < FirstCallsProbe.GROUPS.size(); i++) {
            List<String> cells = new ArrayList<>(List.of(group(i)));
            for (List<Double> medians : micros.values()) {
                cells.add(Markdown.number(medians.get(i), 3));
            }
            Markdown.row(out, cells.toArray(String[]::new));
        }
        return out.append("\n![first calls](" + CHART + ")\n").toString();
    }

    Chart chart() {
        List<String> groups =
                FirstCallsProbe.GROUPS.stream().map(Object::toString).toList();
        return Chart.steps("calls until then", groups, "µs a call", micros);
    }

    private static String group(int i) {
        int first = i == 0 ? 1 : FirstCallsProbe.GROUPS.get(i - 1) + 1;
        int last = FirstCallsProbe.GROUPS.get(i);
        return first == last ? Integer.toString(first) : first + "–" + last;
    }
}
