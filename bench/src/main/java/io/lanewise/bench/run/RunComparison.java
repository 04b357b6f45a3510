package io.lanewise.bench.run;

import java.util.List;

/**
 * A run beside an earlier one of the same set. Two rows agree where the least and the most of their times overlap. The
 * share of the roof says what is left of a difference between two machines.
 */
final class RunComparison {
    /** More than the other guests of a machine change from hour to hour. */
    private static final double REGRESSION = 1.10;

    private RunComparison() {}

    /** In Markdown, a row per workload that both have. */
    static String of(StoredRun then, StoredRun now) {
        boolean sameMachine =
                then.facts().processor().model().equals(now.facts().processor().model())
                        && then.facts().processor().cores()
                                == now.facts().processor().cores();
        RoofRates roofThen = RoofRates.of(then);
        RoofRates roofNow = RoofRates.of(now);
        StringBuilder out = new StringBuilder("## Beside " + then.name() + "\n\n");
        out.append(sameMachine ? "The same kind of machine" : "Another machine: compare the shares of the roof")
                .append("; then ")
                .append(then.facts().sides().get(1).probe().jdk())
                .append(", now ")
                .append(now.facts().sides().get(1).probe().jdk())
                .append(".\n\n");
        Markdown.header(
                out,
                List.of(
                        "operation",
                        "shape",
                        "on",
                        "then, µs",
                        "now, µs",
                        "now ÷ then",
                        "% of roof then",
                        "now",
                        "verdict"));
        for (WorkloadTimes before : then.measurements()) {
            now.of(before.operation()).stream()
                    .filter(m -> m.shape().equals(before.shape()) && m.backend().equals(before.backend()))
                    .forEach(after -> Markdown.row(
                            out,
                            before.operation(),
                            before.shape(),
                            before.backend(),
                            Markdown.times(before.micros()),
                            Markdown.times(after.micros()),
                            Markdown.number(after.median() / before.median(), 3),
                            Markdown.percent(roofThen.share(before)),
                            Markdown.percent(roofNow.share(after)),
                            verdict(before, after, sameMachine)));
        }
        return out.toString();
    }

    private static String verdict(WorkloadTimes before, WorkloadTimes after, boolean sameMachine) {
        if (after.least() <= before.most() && before.least() <= after.most()) {
            return "agree";
        }
        boolean regression = sameMachine && after.median() > REGRESSION * before.median();
        return regression ? "**regression**" : after.median() > before.median() ? "differ, slower" : "differ, faster";
    }
}
