package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.ChildJvm.Result;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JVMs that are not what they seem: every one answers, by the backend that is fast there, and says why. */
@RunsOnce
class BadGroundTest {
    private static final String ANSWER = "[0.090030566, 0.24472845, 0.6652409]";

    @TempDir
    Path directory;

    /** As in OSGi, JBoss Modules and some servlet containers. */
    @Test
    void aClassLoaderThatDoesNotShowTheModule() throws Exception {
        List<String> paths = List.of(ChildJvm.classPath().split(File.pathSeparator));
        List<String> arguments = new ArrayList<>(List.of("hidden"));
        arguments.addAll(paths);
        assertRuns("scalar", "the class loader of Lanewise does not show", List.of(ChildJvm.MODULE), arguments);
    }

    /** As in a native image: there, but of no use. */
    @Test
    void aVectorApiThatDoesNotInitialise() throws Exception {
        Path patch = Files.createDirectories(directory.resolve("patch/jdk/incubator/vector"));
        Sources.compile(
                directory.resolve("patch"),
                "FloatVector",
                """
                package jdk.incubator.vector;

                public abstract class FloatVector {
                    public static final Object SPECIES_PREFERRED = fail();

                    private static Object fail() {
                        throw new UnsupportedOperationException("no vectors here");
                    }
                }
                """,
                "--patch-module",
                "jdk.incubator.vector=" + directory.resolve("patch"),
                "--add-modules",
                "jdk.incubator.vector");
        assertTrue(Files.exists(patch.resolve("FloatVector.class")));
        List<String> flags = List.of(
                ChildJvm.MODULE,
                "--patch-module",
                "jdk.incubator.vector=" + patch.getParent().getParent().getParent());
        assertRuns("scalar", "the Vector API does not work here", flags, List.of("plain"));
    }

    @ParameterizedTest
    @CsvSource({
        "-XX:CompilationMode=quick-only, scalar, quick-only",
        "-XX:-TieredCompilation -XX:TieredStopAtLevel=1, vector, C2",
        "-XX:-TieredCompilation -XX:TieredStopAtLevel=0, scalar, UseCompiler",
        "-XX:-UseCompiler, scalar, UseCompiler",
        "-XX:CompilationMode=high-only, vector, C2",
        "-XX:TieredStopAtLevel=1, scalar, TieredStopAtLevel=1",
        "-XX:+NeverActAsServerClassMachine, scalar, C2",
        "-XX:+UnlockExperimentalVMOptions -XX:-EnableVectorSupport, scalar, EnableVectorSupport",
        "-Xint, scalar, -Xint"
    })
    void aCompilerThatKeepsVectorsAsObjects(String flags, String backend, String reason) throws Exception {
        List<String> all = new ArrayList<>(List.of(flags.split(" ")));
        all.add(ChildJvm.MODULE);
        assertRuns(backend, reason, all, List.of("plain"));
    }

    /** BigDecimal in each multiply-add of 20,000 layers would pass the process's time by far. */
    @Test
    void anImageWhoseFlagsCannotBeReadFindsTheProcessorsMultiplyAddMissing() throws Exception {
        Path image = image("java.base");
        Result result = ChildJvm.run(image, arguments(List.of("-XX:-UseFMA"), List.of("fma")));
        assertEquals(0, result.exit(), result.err());
        assertTrue(result.out().endsWith(ANSWER), result.out());
    }

    /** The advice to add a module that is not in the image would end in FindException. */
    @Test
    void anImageWithoutTheModuleSaysWhatToDoThere() throws Exception {
        Path image = image("java.base");
        Result result = ChildJvm.run(image, arguments(List.of(), List.of("plain")));
        assertEquals(0, result.exit(), result.err());
        assertTrue(result.out().startsWith("scalar: this runtime image has no module"), result.out());
        assertTrue(result.out().contains("jlink --add-modules"), result.out());
        assertTrue(result.out().endsWith(ANSWER), result.out());
    }

    /** A StackOverflowError at the first use says nothing of the machine, and must break nothing for good. */
    @ParameterizedTest
    @CsvSource({"-Xss256k", "-Xss1m"})
    void aFirstUseAtTheEndOfTheStack(String stack) throws Exception {
        for (String backend : new String[] {"scalar", "vector"}) {
            List<String> flags = backend.equals("vector") ? List.of(ChildJvm.MODULE, stack) : List.of(stack);
            Result result = ChildJvm.run(arguments(flags, List.of("deep-stack")));
            assertEquals(0, result.exit(), result.err());
            assertTrue(result.out().startsWith("failed first"), result.out());
            assertTrue(result.out().contains(backend + ": "), result.out());
            assertTrue(result.out().endsWith(ANSWER), result.out());
        }
    }

    @Test
    void aFirstUseWithAFullHeap() throws Exception {
        for (String backend : new String[] {"scalar", "vector"}) {
            List<String> flags = backend.equals("vector") ? List.of(ChildJvm.MODULE, "-Xmx48m") : List.of("-Xmx48m");
            Result result = ChildJvm.run(arguments(flags, List.of("full-heap")));
            assertEquals(0, result.exit(), result.err());
            assertTrue(result.out().startsWith("failed first"), result.out());
            assertTrue(result.out().contains(backend + ": "), result.out());
            assertTrue(result.out().endsWith(ANSWER), result.out());
        }
    }

    private static void assertRuns(String backend, String reason, List<String> flags, List<String> arguments)
            throws Exception {
        Result result = ChildJvm.run(arguments(flags, arguments));
        assertEquals(0, result.exit(), result.err());
        assertTrue(result.out().startsWith(backend + ": "), result.out());
        assertTrue(result.out().contains(reason), result.out());
        assertTrue(result.out().endsWith(ANSWER), result.out());
    }

    private static List<String> arguments(List<String> flags, List<String> arguments) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of("-cp", ChildJvm.classPath(), BadGround.class.getName()));
        all.addAll(arguments);
        return all;
    }

    /** A runtime image of these modules. */
    private Path image(String modules) {
        Path image = directory.resolve("image");
        ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
        int exit = jlink.run(System.out, System.err, "--add-modules", modules, "--output", image.toString());
        assertEquals(0, exit, "jlink");
        return image;
    }
}
