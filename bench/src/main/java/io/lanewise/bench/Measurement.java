package io.lanewise.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * The times of one workload on one backend, or by one peer.
 *
 * @param operation class and method: {@code Softmax.forward}
 * @param shape the sizes
 * @param backend {@code scalar}, or {@code vector-} and the width, or the peer's name
 * @param micros microseconds a call, one value an iteration of each fork, ascending
 * @param bytesPerCall allocated on the heap, where JMH's gc profiler ran
 * @param roofShares of each fork that {@link RoofProfiler} ran in: the roof's time ÷ the median of the fork's times
 */
record Measurement(
        String operation, String shape, String backend, List<Double> micros, OptionalDouble bytesPerCall,
        List<Double> roofShares) {
    Measurement {
        micros = micros.stream().sorted().toList();
        roofShares = roofShares.stream().sorted().toList();
    }

    /** JMH's result, or none where its mode is another than the average time. */
    static Stream<Measurement> of(RunResult result) {
        BenchmarkParams params = result.getParams();
        if (params.getMode() != Mode.AverageTime) {
            return Stream.empty();
        }
        double microsPerUnit = params.getTimeUnit().toNanos(1) / 1e3;
        Collection<BenchmarkResult> forks = result.getBenchmarkResults();
        List<Double> micros =
                forks.stream().flatMap(fork -> micros(fork, microsPerUnit)).toList();
        OptionalDouble bytes = result.getSecondaryResults().keySet().stream()
                .filter(name -> name.endsWith("gc.alloc.rate.norm"))
                .mapToDouble(name -> result.getSecondaryResults().get(name).getScore())
                .findFirst();
        String benchmark = params.getBenchmark();
        int dot = benchmark.lastIndexOf('.');
        String operation = operationOf(benchmark.substring(0, dot)) + benchmark.substring(dot);
        String shape = params.getParam("shape");
        List<Double> shares = forks.stream()
                .filter(fork -> fork.getSecondaryResults().containsKey(RoofProfiler.MULTIPLY_ADD))
                .map(fork -> roofMicros(operation, shape, fork.getSecondaryResults())
                        / median(micros(fork, microsPerUnit).sorted().toList()))
                .toList();
        String peer = params.getParam("peer");
        return Stream.of(new Measurement(
                operation, shape, peer == null ? backendOf(params) : peer, micros, bytes, shares));
    }

    private static Stream<Double> micros(BenchmarkResult fork, double microsPerUnit) {
        return fork.getIterationResults().stream()
                .map(i -> i.getPrimaryResult().getScore() * microsPerUnit);
    }

    /** The least time that a dense layer needs by what its fork measured: to compute, or to read the weights. */
    @SuppressWarnings("rawtypes")
    private static double roofMicros(String operation, String shape, Map<String, Result> roof) {
        double arithmetic = Work.of(operation, shape).amount() / roof.get(RoofProfiler.MULTIPLY_ADD).getScore();
        double reading = Work.weightBytes(shape) / roof.get(RoofProfiler.READ).getScore();
        return Math.max(arithmetic, reading) / 1e3;
    }

    /** {@code Softmax} of {@code io.lanewise.bench.SoftmaxBenchmark}. */
    static String operationOf(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replaceFirst("Benchmark$", "");
    }

    private static String backendOf(BenchmarkParams params) {
        String flag = "-D" + ExpectedBackend.PROPERTY + "=";
        return params.getJvmArgs().stream()
                .filter(a -> a.startsWith(flag))
                .map(a -> a.substring(flag.length()))
                .findFirst()
                .orElseThrow();
    }

    double median() {
        return median(micros);
    }

    /** Of ascending values. */
    static double median(List<Double> values) {
        int n = values.size();
        return (values.get((n - 1) / 2) + values.get(n / 2)) / 2;
    }

    double least() {
        return micros.get(0);
    }

    double most() {
        return micros.get(micros.size() - 1);
    }
}
