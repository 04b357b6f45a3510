package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LevelTest {
    private static final Map<String, String> CACHES =
            Map.of("L1 data", "48K", "L1 instruction", "32K", "L2", "2048K", "L3", "32M");

    @Test
    void theFirstLevelWithRoomHolds() {
        assertEquals(Level.L1, Level.holding(48 << 10, CACHES));
        assertEquals(Level.L2, Level.holding((48 << 10) + 1, CACHES));
        assertEquals(Level.L2, Level.holding(2 << 20, CACHES));
        assertEquals(Level.L3, Level.holding(32 << 20, CACHES));
        assertEquals(Level.MEMORY, Level.holding(33 << 20, CACHES));
    }

    @Test
    void aCacheOfUnknownSizeIsTakenForTwiceWhatIsRead() {
        assertEquals(Level.L1, Level.holding(32 << 10, Map.of()));
        assertEquals(Level.L2, Level.holding(512 << 10, Map.of("L2", "unknown")));
        assertEquals(Level.MEMORY, Level.holding(17 << 20, Map.of()));
    }

    @Test
    void aLevelIsFoundByItsTitle() {
        for (Level level : Level.values()) {
            assertEquals(level, Level.of(level.title));
        }
        assertThrows(IllegalArgumentException.class, () -> Level.of("L4"));
    }
}
