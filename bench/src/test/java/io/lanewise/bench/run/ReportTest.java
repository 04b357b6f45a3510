package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final MachineFacts FACTS = StoredRunTest.FACTS;

    private static WorkloadTimes measurement(
            String operation, String shape, String backend, List<Double> roofShares, Double... micros) {
        return new WorkloadTimes(operation, shape, backend, List.of(micros), List.of(), roofShares);
    }

    private static WorkloadTimes relu(String backend, List<Double> bytes, Double... micros) {
        return new WorkloadTimes("Relu.forward", "1000", backend, List.of(micros), bytes, List.of());
    }

    private static String report(List<WorkloadTimes> measurements) {
        return report(FACTS, measurements);
    }

    private static String report(MachineFacts facts, List<WorkloadTimes> measurements) {
        return Report.of(new StoredRun("a-run", facts, measurements, List.of()));
    }

    @Test
    void aRowHasMedianSpreadRatioAndRate() {
        String report = report(List.of(
                relu("scalar", List.of(), 30.0, 10.0, 20.0), relu("vector-256", List.of(), 8.0, 4.0, 6.0, 2.0)));
        // Median of 2, 4, 6, 8: 5. 8000 bytes in 5 µs: 1.6 GB/s.
        assertTrue(
                report.contains("\n## Relu.forward\n\n"
                        + "| shape | scalar, µs | vector-256, µs | ratio | vector-256, GB/s |\n"
                        + "| --- | ---: | ---: | ---: | ---: |\n"
                        + "| 1000 | 20 (10–30) | 5 (2–8) | 4 | 1.60 |\n"),
                report);
    }

    @Test
    void allocationsHaveColumnsWhereTheyWereCounted() {
        String report = report(List.of(
                relu("scalar", List.of(17.0, 16.2, 15.0), 20.0),
                relu("vector-256", List.of(0.001, 640.0, 0.002), 10.0)));
        assertTrue(report.contains("| B a call, scalar | B a call, vector-256 |\n"), report);
        assertTrue(report.contains("| 2 | 0.800 | 16 (17) | 0 (640) |\n"), report);
        assertTrue(report.contains("JMH itself allocates about 13 kB an iteration"), report);
    }

    @Test
    void aDenseLayerShowsItsShareOfTheRoof() {
        String report = report(List.of(
                measurement("DenseLayer.forward", "1x4x5", "scalar", List.of(), 4.0),
                measurement("DenseLayer.forward", "1x4x5", "vector-256", List.of(0.9, 0.8, 0.85), 2.0),
                measurement("DenseLayer.forward", "1x8x5", "scalar", List.of(), 4.0),
                measurement("DenseLayer.forward", "1x8x5", "vector-256", List.of(0.5), 2.0),
                relu("scalar", List.of(), 2.0),
                relu("vector-256", List.of(), 2.0)));
        assertTrue(report.contains("| vector-256, GFLOP/s | % of roof |\n"), report);
        assertTrue(report.contains("| 2 | 0.0200 | 85.0 (80.0–90.0) |\n"), report);
        assertTrue(report.contains("| 2 | 0.0400 | 50.0 |\n"), report);
        assertTrue(report.contains("The share of the roof is"), report);
        assertTrue(report.contains("| vector-256, GB/s |\n"), "other operations have no roof: " + report);
    }

    @Test
    void theRoofIsATableOfRates() {
        String report = report(List.of(
                measurement("Roof.peak", "fma", "vector-256", List.of(), 31.457_28, 62.914_56),
                measurement("Roof.peak", "memory", "vector-256", List.of(), 26_843.545_6)));
        // 2 · 12 · 2^17 operations in 47.18592 µs, 31.45728 and twice that; 2^28 bytes.
        assertTrue(
                report.contains("\n## Roof.peak\n\n"
                        + "| of | rate |  |\n"
                        + "| --- | ---: | ---: |\n"
                        + "| multiply-adds | 66.67 (50–100) | GFLOP/s |\n"
                        + "| reading memory | 10 (10–10) | GB/s |\n"),
                report);
    }

    @Test
    void peersStandBesideEachOther() {
        Map<String, String> peers = new LinkedHashMap<>();
        peers.put("lanewise", "0.1");
        peers.put("fast", "fast 2.0");
        peers.put("slow", "slow 3.0");
        peers.put("absent", "no library");
        MachineFacts facts = new MachineFacts(
                FACTS.command(),
                FACTS.date(),
                FACTS.seconds(),
                FACTS.iterations(),
                FACTS.commit(),
                FACTS.processor(),
                FACTS.sides(),
                peers);
        String report = report(
                facts,
                List.of(
                        measurement("DensePeers.forward", "1x4x5", "lanewise", List.of(), 2.0),
                        measurement("DensePeers.forward", "1x4x5", "slow", List.of(), 8.0),
                        measurement("DensePeers.forward", "1x4x5", "fast", List.of(), 3.0),
                        measurement("SoftmaxPeers.forward", "1x10", "lanewise", List.of(), 2.0),
                        measurement("SoftmaxPeers.forward", "1x10", "slow", List.of(), 1.0),
                        measurement("SoftmaxPeers.forward", "1x10", "scalar", List.of(), 0.5),
                        measurement("SoftmaxPeers.forward", "1x10", WorkloadTimes.PLAIN, List.of(), 4.0)));
        assertTrue(report.contains("| absent | no library |\n"), report);
        assertTrue(
                report.contains("\n"
                        + "| shape | lanewise, µs | slow, µs | fast, µs | ratio | fastest peer |\n"
                        + "| --- | ---: | ---: | ---: | ---: | ---: |\n"
                        + "| 1x4x5 | 2 (2–2) | 8 (8–8) | 3 (3–3) | 1.5 | fast |\n"
                        + "\n## SoftmaxPeers.forward\n"),
                report);
        assertTrue(
                report.contains("\n"
                        + "| shape | lanewise, µs | scalar, µs | scalar, no SuperWord, µs | slow, µs | ratio | fastest peer |\n"
                        + "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
                        + "| 1x10 | 2 (2–2) | 0.5 (0.5–0.5) | 4 (4–4) | 1 (1–1) | 0.5 | slow |\n"),
                report);
    }

    @Test
    void theVectorSideMayStandAlone() {
        String report = report(List.of(measurement("ExpOperator.operator", "1x1000", "vector-256", List.of(), 2.0)));
        assertTrue(
                report.contains("\n## ExpOperator.operator\n\n"
                        + "| shape | vector-256, µs | vector-256, GB/s |\n"
                        + "| --- | ---: | ---: |\n"
                        + "| 1x1000 | 2 (2–2) | 4 |\n"),
                report);
    }

    @Test
    void theHeadingCarriesWhatAFigureNeeds() {
        String report = report(List.of());
        assertTrue(report.contains("| processor | Some CPU, 2 cores |\n"), report);
        assertTrue(report.contains("| commit | 0123abcd, clean |\n"), report);
        assertTrue(report.contains("| MNIST, vector-256 | 492 of 500 images right, mean loss 0.047 |\n"), report);
        assertTrue(report.contains("jmh.json has what it found"), report);
        assertTrue(report.contains("-Djmh.args=\"Relu\\|Dense\"`"), "a bar would end the cell: " + report);
    }
}
