package io.lanewise.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.bench.ExpectedBackend;
import io.lanewise.bench.ModelWorkload;
import io.lanewise.bench.RoofMeasurement;
import io.lanewise.bench.RoofProfiler;
import io.lanewise.bench.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Real forks, in both directions: the right backend is timed, another one fails the run. */
class ForkTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static List<RunResult> fork(Side side, String expected, ChainedOptionsBuilder what) throws RunnerException {
        List<String> jvmArgs = side.jvmArgs(new OptionsBuilder().build());
        jvmArgs.add("-D" + ExpectedBackend.PROPERTY + "=" + expected);
        return List.copyOf(new Runner(what.jvmArgs(jvmArgs.toArray(String[]::new))
                        .warmupIterations(0)
                        .measurementIterations(2)
                        .measurementTime(TimeValue.milliseconds(50))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run());
    }

    /** As a report reads it. */
    private static WorkloadTimes measured(List<RunResult> results) {
        return StoredRun.measurements(StoredRun.json(results)).get(0);
    }

    private static ChainedOptionsBuilder softmax() {
        return new OptionsBuilder().include("SoftmaxBenchmark.logForward").param("shape", "3x17");
    }

    @Test
    void eachSideRunsItsBackend() throws Exception {
        for (Side side : Side.ALL) {
            JvmFacts probe = side.probe(JAVA, new OptionsBuilder().build()).probe();
            WorkloadTimes m = measured(fork(side, probe.backend(), softmax()));
            assertEquals("Softmax.logForward", m.operation());
            assertEquals("3x17", m.shape());
            assertEquals(probe.backend(), m.backend());
            assertEquals(2, m.micros().size());
            assertEquals(List.of(), m.roofShares());
        }
    }

    /** One fork, one share; between nothing and somewhat above 1, where a neighbour slows the roof down but not us. */
    @Test
    void aForkMeasuresItsOwnRoof() throws Exception {
        ChainedOptionsBuilder dense = new OptionsBuilder()
                .include("DenseLayerBenchmark")
                .param("shape", "3x17x8")
                .addProfiler(RoofProfiler.class);
        RunResult result = fork(Side.VECTOR, vector(), dense).get(0);
        BenchmarkResult fork = result.getBenchmarkResults().iterator().next();
        for (String label : List.of(RoofProfiler.MULTIPLY_ADD, RoofProfiler.READ)) {
            double last = List.copyOf(fork.getIterationResults())
                    .get(1)
                    .getSecondaryResults()
                    .get(label)
                    .getScore();
            assertEquals(last, fork.getSecondaryResults().get(label).getScore(), label);
        }
        WorkloadTimes m = measured(List.of(result));
        assertEquals(1, m.roofShares().size());
        double share = m.roofShares().get(0);
        assertTrue(share > 0 && share < 2, () -> "share " + share);
    }

    /** The checks in the fork hold its answers; a wrong one would fail the run. */
    @Test
    void theRoofAddsUp() throws Exception {
        for (String shape : List.of(RoofMeasurement.MULTIPLY_ADD, "L1", "L2")) {
            ChainedOptionsBuilder roof =
                    new OptionsBuilder().include("RoofBenchmark").param("shape", shape);
            WorkloadTimes m = measured(fork(Side.VECTOR, vector(), roof));
            assertEquals("Roof.peak", m.operation());
            assertTrue(Work.of(m.operation(), m.shape()).rate(m.median()) > 0);
        }
    }

    /** As above: ours to the bit, the operator's within its tolerance. */
    @Test
    void theExponentialsAgree() throws Exception {
        for (String shape : List.of("1x1000", "3x33")) {
            ChainedOptionsBuilder softmax =
                    new OptionsBuilder().include("ExpOperatorBenchmark").param("shape", shape);
            assertEquals(
                    List.of("ExpOperator.lanewise", "ExpOperator.operator"),
                    StoredRun.measurements(StoredRun.json(fork(Side.VECTOR, vector(), softmax))).stream()
                            .map(WorkloadTimes::operation)
                            .toList());
        }
    }

    @Test
    void aModelRunsOnEachSide() throws Exception {
        Path model = Path.of("../core/src/test/resources/quickstart/digits.onnx");
        for (Side side : Side.ALL) {
            ChainedOptionsBuilder digits = new OptionsBuilder()
                    .include("ModelBenchmark")
                    .param("shape", "32x64-128-64-10")
                    .jvmArgsAppend("-D" + ModelWorkload.PROPERTY + "=" + model.toAbsolutePath());
            String backend =
                    side.probe(JAVA, new OptionsBuilder().build()).probe().backend();
            List<RunResult> results = fork(side, backend, digits);
            String stored = StoredRun.json(results);
            assertTrue(stored.contains("\"-D" + ModelWorkload.PROPERTY + "=digits.onnx\""), stored);
            WorkloadTimes m = measured(results);
            assertEquals("Model.outputs", m.operation());
            assertTrue(Work.of(m.operation(), m.shape()).rate(m.median()) > 0);
        }
    }

    @Test
    void reluAndTheCopyAgreeWithTheirOracles() throws Exception {
        for (String shape : List.of("64", "1003")) {
            ChainedOptionsBuilder copy =
                    new OptionsBuilder().include("CopyBenchmark").param("shape", shape);
            assertEquals(2, fork(Side.VECTOR, vector(), copy).size());
        }
    }

    @Test
    void theLossAndItsPlainLoopAgree() throws Exception {
        for (String shape : List.of("3x17", "256x10")) {
            ChainedOptionsBuilder losses =
                    new OptionsBuilder().include("MathLogBenchmark").param("shape", shape);
            assertEquals(2, fork(Side.VECTOR, vector(), losses).size());
        }
    }

    private static String vector() throws Exception {
        return Side.VECTOR.probe(JAVA, new OptionsBuilder().build()).probe().backend();
    }

    @Test
    void flagsThatTurnOneSideIntoTheOtherAreRefused() {
        Options turned =
                new OptionsBuilder().jvmArgsAppend("-Dlanewise.backend=scalar").build();
        assertThrows(IOException.class, () -> Side.VECTOR.probe(JAVA, turned));
    }

    @Test
    void theWrongBackendFailsTheRun() {
        assertThrows(RunnerException.class, () -> fork(Side.SCALAR, "vector-256", softmax()));
        assertThrows(RunnerException.class, () -> fork(Side.VECTOR, "scalar", softmax()));
    }
}
