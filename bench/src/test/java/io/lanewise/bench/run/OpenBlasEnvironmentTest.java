package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenBlasEnvironmentTest {
    @Test
    void theCoreTypeIsWhatOpenBlasSays() {
        assertEquals("SkylakeX", OpenBlasEnvironment.coreType("WARNING: x\nCore: SkylakeX\nmore\n"));
        assertEquals("", OpenBlasEnvironment.coreType("WARNING: no library\n"));
    }

    /** Lists the benchmarks, for which nothing is timed, in an environment that would mislead OpenBLAS. */
    @Test
    void aMisledRunStartsAgainWithoutTheVariables() throws Exception {
        ProcessBuilder run = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djmh.args=-l",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BenchmarkRun.class.getName()))
                .redirectErrorStream(true);
        run.environment().put("OPENBLAS_CORETYPE", "Haswell");
        Process process = run.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.startsWith("OPENBLAS_CORETYPE or OPENBLAS_L2_SIZE is set"), said);
        assertTrue(said.contains("SoftmaxBenchmark"), said);
    }
}
