package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.bench.Work;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
    private static final MachineFacts FACTS = StoredRunTest.FACTS;

    /** A megabyte, from memory or L3. */
    private static WorkloadTimes relu(Double... micros) {
        return measurement("Relu.forward", "125000", micros);
    }

    private static WorkloadTimes measurement(String operation, String shape, Double... micros) {
        return new WorkloadTimes(operation, shape, "vector-256", List.of(micros), List.of(), List.of());
    }

    private static StoredRun run(MachineFacts facts, WorkloadTimes... measurements) {
        return new StoredRun("earlier", facts, List.of(measurements), List.of());
    }

    private static String rows(WorkloadTimes then, WorkloadTimes now) {
        return RunComparison.of(run(FACTS, then), run(FACTS, now));
    }

    @Test
    void overlappingTimesAgree() {
        String rows = rows(relu(10.0, 12.0), relu(11.0, 14.0));
        assertTrue(
                rows.contains("| Relu.forward | 125000 | vector-256 | 11 (10–12) | 12.5 (11–14) | 1.14 | – | – |"
                        + " agree |\n"),
                rows);
    }

    @Test
    void othersDifferAndMoreThanATenthIsARegression() {
        assertTrue(rows(relu(10.0), relu(10.9)).contains("| differ, slower |\n"));
        assertTrue(rows(relu(10.0), relu(11.1)).contains("| **regression** |\n"));
        assertTrue(rows(relu(10.0), relu(5.0)).contains("| differ, faster |\n"));
    }

    @Test
    void anotherMachineIsComparedByItsRoof() {
        MachineFacts other = new MachineFacts(
                FACTS.command(),
                FACTS.date(),
                FACTS.seconds(),
                FACTS.iterations(),
                FACTS.commit(),
                new Processor("Another", 2, List.of(), Map.of()),
                FACTS.sides(),
                FACTS.peers());
        double micros = Work.of("Roof.peak", "L3").amount() / 1e5;
        String rows = RunComparison.of(
                run(FACTS, measurement("Roof.peak", "L3", micros), relu(20.0)),
                run(other, measurement("Roof.peak", "L3", micros / 2), relu(40.0)));
        assertTrue(rows.contains("Another machine: compare the shares of the roof"), rows);
        // 1 MB in 20 µs are 50 GB/s of 100; in 40 µs 25 of 200.
        assertTrue(rows.contains("| 20 (20–20) | 40 (40–40) | 2 | 50.0 | 12.5 | differ, slower |\n"), rows);
    }

    @Test
    void whatOnlyOneRunHasIsLeftOut() {
        String rows = rows(relu(10.0), measurement("Relu.forward", "64", 10.0));
        assertTrue(rows.endsWith("---: |\n"), rows);
    }
}
