package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageTablesTest {
    private static WorkloadTimes time(String operation, String shape, String who, double micros) {
        return new WorkloadTimes(operation, shape, who, List.of(micros), List.of(), List.of());
    }

    private static Map<String, StoredRun> runs(List<WorkloadTimes> measurements) {
        return Map.of("one", new StoredRun("one", StoredRunTest.FACTS, measurements, List.of()));
    }

    private static StoredRun run(String name, List<WorkloadTimes> measurements) {
        return new StoredRun(name, StoredRunTest.FACTS, measurements, List.of());
    }

    @Test
    void peersShowHowManyTimesAsLongTheyTake() {
        var runs = runs(List.of(
                time("SoftmaxPeers.forward", "1x10", "onednn", 1.2345),
                time("SoftmaxPeers.forward", "1x10", "lanewise", 0.5),
                time("SoftmaxPeers.forward", "2x10", "lanewise", 1),
                time("SoftmaxPeers.forward", "2x10", "loop", 0.25)));
        assertEquals("""
                before
                <!-- peers SoftmaxPeers.forward one -->
                | shape | Lanewise, µs | plain Java | oneDNN | fastest of the others |
                | --- | ---: | ---: | ---: | ---: |
                | 1×10 | 0.5 | – | 2.47 | 2.47 |
                | 2×10 | 1 | 0.25 | – | 0.25 |
                <!-- end -->
                after
                """, PageTables.renewed("""
                before
                <!-- peers SoftmaxPeers.forward one -->
                old
                <!-- end -->
                after
                """, runs));
    }

    /** A time of one run beside a time of another would be no ratio, and the first run's stand where both have one. */
    @Test
    void aRatioIsOfOneRun() {
        String operation = "SoftmaxPeers.forward";
        var runs = Map.of(
                "new",
                run(
                        "new",
                        List.of(
                                time(operation, "1x10", "lanewise", 1),
                                time(operation, "1x10", "scalar", 0.5),
                                time(operation, "1x10", "loop", 3),
                                time(operation, "2x10", "loop", 1))),
                "old",
                run(
                        "old",
                        List.of(
                                time(operation, "1x10", "lanewise", 2),
                                time(operation, "1x10", "loop", 1),
                                time(operation, "1x10", "onednn", 5),
                                time(operation, "2x10", "lanewise", 2),
                                time(operation, "2x10", "onednn", 1))));
        String page = "<!-- peers " + operation + " new old -->\n<!-- end -->";
        assertTrue(PageTables.renewed(page, runs).endsWith("""
                | 1×10 | 1 | 0.5 | 3 | 2.5 | 2.5 |
                | 2×10 | 2 | – | – | 0.5 | 0.5 |
                <!-- end -->"""), PageTables.renewed(page, runs));
        assertEquals(Set.of("2×10"), PageTables.losses(page, runs));
    }

    @Test
    void anEndingIsWhatTheRunPrints() {
        var runs = runs(
                List.of(time("Softmax.forward", "1x10", "vector-256", 1), time("Relu.forward", "8", "vector-256", 1)));
        String page = PageTables.renewed("<!-- ending one Relu.forward -->\n<!-- end -->", runs);
        assertTrue(page.startsWith("<!-- ending one Relu.forward -->\n```\n## Relu.forward\n\n| shape |"), page);
        assertTrue(page.endsWith("\nWritten to results/local: report.md, machine.json, jmh.json\n```\n<!-- end -->"));
    }

    @Test
    void theOverviewHasSixWorkloads() {
        List<WorkloadTimes> times = new ArrayList<>();
        for (String who : List.of("lanewise", "loop")) {
            for (String shape : List.of("1x4-5-2", "1x784-512-256-10", "256x784-512-256-10")) {
                times.add(time("NetworkPeers.forward", shape, who, who.length()));
            }
            times.add(time("DensePeers.forward", "1x64x64", who, 2));
            times.add(time("DensePeers.forward", "256x1024x1024", who, 2));
            times.add(time("SoftmaxPeers.forward", "256x1000", who, 2));
        }
        String text = "<!-- overview one -->\n<!-- end -->";
        String page = PageTables.renewed(text, runs(times));
        assertTrue(page.contains("| Lanewise, µs per call | 8 | 2 | 8 | 8 | 2 | 2 |\n"), page);
        assertTrue(page.contains("| plain Java | 0.5 | 1 | 0.5 | 0.5 | 1 | 1 |\n"), page);
        assertTrue(page.contains("| fastest of the others | 0.5 | 1 | 0.5 | 0.5 | 1 | 1 |\n"), page);
        assertEquals(
                2,
                ((List<?>) PageTables.overview(text, runs(times))
                                .chart()
                                .option()
                                .get("series"))
                        .size());
        assertThrows(IllegalArgumentException.class, () -> PageTables.renewed(text, runs(times.subList(1, 6))));
    }

    /** Four lines, and the workloads that all four were timed at. */
    @Test
    void theReasonsAreFourLines() {
        List<WorkloadTimes> times = new ArrayList<>();
        for (String who : List.of("lanewise", "mkl", "onnxruntime", "djl", "nd4j", "loop")) {
            for (String shape : List.of("1x4-5-2", "1x784-512-256-10", "256x784-512-256-10")) {
                times.add(time("NetworkPeers.forward", shape, who, who.length()));
            }
            times.add(time("SoftmaxPeers.forward", "256x1000", who, 2));
            if (!who.equals("onnxruntime")) {
                times.add(time("DensePeers.forward", "1x64x64", who, 2));
                times.add(time("DensePeers.forward", "256x1024x1024", who, 2));
            }
        }
        String page = PageTables.renewed("<!-- why one -->\n<!-- end -->", runs(times));
        assertTrue(page.endsWith("""
                | --- | ---: | ---: | ---: | ---: |
                | ONNX Runtime | 1.38 | 1.38 | 1.38 | 1 |
                | DJL, PyTorch | 0.375 | 0.375 | 0.375 | 1 |
                | ND4J | 0.5 | 0.5 | 0.5 | 1 |
                | plain Java | 0.5 | 0.5 | 0.5 | 1 |
                <!-- end -->"""), page);
    }

    @Test
    void aRunThatIsNotThereFails() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> PageTables.renewed("<!-- peers Relu.forward two -->\n<!-- end -->", runs(List.of())));
        assertTrue(e.getMessage().contains("the run two, not one of [one]"), e.getMessage());
    }
}
