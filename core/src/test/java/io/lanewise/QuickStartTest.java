package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.corpus.Contract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every Java block of the README compiles, runs and prints something. */
class QuickStartTest {
    private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\R?");
    private static final Pattern CLASS = Pattern.compile("(?m)^(?:public |final )*class (\\w+)");

    @TempDir
    Path directory;

    @Test
    void everyBlockRuns() throws Exception {
        // Surefire sets basedir to the module's directory.
        Path readme = Path.of(System.getProperty("basedir", "."), "..", "README.md");
        List<String> blocks = blocks(Files.readString(readme));
        assertFalse(blocks.isEmpty(), "no Java in " + readme);
        for (String block : blocks) {
            assertFalse(run(block).isBlank(), block);
        }
    }

    @Test
    void theFingerprintsAreTheContracts() throws IOException {
        Path readme = Path.of(System.getProperty("basedir", "."), "..", "README.md");
        List<String> lines = Files.readAllLines(readme).stream()
                .filter(line -> line.contains("  equal      "))
                .toList();
        List<String> contract = Arrays.stream(Contract.values())
                .map(part -> String.format("%-37s%s%s", part.operation(), "equal      ", part.fingerprint()))
                .toList();
        assertFalse(lines.isEmpty(), "no fingerprint in " + readme);
        assertTrue(contract.containsAll(lines), lines + " are not all in " + contract);
    }

    @Test
    void aBlockThatDoesNotCompileOrRunFails() {
        String broken = "before\n```java\nDense.backward();\n```\nafter\n```java\nthrow new Error();\n```\n";
        List<String> blocks = blocks(broken);
        assertThrows(AssertionError.class, () -> run(blocks.get(0)));
        assertThrows(ReflectiveOperationException.class, () -> run(blocks.get(1)));
    }

    private static List<String> blocks(String markdown) {
        return BLOCK.matcher(markdown).results().map(block -> block.group(1)).toList();
    }

    /** What the block prints. */
    private String run(String block) throws IOException, ReflectiveOperationException {
        String name = CLASS.matcher(block)
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElse("QuickStart");
        Sources.compile(directory, name, CLASS.matcher(block).find() ? block : wrapped(block));
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, QuickStartTest.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static String wrapped(String block) {
        StringBuilder source = new StringBuilder();
        IMPORT.matcher(block).results().map(MatchResult::group).forEach(source::append);
        return source
                + "public class QuickStart {\npublic static void main(String[] arguments) throws Exception {\n"
                + IMPORT.matcher(block).replaceAll("")
                + "}\n}\n";
    }
}
