package io.lanewise.bench.run;

import io.lanewise.bench.PeerNames;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Six workloads that users have, whoever was timed at them: tables, and a chart of the same figures. */
final class Overview {
    /**
     * A workload.
     *
     * @param title for a reader
     */
    private record Workload(String title, String operation, String shape) {}

    private static final List<Workload> WORKLOADS = List.of(
            new Workload("network 4-5-2, 1 row", "NetworkPeers.forward", "1x4-5-2"),
            new Workload("layer 64×64, 1 row", "DensePeers.forward", "1x64x64"),
            new Workload("network 784-512-256-10, 1 row", "NetworkPeers.forward", "1x784-512-256-10"),
            new Workload("network 784-512-256-10, 256 rows", "NetworkPeers.forward", "256x784-512-256-10"),
            new Workload("layer 1024×1024, 256 rows", "DensePeers.forward", "256x1024x1024"),
            new Workload("softmax of 1000, 256 rows", "SoftmaxPeers.forward", "256x1000"));

    /** What else a Java program runs a whole network with. */
    private static final List<String> FRAMEWORKS = List.of("onnxruntime", "djl", "nd4j", "loop");

    private final Map<Workload, PeerRatios> rows = new LinkedHashMap<>();

    private Overview(List<StoredRun> runs) {
        for (Workload workload : WORKLOADS) {
            PeerRatios row = PeerRatios.of(runs, workload.operation()).get(workload.shape());
            if (row == null) {
                throw new IllegalArgumentException("no run of the overview has " + workload);
            }
            rows.put(workload, row);
        }
    }

    /** Each time is of the first of these runs that has it. */
    static Overview of(List<StoredRun> runs) {
        return new Overview(runs);
    }

    /** All workloads, and everyone who was timed at one of them. */
    String table() {
        StringBuilder out = new StringBuilder();
        heading("", rows.keySet(), out);
        line(
                "Lanewise, µs per call",
                rows.values(),
                row -> Markdown.number(row.ours().median(), 3),
                out);
        for (String name : names()) {
            line(PeerTitles.title(name), rows.values(), row -> row.cell(name), out);
        }
        line("fastest of the others", rows.values(), PeerRatios::leastCell, out);
        return out.toString();
    }

    /** The workloads that each of {@link #FRAMEWORKS} was timed at, and how long these take. */
    String frameworks() {
        Map<Workload, PeerRatios> common = new LinkedHashMap<>(rows);
        common.values().removeIf(row -> !row.others().keySet().containsAll(FRAMEWORKS));
        StringBuilder out = new StringBuilder();
        heading("times as long as Lanewise", common.keySet(), out);
        for (String name : FRAMEWORKS) {
            line(PeerTitles.title(name), common.values(), row -> row.cell(name), out);
        }
        return out.toString();
    }

    private static void heading(String corner, Collection<Workload> workloads, StringBuilder out) {
        Markdown.header(
                out,
                Stream.concat(Stream.of(corner), workloads.stream().map(Workload::title))
                        .toList());
    }

    private static void line(
            String name, Collection<PeerRatios> rows, Function<PeerRatios, String> cell, StringBuilder out) {
        Markdown.row(
                out, Stream.concat(Stream.of(name), rows.stream().map(cell)).toArray(String[]::new));
    }

    private List<String> names() {
        return PeerTitles.timed(rows.values().stream().map(PeerRatios::others).toList());
    }

    /** A line per workload, and on it a dot for everyone in the fastest form. */
    Chart chart() {
        List<PeerRatios> lines = List.copyOf(rows.values());
        Map<String, List<double[]>> dots = new LinkedHashMap<>();
        dots.put(
                PeerTitles.title(PeerNames.OURS),
                IntStream.range(0, lines.size())
                        .mapToObj(i -> new double[] {1, i})
                        .toList());
        for (String name : names()) {
            if (PeerTitles.isCharted(name)) {
                dots.put(
                        PeerTitles.title(name),
                        IntStream.range(0, lines.size())
                                .filter(i -> lines.get(i).others().containsKey(name))
                                .mapToObj(
                                        i -> new double[] {lines.get(i).others().get(name), i})
                                .toList());
            }
        }
        List<String> titles = rows.keySet().stream().map(Workload::title).toList();
        return Chart.dots("times as long as Lanewise", titles, dots);
    }
}
