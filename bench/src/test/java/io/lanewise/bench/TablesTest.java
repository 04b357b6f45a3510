package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TablesTest {
    private static Measurement time(String operation, String shape, String who, double micros) {
        return new Measurement(
                operation, shape, who, List.of(micros), List.of(), List.of());
    }

    private static Map<String, StoredRun> runs(List<Measurement> measurements) {
        return Map.of("one", new StoredRun("one", StoredRunTest.FACTS, measurements, List.of()));
    }

    @Test
    void peersShowMediansInTheirOrder() {
        var runs = runs(List.of(
                time("SoftmaxPeers.forward", "1x10", "onednn", 1.2345),
                time("SoftmaxPeers.forward", "1x10", "lanewise", 0.5),
                time("SoftmaxPeers.forward", "2x10", "lanewise", 1),
                time("SoftmaxPeers.forward", "2x10", "loop", 0.25)));
        assertEquals("""
                before
                <!-- peers one SoftmaxPeers.forward -->
                | µs | Lanewise | plain Java | oneDNN | ratio |
                | --- | ---: | ---: | ---: | ---: |
                | 1×10 | 0.500 | – | 1.23 | 2.47 |
                | 2×10 | 1 | 0.25 | – | 0.25 |
                <!-- end -->
                after
                """.replace("0.500", "0.5"), Tables.renewed("""
                before
                <!-- peers one SoftmaxPeers.forward -->
                old
                <!-- end -->
                after
                """, runs));
    }

    @Test
    void anEndingIsWhatTheRunPrints() {
        var runs = runs(List.of(
                time("Softmax.forward", "1x10", "vector-256", 1), time("Relu.forward", "8", "vector-256", 1)));
        String page = Tables.renewed("<!-- ending one Relu.forward -->\n<!-- end -->", runs);
        assertTrue(page.startsWith("<!-- ending one Relu.forward -->\n```\n## Relu.forward\n\n| shape |"), page);
        assertTrue(page.endsWith("\nWritten to results/local: report.md, machine.json, jmh.json\n```\n<!-- end -->"));
    }

    @Test
    void theOverviewHasSixWorkloads() {
        List<Measurement> times = new ArrayList<>();
        for (String who : List.of("lanewise", "loop")) {
            for (String shape : List.of("1x4-5-2", "1x784-512-256-10", "256x784-512-256-10")) {
                times.add(time("NetworkPeers.forward", shape, who, who.length()));
            }
            times.add(time("DensePeers.forward", "1x64x64", who, 2));
            times.add(time("DensePeers.forward", "256x1024x1024", who, 2));
            times.add(time("SoftmaxPeers.forward", "256x1000", who, 2));
        }
        String text = "<!-- overview one -->\n<!-- end -->";
        String page = Tables.renewed(text, runs(times));
        assertTrue(page.contains("| Lanewise | 8 | 2 | 8 | 8 | 2 | 2 |\n| plain Java | 4 | 2 | 4 | 4 | 2 | 2 |\n"), page);
        assertTrue(page.contains("| fastest of the others ÷ Lanewise | 0.5 | 1 | 0.5 | 0.5 | 1 | 1 |\n"), page);
        assertEquals(2, ((List<?>) Tables.overview(text, runs(times)).chart().option().get("series")).size());
        assertThrows(IllegalArgumentException.class, () -> Tables.renewed(text, runs(times.subList(1, 6))));
    }

    @Test
    void aRunThatIsNotThereFails() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> Tables.renewed("<!-- peers two Relu.forward -->\n<!-- end -->", runs(List.of())));
        assertTrue(e.getMessage().contains("the run two, not one of [one]"), e.getMessage());
    }
}
