package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.ChildJvm.Result;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice as a user's JVM makes it, from its flags. In one execution only, because the processes choose. */
@RunsOnce
class BackendProcessTest {
    private static final String FLAG = "--add-modules jdk.incubator.vector";

    @Test
    void withoutTheModuleScalarRunsAndNamesTheFlag() throws Exception {
        Result result = main();
        assertSays(result, 0, "scalar", FLAG);
        assertEquals("", result.err());
    }

    @Test
    void aLibraryIsSilent() throws Exception {
        Result result = ChildJvm.run(List.of("-cp", ChildJvm.classPath(), Probe.class.getName()));
        assertEquals(new Result(0, "", ""), result);
    }

    @Test
    void forcedVectorsWithoutTheModuleThrowAtEveryUse() throws Exception {
        for (String force : new String[] {"-Dlanewise.backend=vector", "-Dlanewise.vector.bits=128"}) {
            Result result =
                    ChildJvm.run(List.of(force, "-cp", ChildJvm.classPath(), Probe.class.getName(), "refusals"));
            assertEquals(0, result.exit(), result.err());
            List<String> lines = result.out().lines().toList();
            assertTrue(lines.size() >= 9 * 3, result.out());
            for (String line : lines) {
                assertTrue(line.startsWith("refused: ") && line.contains(FLAG), line);
            }
        }
    }

    @Test
    void mainSaysARefusalAndFails() throws Exception {
        assertSays(main("-Dlanewise.backend=vector"), 1, "none", FLAG);
        assertSays(main("-Dlanewise.backend=nonsense"), 1, "none", "nonsense", "auto, vector and scalar");
        assertSays(main("-Dlanewise.vector.bits=7"), 1, "none", "128, 256 and 512");
        assertSays(main("-Dlanewise.backend=scalar", "-Dlanewise.vector.bits=128"), 1, "none", "leave one out");
    }

    @Test
    void scalarCanBeAskedFor() throws Exception {
        assertSays(main(ChildJvm.MODULE, "-Dlanewise.backend=scalar"), 0, "scalar", "-Dlanewise.backend=scalar");
    }

    @Test
    void anInterpreterRunsScalar() throws Exception {
        assertSays(main(ChildJvm.MODULE, "-Xint"), 0, "scalar", "-Xint");
    }

    @Test
    void aVmWithoutC2RunsScalar() throws Exception {
        for (int level = 0; level < 4; level++) {
            String flag = "-XX:TieredStopAtLevel=" + level;
            Result result = main(ChildJvm.MODULE, flag);
            assertSays(result, 0, "scalar");
            assertTrue(result.out().contains(flag) || result.out().contains("UseCompiler"), result.out());
        }
    }

    @Test
    void aVmWithoutFusedMultiplyAddRunsScalar() throws Exception {
        assertSays(main(ChildJvm.MODULE, "-XX:-UseFMA"), 0, "scalar", "UseFMA");
    }

    @Test
    void withTheModuleTheVectorBackendRuns() throws Exception {
        assertSays(main(ChildJvm.MODULE), 0, "vector", "jdk.incubator.vector");
        assertSays(main(ChildJvm.MODULE, "-Dlanewise.vector.bits=128"), 0, "vector", "-Dlanewise.vector.bits");
    }

    /** A class earlier on the class path than the library's stands for a compiler or a processor that errs. */
    @Test
    void aForcedVectorKernelThatErrsIsRefused(@TempDir Path directory) throws Exception {
        Sources.compile(directory, "VectorRelu", """
                package io.lanewise.kernel.rows;

                public final class VectorRelu implements ReluKernel {
                    @Override
                    public void forward(float[] x, int xOffset, float[] y, int yOffset, int length) {
                        for (int i = 0; i < length; i++) {
                            y[yOffset + i] = x[xOffset + i] < 0 ? 0f : x[xOffset + i]; // leaves -0
                        }
                    }
                }
                """);
        String classPath = directory + File.pathSeparator + ChildJvm.classes();
        String why = "the vector kernel of relu gives other bits than the scalar one";
        List<String> forced =
                List.of(ChildJvm.MODULE, "-Dlanewise.backend=vector", "-cp", classPath, "io.lanewise.command.Main");
        assertSays(ChildJvm.run(forced), 1, "none", why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--add-modules=jdk.incubator.vector", "-Dlanewise.backend=vector"})
    void aNamedModuleChoosesAsTheClassPathDoes(String flag) throws Exception {
        List<String> flags = flag.isEmpty() ? List.of() : List.of(flag);
        List<String> command = new ArrayList<>(flags);
        command.addAll(
                List.of("--module-path", ChildJvm.classes().toString(), "-m", "io.lanewise/io.lanewise.command.Main"));
        assertEquals(main(flags.toArray(String[]::new)), ChildJvm.run(command));
    }

    private static Result main(String... flags) throws Exception {
        List<String> command = new ArrayList<>(List.of(flags));
        command.addAll(List.of("-cp", ChildJvm.classes().toString(), "io.lanewise.command.Main"));
        return ChildJvm.run(command);
    }

    private static void assertSays(Result result, int exit, String backend, String... words) {
        assertEquals(exit, result.exit(), result.toString());
        assertTrue(result.out().matches("(?s).*backend:\\s+" + backend + "\\b.*"), result.out());
        for (String word : words) {
            assertTrue(result.out().contains(word), result.out());
        }
    }
}
