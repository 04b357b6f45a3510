package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.corpus.Contract;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every Java block of the README compiles, and gives in the folder of the model's files what it says. */
class QuickStartTest {
    private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern PYTHON = Pattern.compile("```python\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\R?");

    @TempDir
    Path directory;

    @Test
    void everyBlockRuns() throws Exception {
        for (String file : List.of("digits.onnx", "digits.npy")) {
            try (InputStream in = resource(file)) {
                Files.copy(in, directory.resolve(file));
            }
        }
        List<String> blocks = blocks(JAVA, readme());
        assertEquals(4, blocks.size(), "blocks of Java in the README");
        assertEquals("0 1 2 3 4 5 6 7 8 9", run(blocks.get(0)));
        assertFalse(run(blocks.get(1)).isBlank());
        assertEquals("0 1 2 3 4 5 6 7 8 9", run(blocks.get(2)));
        assertTrue(Files.exists(directory.resolve("trained.safetensors")));
        assertFalse(run(blocks.get(3)).isBlank());
    }

    /** The files that the Java block reads were written by these lines. */
    @Test
    void thePythonIsWhatWroteTheFiles() throws IOException {
        try (InputStream in = resource("digits.py")) {
            String ran = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(List.of(ran), blocks(PYTHON, readme()));
        }
    }

    private static InputStream resource(String name) {
        return QuickStartTest.class.getResourceAsStream("/quickstart/" + name);
    }

    /** Surefire sets basedir to the module's directory. */
    private static String readme() throws IOException {
        return Files.readString(Path.of(System.getProperty("basedir", "."), "..", "README.md"));
    }

    @Test
    void theFingerprintsAreTheContracts() throws IOException {
        List<String> lines =
                readme().lines().filter(line -> line.contains("  equal      ")).toList();
        List<String> contract = Arrays.stream(Contract.values())
                .map(part -> String.format("%-37s%s%s", part.operation(), "equal      ", part.fingerprint()))
                .toList();
        assertFalse(lines.isEmpty(), "no fingerprint in the README");
        assertTrue(contract.containsAll(lines), lines + " are not all in " + contract);
    }

    @Test
    void aBlockThatDoesNotCompileOrRunFails() {
        String broken = "before\n```java\nDense.backward();\n```\nafter\n```java\nthrow new Error();\n```\n";
        List<String> blocks = blocks(JAVA, broken);
        assertThrows(AssertionError.class, () -> run(blocks.get(0)));
        assertThrows(AssertionError.class, () -> run(blocks.get(1)));
    }

    private static List<String> blocks(Pattern language, String markdown) {
        return language.matcher(markdown).results().map(block -> block.group(1)).toList();
    }

    /** What the block prints, on this JVM's backend. */
    private String run(String block) throws IOException, InterruptedException {
        Sources.compile(directory, "QuickStart", wrapped(block));
        List<String> command = new ArrayList<>(List.of("-cp", ChildJvm.classes() + File.pathSeparator + directory));
        if (Backend.current().name().equals("vector")) {
            command.add(0, "-Dlanewise.vector.bits=" + Backend.current().lanes() * Float.SIZE);
            command.add(0, ChildJvm.MODULE);
        }
        command.add("QuickStart");
        ChildJvm.Result result = ChildJvm.runIn(directory, command);
        assertEquals(0, result.exit(), result.err());
        return result.out();
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
