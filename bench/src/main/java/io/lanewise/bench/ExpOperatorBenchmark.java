package io.lanewise.bench;

import io.lanewise.Softmax;
import io.lanewise.kernel.choice.ScalarKernels;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What our own exponential costs, whose bits are the same everywhere: a softmax with it, beside one with
 * {@code VectorOperators.EXP}, whose bits depend on the machine, the JDK and the compiler. The exponential alone cannot
 * be timed, as the kernel that has it is not public: what is compared is our softmax, its sum compensated and in a pass
 * of its own, with one that is as plain as it can be.
 */
@VectorSide
@OnRequest
@Warmup(iterations = 3, time = 900, timeUnit = TimeUnit.MILLISECONDS)
public class ExpOperatorBenchmark extends CheckedBenchmark {
    @Param("1x1000")
    public String shape;

    private int rows;
    private int columns;
    private float[] logits;
    private float[] ours;
    private float[] theirs;

    @Override
    List<ExpectedAnswer> prepare() {
        int[] sizes = Shape.sizes(shape, "rows", "columns");
        rows = sizes[0];
        columns = sizes[1];
        logits = Inputs.logits(rows, columns, 1);
        ours = new float[rows * columns];
        theirs = new float[rows * columns];
        float[] expected = new float[rows * columns];
        ScalarKernels.SET.softmax().forward(logits, 0, expected, 0, rows, columns);
        double relative = Tolerance.softmax(columns);
        return List.of(
                ExpectedAnswer.of("lanewise", this::lanewise, expected, ours),
                ExpectedAnswer.within(
                        "operator",
                        this::operator,
                        expected,
                        i -> relative * expected[i],
                        i -> theirs[i],
                        v -> Arrays.fill(theirs, v)));
    }

    @Benchmark
    public float[] lanewise() {
        Softmax.forward(logits, ours, rows, columns);
        return ours;
    }

    @Benchmark
    public float[] operator() {
        OperatorSoftmax.forward(logits, theirs, rows, columns);
        return theirs;
    }
}
