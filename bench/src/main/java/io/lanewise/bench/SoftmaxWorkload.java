package io.lanewise.bench;

import io.lanewise.kernel.choice.ScalarKernels;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The logits of a softmax by rows, the same for every benchmark of one. One row of 1,000 is the slowest to warm up:
 * some 500 calls of 2 ms until C2 has compiled it, which takes over 1.5 s where the second core is busy.
 */
@Warmup(iterations = 3, time = 900, timeUnit = TimeUnit.MILLISECONDS)
@FullShapes({"64x32000", "4096x128"})
public abstract class SoftmaxWorkload extends CheckedBenchmark {
    @Param({"1x10", "1x1000", "256x10", "256x1000"})
    public String shape;

    int rows;
    int columns;
    float[] logits;
    /** The scalar specification's. */
    float[] expected;

    @Override
    final List<ExpectedAnswer> prepare() {
        int[] sizes = Shape.sizes(shape, "rows", "columns");
        rows = sizes[0];
        columns = sizes[1];
        logits = Inputs.logits(rows, columns, 1);
        expected = new float[rows * columns];
        ScalarKernels.SET.softmax().forward(logits, 0, expected, 0, rows, columns);
        return answers();
    }

    /** Makes the outputs, and returns the expected answers for these inputs. */
    abstract List<ExpectedAnswer> answers();
}
