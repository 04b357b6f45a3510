package io.lanewise.bench;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * Measures the roof of a dense workload in its own fork, after the last iteration and outside of its time, because
 * the clock drifts between forks, and a share of the roof must not contain that. It takes about 2 s.
 */
public final class RoofProfiler implements InternalProfiler {
    /** GFLOP/s of multiply-adds. */
    public static final String MULTIPLY_ADD = "roof.fma";
    /** GB/s of reading as many bytes as the weights have, from wherever they lie: half of 64 MB may be in L3. */
    public static final String READ = "roof.read";

    private int measured;

    @Override
    public String getDescription() {
        return "the roof, in the fork of a dense layer";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        // Nothing may run between two iterations.
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        if (iteration.getType() != IterationType.MEASUREMENT || ++measured < iteration.getCount()) {
            return List.of();
        }
        double bytes = Work.weightBytes(benchmark.getParam("shape"));
        return List.of(
                result(MULTIPLY_ADD, RoofMeasurement.multiplyAdd().rate(), "GFLOP/s"),
                result(READ, RoofMeasurement.reading(bytes).rate(), "GB/s"));
    }

    /** The maximum, because JMH takes the iterations without a result for zeros. */
    private static ScalarResult result(String label, double rate, String unit) {
        return new ScalarResult(label, rate, unit, AggregationPolicy.MAX);
    }
}
