package io.lanewise.bench;

import io.lanewise.ArgMax;
import io.lanewise.kernel.choice.ScalarKernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The largest of each row. */
@FullShapes({"1x1000", "256x10", "64x32000"})
public class ArgMaxBenchmark extends CheckedBenchmark {
    @Param("256x1000")
    public String shape;

    private int rows;
    private int columns;
    private float[] logits;
    private int[] indices;

    @Override
    List<ExpectedAnswer> prepare() {
        int[] sizes = Shape.sizes(shape, "rows", "columns");
        rows = sizes[0];
        columns = sizes[1];
        logits = Inputs.logits(rows, columns, 1);
        indices = new int[rows];
        int[] expected = new int[rows];
        ScalarKernels.SET.argMax().forward(logits, 0, expected, 0, rows, columns);
        return List.of(ExpectedAnswer.of("forward", this::forward, expected, indices));
    }

    @Benchmark
    public int[] forward() {
        ArgMax.forward(logits, indices, rows, columns);
        return indices;
    }
}
