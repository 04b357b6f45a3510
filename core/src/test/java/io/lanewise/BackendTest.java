package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BackendTest {
    @Test
    void theExpectedBackendRuns() {
        Backend backend = Backend.current();
        String expected = System.getProperty("lanewise.expected");
        String actual = backend.lanes() == 1 ? backend.name() : backend.name() + "-" + 32 * backend.lanes();
        assertEquals(expected, actual, backend.reason());
    }
}
