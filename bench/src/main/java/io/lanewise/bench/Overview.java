package io.lanewise.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Six workloads that users have, whoever was timed at them: a table, and a chart of the same figures. */
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

    /** By title, then by whom. */
    private final Map<String, Map<String, Measurement>> times = new LinkedHashMap<>();

    private final List<String> columns;

    private Overview(List<StoredRun> runs) {
        for (Workload workload : WORKLOADS) {
            List<Measurement> timed = runs.stream()
                    .map(run -> run.of(workload.operation()).stream()
                            .filter(m -> m.shape().equals(workload.shape()))
                            .toList())
                    .filter(row -> !row.isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no run of the overview has " + workload));
            Map<String, Measurement> row = new LinkedHashMap<>();
            timed.forEach(m -> row.put(m.backend(), m));
            times.put(workload.title(), row);
        }
        columns = Peers.timed(times.values());
    }

    /** A row is of one run: the first of these that has the workload. */
    static Overview of(List<StoredRun> runs) {
        return new Overview(runs);
    }

    String table() {
        StringBuilder out = new StringBuilder();
        List<String> header = new ArrayList<>(List.of("µs a call"));
        times.keySet().forEach(header::add);
        Report.header(out, header);
        for (String column : columns) {
            List<String> cells = new ArrayList<>(List.of(Peers.title(column)));
            times.values().forEach(row -> cells.add(Tables.time(row.get(column))));
            Report.row(out, cells.toArray(String[]::new));
        }
        List<String> ratios = new ArrayList<>(List.of("fastest of the others ÷ Lanewise"));
        times.values().forEach(row -> ratios.add(Report.ratio(row)));
        Report.row(out, ratios.toArray(String[]::new));
        return out.toString();
    }

    /** A line a workload, and on it a dot for everyone in the fastest form. */
    Chart chart() {
        Map<String, List<double[]>> dots = new LinkedHashMap<>();
        List<Map<String, Measurement>> rows = List.copyOf(times.values());
        for (String column : columns) {
            if (!Peers.isCharted(column)) {
                continue;
            }
            List<double[]> places = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).containsKey(column)) {
                    places.add(new double[] {rows.get(i).get(column).median(), i});
                }
            }
            dots.put(Peers.title(column), places);
        }
        return Chart.dots("µs a call", List.copyOf(times.keySet()), dots);
    }
}
