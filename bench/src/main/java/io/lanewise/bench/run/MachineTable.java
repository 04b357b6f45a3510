package io.lanewise.bench.run;

import java.util.stream.Collectors;

/** The first part of a report: what the run was measured on. */
final class MachineTable {
    private MachineTable() {}

    /** The title and a table, in Markdown. */
    static String of(MachineFacts facts) {
        JvmFacts probe = facts.sides().get(0).probe();
        StringBuilder out = new StringBuilder();
        out.append("# Lanewise, ")
                .append(facts.sides().stream()
                        .map(side -> side.probe().backend())
                        .distinct()
                        .collect(Collectors.joining(" and ")))
                .append("\n\n");
        out.append("| | |\n| --- | --- |\n");
        Markdown.row(
                out,
                "processor",
                facts.processor().model() + ", " + facts.processor().cores() + " cores");
        Markdown.row(out, "system", probe.os());
        Markdown.row(out, "JDK", probe.jdk() + "; " + probe.vm());
        Markdown.row(
                out, "commit", facts.commit().hash() + ", " + facts.commit().state());
        Markdown.row(out, "command", "`" + facts.command() + "`");
        Markdown.row(out, "date", facts.date() + ", after " + facts.seconds() + " s");
        Markdown.row(out, "timing", facts.iterations());
        for (MachineFacts.ProbedSide side : facts.sides()) {
            Markdown.row(
                    out,
                    side.probe().backend(),
                    "`" + String.join(" ", side.flags()) + "`: " + side.probe().reason());
        }
        for (MachineFacts.ProbedSide side : facts.sides()) {
            Markdown.row(
                    out,
                    "MNIST, " + side.probe().backend(),
                    side.probe().mnistRight() + " of " + side.probe().mnistImages() + " images right, mean loss "
                            + side.probe().mnistLoss());
        }
        facts.peers().forEach((name, said) -> Markdown.row(out, name, said));
        return out.toString();
    }
}
