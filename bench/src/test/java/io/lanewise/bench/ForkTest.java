package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Real forks, in both directions: the right backend is timed, another one fails the run. */
class ForkTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static List<RunResult> fork(Side side, String expected) throws RunnerException {
        List<String> jvmArgs = side.jvmArgs(new OptionsBuilder().build());
        jvmArgs.add("-D" + ExpectedBackend.PROPERTY + "=" + expected);
        return List.copyOf(new Runner(new OptionsBuilder()
                        .include("SoftmaxBenchmark.logForward")
                        .param("shape", "3x17")
                        .jvmArgs(jvmArgs.toArray(String[]::new))
                        .warmupIterations(0)
                        .measurementIterations(2)
                        .measurementTime(TimeValue.milliseconds(50))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run());
    }

    @Test
    void eachSideRunsItsBackend() throws Exception {
        for (Side side : Side.ALL) {
            Probe probe = side.probe(JAVA, new OptionsBuilder().build()).probe();
            Measurement m = Measurement.of(fork(side, probe.backend()).get(0)).findFirst().orElseThrow();
            assertEquals("Softmax.logForward", m.operation());
            assertEquals("3x17", m.shape());
            assertEquals(probe.backend(), m.backend());
            assertEquals(2, m.micros().size());
        }
    }

    @Test
    void flagsThatTurnOneSideIntoTheOtherAreRefused() {
        Options turned =
                new OptionsBuilder().jvmArgsAppend("-Dlanewise.backend=scalar").build();
        assertThrows(IOException.class, () -> Side.VECTOR.probe(JAVA, turned));
    }

    @Test
    void theWrongBackendFailsTheRun() {
        assertThrows(RunnerException.class, () -> fork(Side.SCALAR, "vector-256"));
        assertThrows(RunnerException.class, () -> fork(Side.VECTOR, "scalar"));
    }
}
