package io.lanewise.kernel.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.kernel.rows.ReluMutant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A search for what no other test thought of, from another seed in each run. -Dlanewise.search.seconds=3600 searches for
 * an hour; what fails names its seed, and -Dlanewise.search.seed begins with that one. What is found becomes a test with
 * a name.
 */
class RandomSearchTest {
    private static final double SECONDS = Double.parseDouble(System.getProperty("lanewise.search.seconds", "4"));
    private static final long SEED = Long.getLong("lanewise.search.seed", System.nanoTime());

    @Test
    void findsNothing() {
        boolean vectors = Kernels.selection().lanes() > 1;
        RandomSearch search =
                new RandomSearch(vectors ? List.of(ScalarKernels.SET, Kernels.current()) : List.of(ScalarKernels.SET));
        Random seeds = new Random(SEED);
        long end = System.nanoTime() + (long) (SECONDS * 1e9);
        long rounds = 0;
        long seed = SEED;
        do {
            search.round(seed);
            seed = seeds.nextLong();
            rounds++;
        } while (System.nanoTime() < end);
        System.out.println(rounds + " random rounds from seed " + SEED);
    }

    @Test
    void findsAMutantAndRepeatsIt() {
        RandomSearch search = new RandomSearch(List.of(Mixed.with(ReluMutant.KEEPS_MINUS_ZERO)));
        long seed = 0;
        AssertionError found = null;
        while (found == null) {
            seed++;
            found = failure(search, seed);
        }
        assertTrue(found.getMessage().startsWith("-Dlanewise.search.seed=" + seed + " "), found.getMessage());
        long again = seed;
        assertEquals(
                found.getMessage(),
                assertThrows(AssertionError.class, () -> search.round(again)).getMessage());
    }

    private static AssertionError failure(RandomSearch search, long seed) {
        try {
            search.round(seed);
            return null;
        } catch (AssertionError e) {
            return e;
        }
    }
}
