package io.lanewise.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all benchmarks share: the way of timing, and the checks before and after it. One that fails ends the whole run.
 *
 * <p>A fork costs about 3.5 s: 2.4 s of iterations, the JVM's start, the inputs and the checks; one that measures its
 * roof takes 2 s more. The default run, every workload on two backends and the roof, must end within 6 minutes on two
 * cores.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public abstract class CheckedBenchmark {
    private List<ExpectedAnswer> answers;

    /** Makes the inputs, and returns the expected answer of each benchmark method of the class. */
    abstract List<ExpectedAnswer> prepare();

    /** Before the warm-up: the right backend, and right answers from cold code. */
    @Setup(Level.Trial)
    public void setUp() {
        ExpectedBackend.check();
        answers = prepare();
        answers.forEach(ExpectedAnswer::checkCold);
    }

    /** After the last iteration: right answers from the code that was timed. */
    @TearDown(Level.Trial)
    public void tearDown() {
        ExpectedAnswer.checkHot(answers);
    }
}
