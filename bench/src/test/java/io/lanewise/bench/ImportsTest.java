package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a fork times knows nothing of what starts it, and no two classes know each other. Read from the sources, because
 * those of the peers and of Spark are compiled by a Maven profile alone.
 */
class ImportsTest {
    private static final Path SOURCES = Path.of("src");

    private static final Pattern TEXT_OR_COMMENT = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\n])*\"|'(\\\\.|[^'])'|//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("\\w+");

    @Test
    void whatAForkTimesDoesNotKnowWhatStartsIt() throws IOException {
        Map<String, String> timed = sources("io/lanewise/bench");
        Set<String> some = Set.of("DenseBenchmark", "OpenBlasPeer", "ImportsTest");
        assertTrue(timed.keySet().containsAll(some), timed.keySet()::toString);
        Set<String> wrong = new TreeSet<>();
        timed.forEach((name, source) -> {
            if (source.contains("bench.run")) {
                wrong.add(name);
            }
        });
        assertEquals(Set.of(), wrong);
    }

    @Test
    void noClassesKnowEachOther() throws IOException {
        Map<String, String> all = sources("io/lanewise/bench");
        all.putAll(sources("io/lanewise/bench/run"));
        Map<String, Set<String>> references = new TreeMap<>();
        all.forEach((name, source) -> references.put(name, referencesOf(name, source, all.keySet())));
        assertTrue(references.get("BenchmarkRun").contains("RoofProfiler"), references::toString);
        Set<String> circles = new TreeSet<>();
        references.forEach((name, known) -> {
            if (reachable(known, references).contains(name)) {
                circles.add(name);
            }
        });
        assertEquals(Set.of(), circles);
    }

    /** Of every source folder: the sources without comments and strings, by class. */
    private static Map<String, String> sources(String packageFolder) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String folder : List.of("main", "peers", "spark", "spark/test", "test")) {
            Path path = SOURCES.resolve(folder).resolve("java").resolve(packageFolder);
            try (Stream<Path> files = Files.exists(path) ? Files.list(path) : Stream.of()) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String source =
                            TEXT_OR_COMMENT.matcher(Files.readString(file)).replaceAll("");
                    sources.put(file.getFileName().toString().replace(".java", ""), source);
                }
            }
        }
        return sources;
    }

    /** A class of another library that has the same simple name counts too. */
    private static Set<String> referencesOf(String name, String source, Set<String> classes) {
        return WORD.matcher(source)
                .results()
                .map(word -> word.group())
                .filter(word -> classes.contains(word) && !word.equals(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> reachable(Collection<String> from, Map<String, Set<String>> references) {
        Set<String> reached = new TreeSet<>();
        List<String> next = List.copyOf(from);
        while (!next.isEmpty()) {
            reached.addAll(next);
            next = next.stream()
                    .flatMap(name -> references.get(name).stream())
                    .filter(name -> !reached.contains(name))
                    .distinct()
                    .toList();
        }
        return reached;
    }
}
