package io.lanewise.bench;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The roof: multiply-adds in registers, and reads of what each level of the caches holds. */
@VectorSide
public class RoofBenchmark extends CheckedBenchmark {
    @Param({Roof.MULTIPLY_ADD, "L1", "L2", "L3", "memory"})
    public String shape;

    private Roof roof;
    private final double[] sum = new double[1];

    @Override
    List<Answer> prepare() {
        roof = Roof.of(shape);
        return List.of(Answer.of("peak", this::peak, roof.expected(), sum));
    }

    @Benchmark
    public double peak() {
        return sum[0] = roof.run();
    }
}
