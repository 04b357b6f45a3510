package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import io.lanewise.bench.FirstCallsTimer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstCallsReportTest {
    /** A JVM in which calls took so many µs, but the seventh so many. */
    private static Properties said(int micros, int seventh) {
        Properties said = new Properties();
        said.setProperty("start", Integer.toString(micros));
        said.setProperty(
                "nanos",
                IntStream.range(0, FirstCallsTimer.CALLS)
                        .mapToObj(i -> (i == 6 ? seventh : micros) + "000")
                        .collect(Collectors.joining(" ")));
        said.setProperty("settled", "3.5");
        said.setProperty("steady", "5000");
        said.setProperty("waiting", micros == 30 ? "C2 sleeps" : "");
        return said;
    }

    @Test
    void aCallShowsItsMedianOverTheJvms(@TempDir Path folder) throws Exception {
        double[] scalar = new double[FirstCallsTimer.CALLS];
        Arrays.fill(scalar, 10);
        List<Properties> said = List.of(said(10, 70), said(30, 60), said(20, 10));
        FirstCallsCase auto = FirstCallsCase.of("4-5-2", FirstCallsWay.AUTO, said, scalar);
        StoredRun.writeFirstCalls(folder, StoredRunTest.FACTS, new Gson().toJson(List.of(auto)));
        assertTrue(StoredRun.isFirstCallsIn(folder));
        FirstCallsReport calls = FirstCallsReport.read(folder);
        String report = calls.markdown();
        assertTrue(
                report.contains("| chosen by itself | 20 (10–30) | – | 200.0 (100.1–300.0) | 3.5 (3.5–3.5) |\n"),
                report);
        // The seventh call's median is 60, six times what the scalar backend took; each JVM's longest are 70, 60, 20.
        assertTrue(
                report.contains("| chosen by itself | 60 | 6 | 1 | 60 (20–70) | 20 (10–30) | 5 (5–5) | 4 |\n"), report);
        assertTrue(report.contains("| 3–5 | 20 (2) |\n| 6–10 | 20, 60 (6) |\n"), report);
        assertTrue(report.contains("| 5001–10000 | 20 (2) |\n"), report);
        assertTrue(report.contains("At the end of 1 of 3 JVMs, chosen by itself: C2 sleeps.\n"), report);
        assertTrue(report.contains("| processor | Some CPU, 2 cores |\n"), report);
        Chart chart = calls.charts().get("first-calls-4-5-2.svg");
        assertEquals(1, ((List<?>) chart.option().get("series")).size());
        assertEquals(13, ((List<?>) ((Map<?, ?>) chart.option().get("xAxis")).get("data")).size());
    }
}
