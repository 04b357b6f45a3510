package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NanoHistogramTest {
    @Test
    void shortTimesAreExact() {
        NanoHistogram histogram = new NanoHistogram();
        for (int i = 0; i <= 200; i++) {
            histogram.add(i);
        }
        assertEquals(0, histogram.percentile(0));
        assertEquals(100, histogram.percentile(50));
        assertEquals(199, histogram.percentile(99.1));
        assertEquals(200, histogram.percentile(100));
        assertEquals(50, histogram.over(150));
    }

    @Test
    void longTimesAreWithinAHundredAndTwentyEighth() {
        for (long nanos = 1; nanos > 0; nanos = nanos * 3 + 1) {
            NanoHistogram histogram = new NanoHistogram();
            histogram.add(nanos);
            histogram.add(Long.MAX_VALUE);
            long half = histogram.percentile(50);
            assertTrue(half >= nanos && half - nanos <= nanos / 128, nanos + " became " + half);
            assertEquals(Long.MAX_VALUE, histogram.percentile(100));
            assertEquals(1, histogram.over(nanos));
        }
    }
}
