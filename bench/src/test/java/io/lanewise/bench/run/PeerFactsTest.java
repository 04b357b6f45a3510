package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PeerFactsTest {
    @Test
    void aPeerRunsOrSaysWhyNot() {
        Properties answers = new Properties();
        answers.setProperty("one.runs", "1.0");
        answers.setProperty("two.failed", "no library");
        Map<String, PeerFacts> facts = PeerFacts.of(answers, List.of("two", "one", "three"));
        assertEquals(List.of("two", "one", "three"), List.copyOf(facts.keySet()));
        assertEquals(new PeerFacts(true, "1.0"), facts.get("one"));
        assertEquals(new PeerFacts(false, "no library"), facts.get("two"));
        assertEquals(new PeerFacts(false, "no such peer"), facts.get("three"));
    }
}
