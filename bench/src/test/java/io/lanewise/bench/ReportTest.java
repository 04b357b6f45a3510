package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final MachineFacts FACTS = new MachineFacts(
            "mvn -pl bench jmh -Djmh.args=\"Relu|Dense\"",
            "2026-11-24T00:00:00Z",
            12,
            "forks: 1",
            new Commit("0123abcd", "clean"),
            new Processor("Some CPU", 2, List.of("avx2", "fma"), Map.of("L2", "512K")),
            List.of(
                    new MachineFacts.ProbedSide(List.of("-Da=b"), probe("scalar", 1)),
                    new MachineFacts.ProbedSide(List.of("-Da=c"), probe("vector-256", 8))));

    private static Probe probe(String backend, int lanes) {
        return new Probe(backend, lanes, "a \"reason\"", 492, 500, 0.047, "17.0.1, Someone", "A VM", "Linux");
    }

    private static Measurement relu(String backend, OptionalDouble bytes, Double... micros) {
        return new Measurement("Relu.forward", "1000", backend, List.of(micros), bytes);
    }

    @Test
    void aRowHasMedianSpreadRatioAndRate() {
        String report = Report.of(
                FACTS,
                List.of(
                        relu("scalar", OptionalDouble.empty(), 30.0, 10.0, 20.0),
                        relu("vector-256", OptionalDouble.empty(), 8.0, 4.0, 6.0, 2.0)));
        // Median of 2, 4, 6, 8: 5. 8000 bytes in 5 µs: 1.6 GB/s.
        assertTrue(report.contains("\n## Relu.forward\n\n"
                + "| shape | scalar, µs | vector-256, µs | ratio | vector-256, GB/s |\n"
                + "| --- | ---: | ---: | ---: | ---: |\n"
                + "| 1000 | 20 (10–30) | 5 (2–8) | 4 | 1.60 |\n"), report);
    }

    @Test
    void allocationsHaveColumnsWhereTheyWereCounted() {
        String report = Report.of(
                FACTS,
                List.of(
                        relu("scalar", OptionalDouble.of(16.2), 20.0),
                        relu("vector-256", OptionalDouble.of(0.001), 10.0)));
        assertTrue(report.contains("| B a call, scalar | B a call, vector-256 |\n"), report);
        assertTrue(report.contains("| 2 | 0.800 | 16 | 0 |\n"), report);
        assertTrue(report.contains("JMH itself allocates about 13 kB an iteration"), report);
    }

    @Test
    void theHeadingCarriesWhatAFigureNeeds() {
        String report = Report.of(FACTS, List.of());
        assertTrue(report.contains("| processor | Some CPU, 2 cores |\n"), report);
        assertTrue(report.contains("| commit | 0123abcd, clean |\n"), report);
        assertTrue(report.contains("| MNIST, vector-256 | 492 of 500 images right, mean loss 0.047 |\n"), report);
        assertTrue(report.contains("jmh.json has what it found"), report);
        assertTrue(report.contains("-Djmh.args=\"Relu\\|Dense\"`"), "a bar would end the cell: " + report);
    }

    @Test
    void numbersAreRoundedWithoutAnExponent() {
        assertEquals("0.00001235", Report.number(0.000012345678, 4));
        assertEquals("12350", Report.number(12345.678, 4));
        assertEquals("1.57", Report.number(1.5718, 3));
    }

    @Test
    void theMachineIsJson() {
        String json = Json.of(FACTS.toMap());
        assertTrue(json.startsWith("{\n  \"command\": \"mvn -pl bench jmh -Djmh.args=\\\"Relu|Dense\\\"\",\n"), json);
        assertTrue(json.contains("\n  \"caches\": {\n    \"L2\": \"512K\"\n  },\n"), json);
        assertTrue(json.contains("\n      \"lanes\": 8,\n      \"reason\": \"a \\\"reason\\\"\",\n"), json);
        assertTrue(json.contains("\n      \"jvmFlags\": [\n        \"-Da=c\"\n      ],\n"), json);
        assertFalse(json.contains("null"), json);
    }
}
