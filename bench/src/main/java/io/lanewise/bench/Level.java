package io.lanewise.bench;

import java.util.Arrays;
import java.util.Map;

/** Where the processor finds what it reads: a cache, or memory. */
enum Level {
    L1("L1", "L1 data", 16 << 10),
    L2("L2", "L2", 256 << 10),
    L3("L3", "L3", 8 << 20),
    MEMORY("memory", "", 256 << 20);

    /** As a shape of {@link RoofBenchmark}. */
    final String title;
    /** What is read to measure it: too much for the level before, and no more than half of this one anywhere. */
    final int bytes;

    private final String cache;

    Level(String title, String cache, int bytes) {
        this.title = title;
        this.cache = cache;
        this.bytes = bytes;
    }

    static Level of(String title) {
        return Arrays.stream(values())
                .filter(l -> l.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no cache is called " + title));
    }

    /** The first that has room for so many bytes, by {@link Processor#caches}. */
    static Level holding(double bytes, Map<String, String> caches) {
        return Arrays.stream(values())
                .filter(l -> l == MEMORY || bytes <= l.capacity(caches))
                .findFirst()
                .orElseThrow();
    }

    /** What the processor says, such as 512K or 32M; where it says nothing, twice what is read. */
    private double capacity(Map<String, String> caches) {
        String size = caches.getOrDefault(cache, "");
        if (!size.matches("[0-9]+[KM]")) {
            return 2.0 * bytes;
        }
        int last = size.length() - 1;
        return Double.parseDouble(size.substring(0, last)) * (size.charAt(last) == 'K' ? 1 << 10 : 1 << 20);
    }
}
