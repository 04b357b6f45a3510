package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        assertEquals(List.of(), stale, "mvn -q -pl bench jmh -Djmh.main=io.lanewise.bench.Pages writes them again");
    }
}
