package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstCallsReportTest {
    @Test
    void aGroupShowsTheMedianOfTheForks(@TempDir Path folder) throws Exception {
        String fork = IntStream.range(0, 13).mapToObj(i -> "%s").collect(Collectors.joining(",", "[", "]"));
        String[] forks = new String[3];
        for (int i = 0; i < 3; i++) {
            forks[i] = fork.replace("%s", Integer.toString(10 * (i + 1)));
        }
        String json = "{\"startMillis\": {\"scalar\": [9, 7, 8]}, \"callMicros\": {\"scalar\": ["
                + String.join(",", forks) + "]}}";
        StoredRun.writeFirstCalls(folder, StoredRunTest.FACTS, json);
        assertTrue(StoredRun.isFirstCallsIn(folder));
        FirstCallsReport calls = FirstCallsReport.read(folder);
        String report = calls.markdown();
        assertTrue(
                report.contains("| calls | scalar, µs |\n| --- | ---: |\n| 1 | 20 |\n| 2 | 20 |\n| 3–5 | 20 |\n"),
                report);
        assertTrue(report.contains("| scalar | 8 (7–9) |\n"), report);
        assertTrue(report.contains("| 5001–10000 | 20 |\n"), report);
        assertTrue(report.contains("| processor | Some CPU, 2 cores |\n"), report);
        assertEquals(1, ((List<?>) calls.chart().option().get("series")).size());
        assertEquals(13, ((List<?>) ((Map<?, ?>) calls.chart().option().get("xAxis")).get("data")).size());
    }
}
