package io.lanewise.bench.run;

import io.lanewise.bench.PeerNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One shape of an operation in several runs: our time, and how many times as long others take. Each is of the first run
 * that has it, and both times of a ratio are of one run, because the machine is another from hour to hour.
 *
 * @param ours of the first run
 * @param others by name, our own other forms among them
 */
record PeerRatios(WorkloadTimes ours, Map<String, Double> others) {

    /** By shape, in the order of the last run, then of those before it; a shape that ours was not timed at is none. */
    static Map<String, PeerRatios> of(List<StoredRun> runs, String operation) {
        Map<String, PeerRatios> byShape = new LinkedHashMap<>();
        for (int i = runs.size() - 1; i >= 0; i--) {
            for (WorkloadTimes m : runs.get(i).of(operation)) {
                if (m.backend().equals(PeerNames.OURS)) {
                    byShape.computeIfAbsent(m.shape(), shape -> of(runs, operation, shape));
                }
            }
        }
        return byShape;
    }

    private static PeerRatios of(List<StoredRun> runs, String operation, String shape) {
        List<WorkloadTimes> ours = new ArrayList<>();
        Map<String, Double> others = new LinkedHashMap<>();
        for (StoredRun run : runs) {
            List<WorkloadTimes> timed = run.of(operation).stream()
                    .filter(m -> m.shape().equals(shape))
                    .toList();
            timed.stream()
                    .filter(m -> m.backend().equals(PeerNames.OURS))
                    .findFirst()
                    .ifPresent(our -> {
                        ours.add(our);
                        timed.stream()
                                .filter(m -> m != our)
                                .forEach(m -> others.putIfAbsent(m.backend(), m.median() / our.median()));
                    });
        }
        return new PeerRatios(ours.get(0), others);
    }

    /** Of the fastest of those that are not ours. */
    OptionalDouble least() {
        return others.entrySet().stream()
                .filter(other -> !PeerTitles.isOurs(other.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .min();
    }

    /** Three digits, a dash for one that was not timed. */
    String cell(String name) {
        return others.containsKey(name) ? Markdown.number(others.get(name), 3) : "–";
    }

    /** As {@link #cell}. */
    String leastCell() {
        return least().isPresent() ? Markdown.number(least().getAsDouble(), 3) : "–";
    }
}
