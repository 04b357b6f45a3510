package io.lanewise.bench.run;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How long single calls took, where JMH sampled them ({@code -bm sample}).
 *
 * @param operation as of {@link WorkloadTimes}
 * @param shape the sizes
 * @param backend as of {@link WorkloadTimes}
 * @param micros microseconds per call that so many per cent of the calls do not exceed
 */
record Latency(String operation, String shape, String backend, NavigableMap<Double, Double> micros) {
    /** As JMH's JSON names them. */
    static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99, 100.0);

    /** An element of JMH's JSON, or none of another mode. */
    static Stream<Latency> of(JsonObject result) {
        if (!result.get("mode").getAsString().equals("sample")) {
            return Stream.empty();
        }
        JsonObject metric = result.getAsJsonObject("primaryMetric");
        double unit = WorkloadTimes.microsPerUnit(metric);
        NavigableMap<Double, Double> micros = new TreeMap<>();
        metric.getAsJsonObject("scorePercentiles")
                .entrySet()
                .forEach(
                        e -> micros.put(Double.valueOf(e.getKey()), e.getValue().getAsDouble() * unit));
        return Stream.of(new Latency(
                WorkloadTimes.operation(result), WorkloadTimes.shape(result), WorkloadTimes.backend(result), micros));
    }

    /** 99.9 %, 100 %. */
    static String percentile(double percent) {
        return new BigDecimal(Double.toString(percent)).stripTrailingZeros().toPlainString() + " %";
    }
}
