package io.lanewise.bench;

import java.util.Arrays;

/** Where the processor finds what it reads: a cache, or memory. */
enum Level {
    L1("L1", 16 << 10),
    L2("L2", 256 << 10),
    L3("L3", 8 << 20),
    MEMORY("memory", 256 << 20);

    /** As a shape of {@link RoofBenchmark}. */
    final String title;
    /** What is read to measure it: too much for the level before, and half of this one or less on any server. */
    final int bytes;

    Level(String title, int bytes) {
        this.title = title;
        this.bytes = bytes;
    }

    /** The first that holds so many bytes and leaves half of it to others. */
    static Level holding(double bytes) {
        return Arrays.stream(values())
                .filter(l -> bytes <= l.bytes)
                .findFirst()
                .orElse(MEMORY);
    }

    static Level of(String title) {
        return Arrays.stream(values())
                .filter(l -> l.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no cache is called " + title));
    }
}
