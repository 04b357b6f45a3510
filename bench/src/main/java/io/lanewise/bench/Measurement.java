package io.lanewise.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * The times of one workload on one backend.
 *
 * @param operation class and method: {@code Softmax.forward}
 * @param shape the sizes
 * @param backend {@code scalar}, or {@code vector-} and the width
 * @param micros microseconds a call, one value an iteration of each fork, ascending
 * @param bytesPerCall allocated on the heap, where JMH's gc profiler ran
 */
record Measurement(
        String operation, String shape, String backend, List<Double> micros, OptionalDouble bytesPerCall) {
    Measurement {
        micros = micros.stream().sorted().toList();
    }

    /** JMH's result, or none where its mode is another than the average time. */
    static Stream<Measurement> of(RunResult result) {
        BenchmarkParams params = result.getParams();
        if (params.getMode() != Mode.AverageTime) {
            return Stream.empty();
        }
        double microsPerUnit = params.getTimeUnit().toNanos(1) / 1e3;
        List<Double> micros = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(i -> i.getPrimaryResult().getScore() * microsPerUnit)
                .toList();
        OptionalDouble bytes = result.getSecondaryResults().keySet().stream()
                .filter(name -> name.endsWith("gc.alloc.rate.norm"))
                .mapToDouble(name -> result.getSecondaryResults().get(name).getScore())
                .findFirst();
        String benchmark = params.getBenchmark();
        int dot = benchmark.lastIndexOf('.');
        String operation = operationOf(benchmark.substring(0, dot)) + benchmark.substring(dot);
        return Stream.of(new Measurement(operation, params.getParam("shape"), backendOf(params), micros, bytes));
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
        int n = micros.size();
        return (micros.get((n - 1) / 2) + micros.get(n / 2)) / 2;
    }

    double least() {
        return micros.get(0);
    }

    double most() {
        return micros.get(micros.size() - 1);
    }
}
