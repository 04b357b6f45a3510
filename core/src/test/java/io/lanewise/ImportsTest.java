package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which package of the library may refer to which, read from its class files, and that there are no circles. */
@RunsOnce
class ImportsTest {
    private static final String KERNEL = "io/lanewise/kernel";
    private static final String DENSE = KERNEL + "/dense";
    private static final String ROWS = KERNEL + "/rows";
    private static final String CHOICE = KERNEL + "/choice";
    private static final String PUBLIC = "io/lanewise";
    private static final String CORPUS = "io/lanewise/corpus";
    private static final String MODEL = "io/lanewise/model";
    private static final String COMMAND = "io/lanewise/command";

    /** A package, and the other packages that it may refer to. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.of(
            KERNEL, Set.of(),
            DENSE, Set.of(KERNEL),
            ROWS, Set.of(KERNEL),
            CHOICE, Set.of(KERNEL, DENSE, ROWS),
            PUBLIC, Set.of(KERNEL, DENSE, ROWS, CHOICE),
            CORPUS, Set.of(PUBLIC),
            MODEL, Set.of(PUBLIC),
            COMMAND, Set.of(PUBLIC, MODEL, CORPUS));

    /** Class by class, nested ones as part of their outermost class. */
    private static final Map<String, Set<String>> REFERENCES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.walk(ChildJvm.classes())) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                ClassFile classFile = new ClassFile(Files.readAllBytes(file));
                if (!classFile.name().endsWith("-info")) {
                    REFERENCES
                            .computeIfAbsent(classFile.topLevelName(), name -> new TreeSet<>())
                            .addAll(classFile.references());
                }
            }
        }
        assertTrue(REFERENCES.size() > 60, REFERENCES.keySet().toString());
    }

    @Test
    void importsRunOneWay() {
        Set<String> wrong = new TreeSet<>();
        REFERENCES.forEach((from, references) -> {
            for (String to : references) {
                String known = packageOf(to);
                if (!known.equals(packageOf(from))
                        && !MAY_KNOW.get(packageOf(from)).contains(known)) {
                    wrong.add(from + " refers to " + to);
                }
            }
        });
        assertEquals(Set.of(), wrong);
    }

    /** A network makes its sessions, and a session runs its network's layers. */
    @Test
    void noClassesKnowEachOtherButNetworkAndSession() {
        Set<List<String>> circles = new HashSet<>();
        for (String start : REFERENCES.keySet()) {
            Set<String> circle = reachable(REFERENCES.get(start));
            circle.removeIf(
                    name -> !reachable(REFERENCES.getOrDefault(name, Set.of())).contains(start));
            if (!circle.isEmpty()) {
                circles.add(List.copyOf(circle));
            }
        }
        assertEquals(Set.of(List.of("io/lanewise/Network", "io/lanewise/Session")), circles);
    }

    private static Set<String> reachable(Collection<String> from) {
        Set<String> reached = new TreeSet<>();
        List<String> next = List.copyOf(from);
        while (!next.isEmpty()) {
            reached.addAll(next);
            next = next.stream()
                    .flatMap(name -> REFERENCES.getOrDefault(name, Set.of()).stream())
                    .filter(name -> !reached.contains(name))
                    .distinct()
                    .toList();
        }
        return reached;
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('/'));
    }
}
