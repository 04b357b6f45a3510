package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MemoryLevelTest {
    @Test
    void aLevelIsFoundByItsTitle() {
        for (MemoryLevel level : MemoryLevel.values()) {
            assertEquals(level, MemoryLevel.of(level.title));
        }
        assertThrows(IllegalArgumentException.class, () -> MemoryLevel.of("L4"));
    }

    @Test
    void bytesAreHeldByTheFirstLevelWithRoom() {
        assertEquals(MemoryLevel.L1, MemoryLevel.holding(16 << 10));
        assertEquals(MemoryLevel.L2, MemoryLevel.holding((16 << 10) + 1));
        assertEquals(MemoryLevel.MEMORY, MemoryLevel.holding(1e12));
    }
}
