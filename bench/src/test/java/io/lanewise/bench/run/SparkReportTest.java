package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkReportTest {
    private static SparkReport.Fork fork(String seconds, String bits) {
        Properties said = new Properties();
        said.setProperty("seconds", seconds);
        said.setProperty("rows", "1000000");
        said.setProperty("bits", bits);
        said.setProperty("version", "1.0");
        return SparkReport.Fork.of(said);
    }

    @Test
    void jobsStandBesideEachOther(@TempDir Path folder) throws Exception {
        SparkReport.Times times = SparkReport.times(folder);
        times.add("Lanewise", "local[1]", fork("2 4 1", "AB"));
        times.add("MLlib", "local[1]", fork("10 5 20", "CD"));
        times.add("MLlib", "local[2]", fork("5 5 5", "CE"));
        StoredRun.writeSpark(folder, StoredRunTest.FACTS, new Gson().toJson(times));
        assertTrue(StoredRun.isSparkIn(folder));
        assertEquals(times, SparkReport.times(folder));
        String report = SparkReport.read(folder).markdown();
        assertTrue(report.contains("| Lanewise | 500 (250–1000) | – | – |\n"), report);
        assertTrue(report.contains("| MLlib | 100 (50–200) | 200 (200–200) | – |\n"), report);
        assertTrue(report.contains("| Lanewise | 1 | – | – |\n| MLlib | 5 | – | – |\n"), report);
        assertTrue(report.contains(" in each column: AB.\n"), report);
        assertTrue(report.contains("| processor | Some CPU, 2 cores |\n"), report);
    }

    /** The same job again takes the place of the earlier; with other bits than on another master it is refused. */
    @Test
    void otherBitsAreRefused() {
        SparkReport.Times times = new SparkReport.Times();
        times.add("Lanewise", "local[1]", fork("1", "AB"));
        times.add("Lanewise", "local[1]", fork("1", "CD"));
        assertThrows(IllegalStateException.class, () -> times.add("Lanewise", "local[2]", fork("1", "AB")));
    }
}
