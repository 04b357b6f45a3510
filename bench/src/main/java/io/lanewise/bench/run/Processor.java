package io.lanewise.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The processor, as far as Linux's files tell; elsewhere its model is the architecture, and nothing else is known.
 *
 * @param model the name that it gives itself
 * @param cores that the JVM may use
 * @param flags its instruction sets
 * @param caches a size for each, such as "L1 data": "32K"
 */
record Processor(String model, int cores, List<String> flags, Map<String, String> caches) {
    static Processor read() {
        List<String> cpuinfo = lines(Path.of("/proc/cpuinfo"));
        String flags = field(cpuinfo, "flags", field(cpuinfo, "Features", ""));
        return new Processor(
                field(cpuinfo, "model name", System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                flags.isEmpty() ? List.of() : List.of(flags.split(" ")),
                caches(Path.of("/sys/devices/system/cpu/cpu0/cache")));
    }

    /** The first field of this name in lines of {@code name : value}. */
    static String field(List<String> lines, String name, String otherwise) {
        return lines.stream()
                .map(l -> l.split(":", 2))
                .filter(f -> f.length == 2 && f[0].strip().equals(name))
                .map(f -> f[1].strip())
                .findFirst()
                .orElse(otherwise);
    }

    private static Map<String, String> caches(Path folder) {
        Map<String, String> caches = new TreeMap<>();
        for (int i = 0; Files.isDirectory(folder.resolve("index" + i)); i++) {
            Path cache = folder.resolve("index" + i);
            List<String> size = lines(cache.resolve("size"));
            if (!size.isEmpty()) {
                String kind = lines(cache.resolve("type")).get(0).toLowerCase(Locale.ROOT);
                String level = "L" + lines(cache.resolve("level")).get(0);
                caches.put(kind.equals("unified") ? level : level + " " + kind, size.get(0));
            }
        }
        return caches;
    }

    /** A file's lines, none where it cannot be read. */
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
