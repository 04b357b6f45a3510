package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportChartsTest {
    private static WorkloadTimes time(String operation, String shape, double micros) {
        return new WorkloadTimes(operation, shape, "vector-256", List.of(micros), List.of(), List.of());
    }

    private static Set<String> charts(List<WorkloadTimes> measurements) {
        return ReportCharts.of(new StoredRun("a-run", StoredRunTest.FACTS, measurements, List.of()))
                .keySet();
    }

    @Test
    void aLineNeedsPoints() {
        List<WorkloadTimes> layers = new ArrayList<>();
        for (int n = 1; n <= 4; n++) {
            layers.add(time("DenseLayer.forward", n + "x8x16", n));
        }
        assertEquals(Set.of(), charts(layers));
        layers.add(time("DenseLayer.forward", "5x8x16", 5));
        assertEquals(Set.of("batches.svg"), charts(layers));
        layers.add(time("Roof.peak", "fma", 100));
        layers.add(time("Roof.peak", "L1", 100));
        assertEquals(Set.of("roofline.svg", "batches.svg"), charts(layers));
    }

    @Test
    void sampledCallsAreALine() {
        TreeMap<Double, Double> micros = new TreeMap<>();
        Latency.PERCENTILES.forEach(p -> micros.put(p, 1 + p));
        Latency latency = new Latency("Relu.forward", "8", "scalar", micros);
        StoredRun run = new StoredRun("a-run", StoredRunTest.FACTS, List.of(), List.of(latency));
        assertEquals(Set.of("latency.svg"), ReportCharts.of(run).keySet());
        Latency other = new Latency("Dense.forward", "8", "scalar", micros);
        StoredRun two = new StoredRun("a-run", StoredRunTest.FACTS, List.of(), List.of(latency, other));
        assertEquals(
                2, ((List<?>) ReportCharts.of(two).get("latency.svg").option().get("series")).size());
        assertTrue(Report.of(run).contains("| Relu.forward | 8 | scalar | 51 | 91 | 100 | 100.9 | 101.0 | 101 |\n"));
    }

    @Test
    void aRunWithoutLayersHasNone() {
        assertEquals(Set.of(), charts(List.of(time("Relu.forward", "8", 1))));
    }

    @Test
    void aChartIsDrawnWithoutAFont() throws Exception {
        List<WorkloadTimes> layers = new ArrayList<>();
        for (int n = 1; n <= 5; n++) {
            layers.add(time("DenseLayer.forward", "8x8x" + n, n));
        }
        StoredRun run = new StoredRun("a-run", StoredRunTest.FACTS, layers, List.of());
        Chart chart = ReportCharts.of(run).get("neurons.svg");
        String svg = new ChartDrawer().svg(chart);
        assertTrue(svg.startsWith("<svg ") && svg.endsWith("</svg>\n"), svg);
        assertTrue(svg.contains(">ps a multiply-add<") && svg.contains(">8×8×·<"), svg);
    }
}
