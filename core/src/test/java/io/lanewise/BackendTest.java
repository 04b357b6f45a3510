package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BackendTest {
    @Test
    void theExtensionCheckedThisClass() {
        assertTrue(ExpectedBackend.hasChecked(BackendTest.class));
    }

    @Test
    void anotherBackendFails() {
        Backend scalar = new Backend("scalar", 1, "why", "");
        Backend vector = new Backend("vector", 8, "why", "");
        assertDoesNotThrow(() -> ExpectedBackend.require("scalar", scalar));
        assertDoesNotThrow(() -> ExpectedBackend.require("vector-256", vector));
        assertThrows(AssertionError.class, () -> ExpectedBackend.require("vector-256", scalar));
        assertThrows(AssertionError.class, () -> ExpectedBackend.require("vector-128", vector));
        assertThrows(AssertionError.class, () -> ExpectedBackend.require("scalar", vector));
        assertThrows(AssertionError.class, () -> ExpectedBackend.require(null, scalar));
    }

    @Test
    void theWidthIsReadFromTheName() {
        assertEquals(512, ExpectedBackend.bits("vector-512"));
        assertEquals(0, ExpectedBackend.bits("scalar"));
        assertEquals(0, ExpectedBackend.bits(null));
    }

    @Test
    void currentIsOneAnswer() {
        assertEquals(Backend.current(), Backend.current());
    }
}
