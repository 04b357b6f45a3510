package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LevelTest {
    @Test
    void aLevelIsFoundByItsTitle() {
        for (Level level : Level.values()) {
            assertEquals(level, Level.of(level.title));
        }
        assertThrows(IllegalArgumentException.class, () -> Level.of("L4"));
    }

    @Test
    void bytesAreHeldByTheFirstLevelWithRoom() {
        assertEquals(Level.L1, Level.holding(16 << 10));
        assertEquals(Level.L2, Level.holding((16 << 10) + 1));
        assertEquals(Level.MEMORY, Level.holding(1e12));
    }
}
