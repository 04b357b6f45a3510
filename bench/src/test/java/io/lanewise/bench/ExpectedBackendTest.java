package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Backend;
import org.junit.jupiter.api.Test;

class ExpectedBackendTest {
    private static final Backend SCALAR = new Backend("scalar", 1, "no module", "");
    private static final Backend VECTOR = new Backend("vector", 8, "all there", "");

    @Test
    void theExpectedOnePasses() {
        assertDoesNotThrow(() -> ExpectedBackend.check("scalar", SCALAR));
        assertDoesNotThrow(() -> ExpectedBackend.check("vector-256", VECTOR));
    }

    @Test
    void anotherBackendFailsWithItsReason() {
        var e = assertThrows(IllegalStateException.class, () -> ExpectedBackend.check("vector-256", SCALAR));
        assertTrue(e.getMessage().contains("vector-256"), e.getMessage());
        assertTrue(e.getMessage().contains("no module"), e.getMessage());
    }

    @Test
    void anotherWidthFails() {
        assertThrows(IllegalStateException.class, () -> ExpectedBackend.check("vector-512", VECTOR));
    }

    @Test
    void noExpectationFails() {
        assertThrows(IllegalStateException.class, () -> ExpectedBackend.check(null, SCALAR));
    }
}
