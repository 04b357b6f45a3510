package io.lanewise.bench.run;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is stored of single calls in one JVM, where several kinds of calls took turns.
 *
 * @param network its sizes
 * @param heap {@code idle}, or {@code allocating}
 * @param calls of each kind
 * @param seconds all of them took
 * @param allocated bytes a second beside the calls
 * @param collections of garbage in that time
 * @param collectionMillis they took together
 * @param kinds of calls, by name
 */
record TailPart(
        String network,
        String heap,
        long calls,
        double seconds,
        double allocated,
        long collections,
        long collectionMillis,
        Map<String, Kind> kinds) {
    static final String IDLE = "idle";
    static final String ALLOCATING = "allocating";

    /** The kinds as the JVM names them. */
    static final List<String> KINDS = List.of("lanewise", "onnxruntime", "arithmetic");

    private static final String LONG = "long";

    /**
     * One kind of calls.
     *
     * @param micros by per cent, the time that so many calls do not exceed
     * @param longCalls how many took over 1 ms
     */
    record Kind(Map<String, Double> micros, long longCalls) {
        static Kind of(Properties said, String name) {
            NavigableMap<String, Double> micros = new TreeMap<>(Comparator.comparing(BigDecimal::new));
            said.stringPropertyNames().stream()
                    .filter(key -> key.startsWith(name + ".") && !key.endsWith(LONG))
                    .forEach(
                            key -> micros.put(key.substring(name.length() + 1), Double.valueOf(said.getProperty(key))));
            return new Kind(micros, Long.parseLong(said.getProperty(name + "." + LONG)));
        }
    }

    /** Of what the JVM said. */
    static TailPart of(String network, String heap, long calls, Properties said) {
        return new TailPart(
                network,
                heap,
                calls,
                Double.parseDouble(said.getProperty("seconds")),
                Double.parseDouble(said.getProperty("allocated")),
                Long.parseLong(said.getProperty("collections")),
                Long.parseLong(said.getProperty("collectionMillis")),
                KINDS.stream()
                        .collect(Collectors.toMap(
                                name -> name, name -> Kind.of(said, name), (a, b) -> a, LinkedHashMap::new)));
    }
}
