package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotebookTest {
    /** All but the first line, which tells of the machine. */
    private static List<String> printed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Notebook.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).lines().skip(1).toList();
    }

    /** The promise of the same bits on every machine lets a test hold every digit. */
    @Test
    void itPrintsTheSameEverywhere() {
        assertEquals(
                List.of(
                        "Probabilities from seeded weights:",
                        "  0.515521  0.48447895",
                        "  0.5273165  0.4726835",
                        "  0.51895106  0.481049",
                        "Mean loss: 0.7145642240842184",
                        "Mean loss of the probabilities that the notebook printed, 0.6869000387 there:",
                        "  integer labels  0.6869000196456909",
                        "  one-hot labels  0.6869000196456909"),
                printed());
    }

    @Test
    void itsLossIsTheNotebooks() {
        String line = printed().get(6);
        assertEquals(0.6869000387, Double.parseDouble(line.substring(line.lastIndexOf(' '))), 1e-6);
    }
}
