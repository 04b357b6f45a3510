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
 * Measures the roof of a dense workload in its own fork, after the last iteration and outside of its time, so that a
 * share of the roof holds nothing of the clock's drift between forks. It takes about 2 s.
 */
public final class RoofProfiler implements InternalProfiler {
    /** GFLOP/s of multiply-adds. */
    static final String MULTIPLY_ADD = "roof.fma";
    /** GB/s of reading as much as the weights are, from where the processor keeps so much: 64 MB may half be in L3. */
    static final String READ = "roof.read";

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
                result(MULTIPLY_ADD, Roof.multiplyAdd().rate(), "GFLOP/s"),
                result(READ, Roof.reading(bytes).rate(), "GB/s"));
    }

    /** The maximum, since JMH takes the iterations without a result for zeros. */
    private static ScalarResult result(String label, double rate, String unit) {
        return new ScalarResult(label, rate, unit, AggregationPolicy.MAX);
    }
}
