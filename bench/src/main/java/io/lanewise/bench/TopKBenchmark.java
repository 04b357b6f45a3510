package io.lanewise.bench;

import io.lanewise.TopK;
import io.lanewise.kernel.choice.ScalarKernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The k largest of each row, few and many. */
@FullShapes({"1x1000x5", "256x10x3", "64x32000x100", "1x1000x1000"})
public class TopKBenchmark extends CheckedBenchmark {
    @Param("256x1000x5")
    public String shape;

    private int rows;
    private int columns;
    private int k;
    private float[] logits;
    private float[] values;
    private int[] indices;

    @Override
    List<ExpectedAnswer> prepare() {
        int[] sizes = Shape.sizes(shape, "rows", "columns", "k");
        rows = sizes[0];
        columns = sizes[1];
        k = sizes[2];
        logits = Inputs.logits(rows, columns, 1);
        values = new float[rows * k];
        indices = new int[rows * k];
        float[] expected = new float[rows * k];
        int[] expectedIndices = new int[rows * k];
        ScalarKernels.SET.topK().forward(logits, 0, expected, 0, expectedIndices, 0, rows, columns, k);
        return List.of(
                ExpectedAnswer.of("forward", this::forward, expected, values).and(expectedIndices, indices));
    }

    @Benchmark
    public float[] forward() {
        TopK.forward(logits, values, indices, rows, columns, k);
        return values;
    }
}
