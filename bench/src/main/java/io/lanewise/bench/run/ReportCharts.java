package io.lanewise.bench.run;

import io.lanewise.bench.MemoryLevel;
import io.lanewise.bench.PeerNames;
import io.lanewise.bench.RoofMeasurement;
import io.lanewise.bench.Shape;
import io.lanewise.bench.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;

/** The charts of one run's report, by their file's name: those that the run has enough points for. */
final class ReportCharts {
    /** A line with fewer points is left out. */
    private static final int POINTS = 5;

    private static final String BATCH = "batch";

    /** Our dense layers: a run's charts show the first of these that it has. */
    private static final List<String> LAYERS = List.of("DensePeers.forward", "DenseLayer.forward", "Dense.forward");

    private ReportCharts() {}

    static Map<String, Chart> of(StoredRun run) {
        Map<String, Chart> charts = new LinkedHashMap<>();
        List<WorkloadTimes> layers = layers(run);
        roofline(run, layers, charts);
        // The other two sizes are in a line's name: 784×128.
        lines(charts, "batches.svg", layers, 0, BATCH, "µs a row", (s, m) -> m.median() / s[0]);
        lines(charts, "inputs.svg", layers, 1, "inputs", "ps a multiply-add", ReportCharts::picosPerMultiply);
        lines(charts, "neurons.svg", layers, 2, "neurons", "ps a multiply-add", ReportCharts::picosPerMultiply);
        latencies(run.latencies(), charts);
        return charts;
    }

    /** A line per operation, shape and backend. */
    private static void latencies(List<Latency> latencies, Map<String, Chart> charts) {
        Map<String, List<Double>> lines = new LinkedHashMap<>();
        boolean oneOperation =
                latencies.stream().map(Latency::operation).distinct().count() == 1;
        boolean oneShape = latencies.stream().map(Latency::shape).distinct().count() == 1;
        for (Latency latency : latencies) {
            lines.put(
                    (oneOperation ? "" : latency.operation() + ", ")
                            + (oneShape ? "" : latency.shape() + ", ")
                            + PeerTitles.title(latency.backend()),
                    Latency.PERCENTILES.stream().map(latency.micros()::get).toList());
        }
        if (!lines.isEmpty()) {
            List<String> percentiles =
                    Latency.PERCENTILES.stream().map(Latency::percentile).toList();
            charts.put("latency.svg", Chart.steps("calls", percentiles, "µs, at most", lines));
        }
    }

    private static double picosPerMultiply(int[] s, WorkloadTimes m) {
        return m.median() * 1e6 / ((double) s[0] * s[1] * s[2]);
    }

    private static List<WorkloadTimes> layers(StoredRun run) {
        String vector = run.facts().sides().get(1).probe().backend();
        return LAYERS.stream()
                .map(operation -> run.of(operation).stream()
                        .filter(m -> m.backend().equals(PeerNames.OURS)
                                || m.backend().equals(vector))
                        .toList())
                .filter(layers -> !layers.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Lines along one of the sizes, where the two others stay the same. */
    private static void lines(
            Map<String, Chart> charts,
            String file,
            List<WorkloadTimes> layers,
            int along,
            String xAxis,
            String yAxis,
            ToDoubleBiFunction<int[], WorkloadTimes> y) {
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        for (WorkloadTimes m : layers) {
            int[] s = sizes(m);
            String name = switch (along) {
                case 0 -> s[1] + "×" + s[2];
                case 1 -> s[0] + "×·×" + s[2];
                default -> s[0] + "×" + s[1] + "×·";
            };
            lines.computeIfAbsent(name, n -> new ArrayList<>()).add(new double[] {s[along], y.applyAsDouble(s, m)});
        }
        lines.values().removeIf(points -> points.size() < POINTS);
        lines.values().forEach(points -> points.sort(Comparator.comparingDouble(p -> p[0])));
        if (!lines.isEmpty()) {
            String type = along == 0 ? "log" : "value";
            charts.put(file, Chart.lines(xAxis, type, yAxis, type, lines));
        }
    }

    /** GFLOP/s over the operations per byte of x, weights and y; the roofs are those of the same run. */
    private static void roofline(StoredRun run, List<WorkloadTimes> layers, Map<String, Chart> charts) {
        Map<String, Double> roofs = RoofRates.of(run).rates();
        if (!roofs.containsKey(RoofMeasurement.MULTIPLY_ADD) || layers.size() < POINTS) {
            return;
        }
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        List<double[]> points =
                new ArrayList<>(layers.stream().map(ReportCharts::point).toList());
        points.sort(Comparator.comparingDouble(p -> p[0]));
        lines.put(PeerTitles.title(PeerNames.OURS), points);
        double from = points.get(0)[0];
        double to = points.get(points.size() - 1)[0];
        double peak = roofs.get(RoofMeasurement.MULTIPLY_ADD);
        for (MemoryLevel level : MemoryLevel.values()) {
            if (roofs.containsKey(level.title)) {
                double rate = roofs.get(level.title);
                lines.put(
                        "roof, reading " + level.title,
                        Stream.of(from, Math.max(from, Math.min(to, peak / rate)), to)
                                .map(x -> new double[] {x, Math.min(peak, x * rate)})
                                .toList());
            }
        }
        charts.put("roofline.svg", Chart.lines("operations a byte", "log", "GFLOP/s", "log", lines));
    }

    private static double[] point(WorkloadTimes m) {
        int[] s = sizes(m);
        double bytes = Float.BYTES * ((double) s[0] * s[1] + (double) s[1] * s[2] + (double) s[0] * s[2]);
        Work work = Work.of("DenseLayer.forward", m.shape());
        return new double[] {work.amount() / bytes, work.rate(m.median())};
    }

    private static int[] sizes(WorkloadTimes m) {
        return Shape.sizes(m.shape(), BATCH, "inputs", "neurons");
    }
}
