package io.lanewise.bench;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The roof: multiply-adds in registers, and reads of what each level of the caches holds. */
@VectorSide
public class RoofBenchmark extends CheckedBenchmark {
    @Param({RoofMeasurement.MULTIPLY_ADD, "L1", "L2", "L3", "memory"})
    public String shape;

    private RoofMeasurement roof;
    private final double[] sum = new double[1];

    @Override
    List<ExpectedAnswer> prepare() {
        roof = RoofMeasurement.of(shape);
        return List.of(ExpectedAnswer.of("peak", this::peak, roof.expected(), sum));
    }

    @Benchmark
    public double peak() {
        return sum[0] = roof.run();
    }
}
