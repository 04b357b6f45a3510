package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredRunTest {
    static final MachineFacts FACTS = new MachineFacts(
            "mvn -pl bench jmh -Djmh.args=\"Relu|Dense\"",
            "2026-11-24T00:00:00Z",
            12,
            "forks: 1",
            new Commit("0123abcd", "clean"),
            new Processor("Some CPU", 2, List.of("avx2", "fma"), Map.of("L2", "512K")),
            List.of(
                    new MachineFacts.ProbedSide(List.of("-Da=b"), probe("scalar", 1)),
                    new MachineFacts.ProbedSide(List.of("-Da=c"), probe("vector-256", 8))),
            Map.of("onnxruntime", "version <1>"));

    @TempDir
    private Path folder;

    private static JvmFacts probe(String backend, int lanes) {
        return new JvmFacts(backend, lanes, "a \"reason\"", 492, 500, 0.047, "17.0.1, Someone", "A VM", "Linux");
    }

    private static String result(String mode, String params, String jvmArgs, String secondary) {
        return """
                {"benchmark": "io.lanewise.bench.DenseLayerBenchmark.forward", "mode": "%s", "jvmArgs": [%s],
                 "params": {%s}, "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[3000, 1000], [2000, 4000]]},
                 "secondaryMetrics": {%s}}""".formatted(mode, jvmArgs, params, secondary);
    }

    /** JMH's JSON of one benchmark. */
    static String averages() {
        return "[" + result("avgt", "\"shape\": \"1x4x5\"", "\"-Dlanewise.expected=scalar\"", "") + "]";
    }

    private static WorkloadTimes measurement(String params, String jvmArgs, String secondary) {
        String result = result("avgt", params, jvmArgs, secondary);
        return WorkloadTimes.of(JsonParser.parseString(result).getAsJsonObject())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theMachineComesBack() throws IOException {
        StoredRun.write(folder, FACTS, "[]");
        StoredRun run = StoredRun.read(folder);
        assertEquals(FACTS, run.facts());
        assertEquals(folder.getFileName().toString(), run.name());
        String json = Files.readString(folder.resolve("machine.json"));
        assertTrue(json.startsWith("{\n  \"command\": \"mvn -pl bench jmh -Djmh.args=\\\"Relu|Dense\\\"\",\n"), json);
        assertTrue(json.contains("\"version <1>\""), json);
    }

    @Test
    void timesAreMicrosecondsOfAllForks() {
        WorkloadTimes m = measurement("\"shape\": \"1x4x5\"", "\"-Dlanewise.expected=vector-256\"", "");
        assertEquals("DenseLayer.forward", m.operation());
        assertEquals("vector-256", m.backend());
        assertEquals(List.of(1.0, 2.0, 3.0, 4.0), m.micros());
        assertEquals(List.of(1.0, 2.5, 4.0), List.of(m.least(), m.median(), m.most()));
        assertEquals(List.of(), m.bytesPerCall());
    }

    @Test
    void oursAmongPeersHasThreeForms() {
        String params = "\"shape\": \"1x4x5\", \"peer\": \"lanewise\"";
        String scalar = "\"-Dlanewise.expected=scalar\", \"-Dlanewise.backend=scalar\"";
        assertEquals(
                "lanewise",
                measurement(params, "\"-Dlanewise.expected=vector-256\"", "").backend());
        assertEquals("scalar", measurement(params, scalar, "").backend());
        assertEquals(
                WorkloadTimes.PLAIN,
                measurement(params, scalar + ", \"-XX:-UseSuperWord\"", "").backend());
    }

    @Test
    void aShareOfTheRoofIsOfTheSameFork() {
        WorkloadTimes m = measurement("\"shape\": \"10x100x1000\"", "\"-Dlanewise.expected=vector-256\"", """
                "roof.fma": {"rawData": [[2000], [1000]]}, "roof.read": {"rawData": [[1e9], [400]]},
                "gc.alloc.rate.norm": {"rawData": [[2, 0], [0, 1]]}""");
        // 2·10^6 operations at 2,000 a ns: 1 µs of the first fork's 2. At 1,000: 2 µs of the second's 3; reading its
        // 400 kB at 400 a ns would take 1.
        assertEquals(List.of(0.5, 2.0 / 3), m.roofShares());
        assertEquals(List.of(0.0, 0.0, 1.0, 2.0), m.bytesPerCall());
    }

    @Test
    void sampledCallsAreLatencies() throws IOException {
        String sampled = result("sample", "\"shape\": \"1x4x5\"", "\"-Dlanewise.expected=scalar\"", "")
                .replace("\"rawData\"", "\"scorePercentiles\": {\"50.0\": 3, \"99.0\": 4000}, \"rawData\"");
        StoredRun.write(folder, FACTS, "[" + sampled + "]");
        StoredRun run = StoredRun.read(folder);
        assertEquals(List.of(), run.measurements());
        assertEquals(
                List.of(new Latency(
                        "DenseLayer.forward", "1x4x5", "scalar", new TreeMap<>(Map.of(50.0, 0.003, 99.0, 4.0)))),
                run.latencies());
    }

    @Test
    void otherModesAreLeftToJmhsFile() throws IOException {
        String throughput = result("thrpt", "\"shape\": \"1x4x5\"", "\"-Dlanewise.expected=scalar\"", "");
        StoredRun.write(folder, FACTS, "[" + throughput + "]");
        StoredRun run = StoredRun.read(folder);
        assertEquals(List.of(), run.measurements());
        assertEquals(List.of(), run.latencies());
    }

    @Test
    void aFolderIsOneRun() throws IOException {
        StoredRun.writeFirstCalls(folder, FACTS, "{}");
        StoredRun.write(folder, FACTS, "[]");
        assertTrue(StoredRun.isIn(folder));
        assertFalse(StoredRun.isFirstCallsIn(folder));
    }

    @Test
    void aUnitThatIsNotKnownFails() {
        String result = averages().replace("ns/op", "days/op");
        var e = assertThrows(IllegalArgumentException.class, () -> StoredRun.measurements(result));
        assertTrue(e.getMessage().contains("days/op"), e.getMessage());
    }

    @Test
    void aFolderWithoutTimesIsNoRun() {
        assertFalse(StoredRun.isIn(folder));
        assertThrows(NoSuchFileException.class, () -> StoredRun.read(folder));
    }
}
