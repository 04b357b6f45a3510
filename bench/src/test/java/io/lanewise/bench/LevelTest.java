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
}
