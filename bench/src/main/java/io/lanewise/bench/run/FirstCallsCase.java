package io.lanewise.bench.run;

import io.lanewise.bench.FirstCallsTimer;
import io.lanewise.bench.Median;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is stored of a network's first calls by one way; the lists are by JVM.
 *
 * @param network its sizes
 * @param way its name
 * @param startMillis from the start of the JVM to the first answer
 * @param warmUpMillis of that, the warm-up; empty where there is none
 * @param sumMillis the first 10,000 calls together
 * @param settledMillis of calls until they were as fast as the steady ones
 * @param steadyMicros the median of 10,000 steady calls
 * @param p99Micros what 99 % of the first 10,000 calls do not exceed
 * @param worstMicros the longest of the calls from the second on
 * @param overTwice how many calls from the second on have a median over the JVMs that is over twice the scalar one's
 * @param groups of calls, by the median that each call has over the JVMs
 * @param waiting what the scalar kernels still answered at the end, in words
 */
record FirstCallsCase(
        String network,
        String way,
        List<Double> startMillis,
        List<Double> warmUpMillis,
        List<Double> sumMillis,
        List<Double> settledMillis,
        List<Double> steadyMicros,
        List<Double> p99Micros,
        List<Double> worstMicros,
        int overTwice,
        List<Group> groups,
        List<String> waiting) {
    /** The last call of each group; the first group is the first call alone. */
    static final List<Integer> GROUPS = List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000);

    /**
     * Calls after each other.
     *
     * @param last the number of the last one, from 1
     * @param medianMicros the median of the calls
     * @param worstMicros the longest call
     * @param ratio the largest of a call's time to the same call's on the scalar backend
     */
    record Group(int last, double medianMicros, double worstMicros, double ratio) {}

    /** Of what the JVMs said, and the medians of the same calls on the scalar backend. */
    static FirstCallsCase of(String network, String way, List<Properties> said, double[] scalarMicros) {
        List<double[]> calls = said.stream().map(FirstCallsCase::micros).toList();
        double[] medians = medians(said);
        return new FirstCallsCase(
                network,
                way,
                numbers(said, "start", 1),
                numbers(said, "warmUp", 1).stream().filter(millis -> millis > 0).toList(),
                calls.stream().map(c -> rounded(Arrays.stream(c).sum() / 1e3)).toList(),
                numbers(said, "settled", 1),
                numbers(said, "steady", 1e3),
                calls.stream().map(FirstCallsCase::p99).toList(),
                calls.stream()
                        .map(c -> Arrays.stream(c).skip(1).max().orElseThrow())
                        .toList(),
                (int) IntStream.range(1, medians.length)
                        .filter(i -> medians[i] > 2 * scalarMicros[i])
                        .count(),
                groups(medians, scalarMicros),
                said.stream().map(s -> s.getProperty("waiting", "")).toList());
    }

    /** By call, the median over the JVMs, in microseconds. */
    static double[] medians(List<Properties> said) {
        List<double[]> calls = said.stream().map(FirstCallsCase::micros).toList();
        double[] medians = new double[FirstCallsTimer.CALLS];
        Arrays.setAll(
                medians,
                i -> Median.of(calls.stream().map(jvm -> jvm[i]).sorted().toList()));
        return medians;
    }

    private static List<Group> groups(double[] micros, double[] scalarMicros) {
        List<Group> groups = new ArrayList<>();
        int from = 0;
        for (int last : GROUPS) {
            double[] group = Arrays.copyOfRange(micros, from, last);
            double ratio = 0;
            for (int i = from; i < last; i++) {
                ratio = Math.max(ratio, micros[i] / scalarMicros[i]);
            }
            Arrays.sort(group);
            groups.add(new Group(
                    last,
                    rounded(Median.of(Arrays.stream(group).boxed().toList())),
                    rounded(group[group.length - 1]),
                    rounded(ratio)));
            from = last;
        }
        return groups;
    }

    private static double[] micros(Properties said) {
        return Stream.of(said.getProperty("nanos").split(" "))
                .mapToDouble(nanos -> Double.parseDouble(nanos) / 1e3)
                .toArray();
    }

    private static double p99(double[] micros) {
        double[] sorted = micros.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(0.99 * sorted.length) - 1];
    }

    private static List<Double> numbers(List<Properties> said, String name, double unit) {
        return said.stream()
                .map(s -> rounded(Double.parseDouble(s.getProperty(name, "0")) / unit))
                .toList();
    }

    /** To a thousandth, which is a nanosecond or a microsecond. */
    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
