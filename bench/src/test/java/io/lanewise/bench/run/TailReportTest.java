package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailReportTest {
    @Test
    void oursIsShownLessTheLoop(@TempDir Path folder) throws Exception {
        Properties said = new Properties();
        said.setProperty("seconds", "7.4");
        said.setProperty("allocated", "1.01e9");
        said.setProperty("collections", "3");
        said.setProperty("collectionMillis", "12");
        for (String name : TailPart.KINDS) {
            said.setProperty(name + ".100", name.equals("arithmetic") ? "1500" : "2000");
            said.setProperty(name + ".99.9", "40");
            said.setProperty(name + ".50", "30");
            said.setProperty(name + ".long", name.equals("arithmetic") ? "2" : "4");
        }
        TailPart part = TailPart.of("4-5-2", TailPart.ALLOCATING, 2_000_000, said);
        StoredRun.writeTail(folder, StoredRunTest.FACTS, new Gson().toJson(List.of(part)));
        assertTrue(StoredRun.isTailIn(folder));
        String report = TailReport.of(folder);
        assertTrue(report.contains("## 4-5-2, heap allocating\n\n2,000,000 calls of each kind in 7 s. Beside them"
                + " 1.01 GB/s were allocated; 3 collections took 12 ms.\n"));
        assertTrue(report.contains("| by | 50 % | 99.9 % | 100 % | over 1 ms, of a million |\n"), report);
        assertTrue(report.contains("| Lanewise | 30 | 40 | 2000 | 2 |\n"), report);
        assertTrue(report.contains("| Lanewise less arithmetic | 0 | 0 | 500 | 1 |\n"), report);
        StoredRun.write(folder, StoredRunTest.FACTS, "[]");
        assertFalse(StoredRun.isTailIn(folder));
    }
}
