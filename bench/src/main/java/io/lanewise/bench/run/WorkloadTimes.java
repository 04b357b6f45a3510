package io.lanewise.bench.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.lanewise.bench.ExpectedBackend;
import io.lanewise.bench.Median;
import io.lanewise.bench.PeerNames;
import io.lanewise.bench.RoofProfiler;
import io.lanewise.bench.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The times of one workload on one backend, or by one peer.
 *
 * @param operation class and method: {@code Softmax.forward}
 * @param shape the sizes
 * @param backend {@code scalar}, or {@code vector-} and the width, or the peer's name; ours among peers is
 *     {@link PeerNames#OURS} on the vector side, {@code scalar}, and {@link #PLAIN} without C2's vectors
 * @param micros microseconds per call, one value per iteration of each fork, ascending
 * @param bytesPerCall allocated on the heap, one value per iteration, ascending; none without JMH's gc profiler
 * @param roofShares of each fork that {@link RoofProfiler} ran in: the roof's time ÷ the median of the fork's times
 */
record WorkloadTimes(
        String operation,
        String shape,
        String backend,
        List<Double> micros,
        List<Double> bytesPerCall,
        List<Double> roofShares) {
    /** The scalar backend without C2's own vectors, as a {@link #backend}. */
    static final String PLAIN = "scalar, no SuperWord";

    private static final Map<String, Double> MICROS =
            Map.of("ns/op", 1e-3, "us/op", 1.0, "ms/op", 1e3, "s/op", 1e6, "min/op", 6e7);

    WorkloadTimes {
        micros = micros.stream().sorted().toList();
        bytesPerCall = bytesPerCall.stream().sorted().toList();
        roofShares = roofShares.stream().sorted().toList();
    }

    /** An element of JMH's JSON, or none where its mode is another than the average time. */
    static Stream<WorkloadTimes> of(JsonObject result) {
        if (!result.get("mode").getAsString().equals("avgt")) {
            return Stream.empty();
        }
        JsonObject primary = result.getAsJsonObject("primaryMetric");
        List<List<Double>> forks = numbers(primary, microsPerUnit(primary));
        JsonObject secondary = result.getAsJsonObject("secondaryMetrics");
        List<Double> bytes = secondary.keySet().stream()
                .filter(name -> name.endsWith("gc.alloc.rate.norm"))
                .flatMap(name -> numbers(secondary.getAsJsonObject(name), 1).stream())
                .flatMap(List::stream)
                .toList();
        String operation = operation(result);
        String shape = shape(result);
        List<Double> micros = forks.stream().flatMap(List::stream).toList();
        return Stream.of(new WorkloadTimes(
                operation, shape, backend(result), micros, bytes, shares(operation, shape, forks, secondary)));
    }

    static double microsPerUnit(JsonObject metric) {
        String unit = metric.get("scoreUnit").getAsString();
        if (!MICROS.containsKey(unit)) {
            throw new IllegalArgumentException("JMH's times are in " + unit + ", not one of " + MICROS.keySet());
        }
        return MICROS.get(unit);
    }

    static String operation(JsonObject result) {
        String benchmark = result.get("benchmark").getAsString();
        int dot = benchmark.lastIndexOf('.');
        return operationOf(benchmark.substring(0, dot)) + benchmark.substring(dot);
    }

    static String shape(JsonObject result) {
        return result.getAsJsonObject("params").get("shape").getAsString();
    }

    /** Of each fork, one value per iteration, times a factor. */
    private static List<List<Double>> numbers(JsonObject metric, double factor) {
        List<List<Double>> forks = new ArrayList<>();
        for (JsonElement fork : metric.getAsJsonArray("rawData")) {
            forks.add(elements(fork.getAsJsonArray())
                    .map(e -> e.getAsDouble() * factor)
                    .toList());
        }
        return forks;
    }

    /** The least time that a dense layer needs by what its fork measured, to compute or to read the weights. */
    private static List<Double> shares(String operation, String shape, List<List<Double>> forks, JsonObject secondary) {
        if (!secondary.has(RoofProfiler.MULTIPLY_ADD)) {
            return List.of();
        }
        List<List<Double>> multiplyAdd = numbers(secondary.getAsJsonObject(RoofProfiler.MULTIPLY_ADD), 1);
        List<List<Double>> read = numbers(secondary.getAsJsonObject(RoofProfiler.READ), 1);
        return IntStream.range(0, forks.size())
                .mapToObj(i -> {
                    double arithmetic = Work.of(operation, shape).amount()
                            / multiplyAdd.get(i).get(0);
                    double reading = Work.weightBytes(shape) / read.get(i).get(0);
                    return Math.max(arithmetic, reading)
                            / 1e3
                            / Median.of(forks.get(i).stream().sorted().toList());
                })
                .toList();
    }

    /** {@code Softmax} of {@code io.lanewise.bench.SoftmaxBenchmark}. */
    static String operationOf(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replaceFirst("Benchmark$", "");
    }

    static String backend(JsonObject result) {
        String flag = "-D" + ExpectedBackend.PROPERTY + "=";
        List<String> jvmArgs = elements(result.getAsJsonArray("jvmArgs"))
                .map(JsonElement::getAsString)
                .toList();
        String backend = jvmArgs.stream()
                .filter(a -> a.startsWith(flag))
                .map(a -> a.substring(flag.length()))
                .findFirst()
                .orElseThrow();
        JsonElement peer = result.getAsJsonObject("params").get("peer");
        if (peer == null) {
            return backend;
        } else if (!backend.equals(Side.SCALAR.name())) {
            return peer.getAsString();
        }
        return jvmArgs.containsAll(Side.PLAIN.flags()) ? PLAIN : backend;
    }

    private static Stream<JsonElement> elements(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    double median() {
        return Median.of(micros);
    }

    double least() {
        return micros.get(0);
    }

    double most() {
        return micros.get(micros.size() - 1);
    }
}
