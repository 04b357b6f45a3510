package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PagesTest {
    /** Every figure and every chart is what the stored runs say. */
    @Test
    void noPageIsStale() throws Exception {
        List<Path> stale = new ArrayList<>();
        for (Map.Entry<Path, String> page : Pages.of(Path.of("..")).entrySet()) {
            if (!Files.exists(page.getKey()) || !Files.readString(page.getKey()).equals(page.getValue())) {
                stale.add(page.getKey());
            }
        }
        assertEquals(List.of(), stale, "mvn -q -pl bench jmh -Djmh.main=io.lanewise.bench.run.Pages writes them again");
    }

    /** Where a table of peers has one that is faster, the page says so a second time, with the reason. */
    @Test
    void everyLossIsExplained() throws Exception {
        String page = Files.readString(Path.of("../results/README.md"));
        String explained = page.substring(page.indexOf("## Where we lose"));
        Set<String> losses = PageTables.losses(page, Pages.runs(Path.of("../results")));
        assertFalse(losses.isEmpty());
        losses.removeIf(explained::contains);
        assertEquals(Set.of(), losses);
    }
}
