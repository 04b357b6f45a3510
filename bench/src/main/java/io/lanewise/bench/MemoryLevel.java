package io.lanewise.bench;

import java.util.Arrays;

/** Where the processor finds what it reads: a cache, or memory. */
public enum MemoryLevel {
    L1("L1", 16 << 10),
    L2("L2", 256 << 10),
    L3("L3", 8 << 20),
    MEMORY("memory", 256 << 20);

    /** As a shape of {@link RoofBenchmark}. */
    public final String title;
    /** Read to measure it: more than the level before holds, and at most half of this one on any server. */
    final int bytes;

    MemoryLevel(String title, int bytes) {
        this.title = title;
        this.bytes = bytes;
    }

    /** The first level that so many bytes are at most half of. */
    public static MemoryLevel holding(double bytes) {
        return Arrays.stream(values()).filter(l -> bytes <= l.bytes).findFirst().orElse(MEMORY);
    }

    static MemoryLevel of(String title) {
        return Arrays.stream(values())
                .filter(l -> l.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no cache is called " + title));
    }
}
