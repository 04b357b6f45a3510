package io.lanewise.bench;

import com.google.gson.JsonObject;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How long single calls took, where JMH sampled them ({@code -bm sample}).
 *
 * @param operation as of {@link Measurement}
 * @param shape the sizes
 * @param backend as of {@link Measurement}
 * @param micros microseconds a call that so many per cent of the calls do not exceed
 */
record Latency(String operation, String shape, String backend, NavigableMap<Double, Double> micros) {
    /** An element of JMH's JSON, or none of another mode. */
    static Stream<Latency> of(JsonObject result) {
        if (!result.get("mode").getAsString().equals("sample")) {
            return Stream.empty();
        }
        JsonObject metric = result.getAsJsonObject("primaryMetric");
        double unit = Measurement.microsPerUnit(metric);
        NavigableMap<Double, Double> micros = new TreeMap<>();
        metric.getAsJsonObject("scorePercentiles")
                .entrySet()
                .forEach(e -> micros.put(Double.valueOf(e.getKey()), e.getValue().getAsDouble() * unit));
        return Stream.of(new Latency(
                Measurement.operation(result), Measurement.shape(result), Measurement.backend(result), micros));
    }
}
