package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every block of code in the public Javadoc compiles where the arrays and sizes that it names are parameters. */
@RunsOnce
class JavadocSnippetsTest {
    private static final Pattern START = Pattern.compile("<pre\\b|\\{@snippet\\b");
    private static final Pattern BLOCK = Pattern.compile("<pre>\\{@code\\R(.*?)\\R[ *]*}</pre>", Pattern.DOTALL);
    private static final Pattern MARGIN = Pattern.compile("(?m)^ *\\* ?");

    @TempDir
    Path directory;

    @Test
    void everyBlockCompiles() throws IOException {
        // Surefire sets basedir to the module's directory.
        Path sources = Path.of(System.getProperty("basedir", "."), "src/main/java/io/lanewise");
        List<String> blocks = new ArrayList<>();
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                blocks.addAll(blocks(Files.readString(file)));
            }
        }
        assertFalse(blocks.isEmpty(), "no code in the Javadoc of " + sources);
        for (String block : blocks) {
            compile(block);
        }
    }

    @Test
    void aBlockThatDoesNotCompileFails() {
        List<String> blocks = blocks("/**\n * <pre>{@code\n * Dense.backward();\n * }</pre>\n */");
        assertThrows(AssertionError.class, () -> compile(blocks.get(0)));
    }

    /** One that no test would see; JDK 17's Javadoc has no snippets. */
    @Test
    void aBlockOfAnotherFormFails() {
        assertThrows(AssertionError.class, () -> blocks("/**\n * <pre>\n * Dense.forward();\n * </pre>\n */"));
        assertThrows(AssertionError.class, () -> blocks("/**\n * {@snippet :\n * Dense.forward();\n * }\n */"));
    }

    private static List<String> blocks(String source) {
        List<String> blocks = BLOCK.matcher(source)
                .results()
                .map(block -> MARGIN.matcher(block.group(1)).replaceAll(""))
                .toList();
        assertEquals(START.matcher(source).results().count(), blocks.size(), "blocks as <pre>{@code: " + source);
        return blocks;
    }

    private void compile(String block) throws IOException {
        Sources.compile(
                directory,
                "Snippet",
                "import io.lanewise.*;\nclass Snippet {\n"
                        + "void run(float[] x, float[] probabilities, int[] labels, int rows, int columns) {\n" + block
                        + "\n}\n}\n");
    }
}
