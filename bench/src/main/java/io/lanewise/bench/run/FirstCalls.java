package io.lanewise.bench.run;

import com.google.gson.Gson;
import io.lanewise.bench.FirstCallsProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Times the start and each of the first 10,000 calls in new JVMs: what a service meets that starts without a warm-up.
 * JMH cannot, because between two iterations it leaves C2 milliseconds. Writes results/NAME.
 *
 * <p>{@code mvn -pl bench jmh -Djmh.main=io.lanewise.bench.run.FirstCalls}
 */
public final class FirstCalls {
    private static final int FORKS = 5;

    private FirstCalls() {}

    /** Takes the property jmh.report, the NAME. */
    public static void main(String[] arguments) throws Exception {
        Instant start = Instant.now();
        Commit commit = Commit.read();
        RunSettings settings = RunSettings.of("", System.getProperty("jmh.report", "local"), false, "");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<MachineFacts.ProbedSide> probed = new ArrayList<>();
        for (Side side : Side.ALL) {
            probed.add(side.probe(java, settings.jmh()));
        }
        FirstCallsReport.Forks forks = new FirstCallsReport.Forks();
        for (int fork = 0; fork < FORKS; fork++) {
            for (MachineFacts.ProbedSide side : probed) {
                String backend = side.probe().backend();
                Properties said = ask(java, side);
                forks.start(backend, said);
                forks.calls(backend, said);
                if (side.probe().lanes() > 1) {
                    forks.start(FirstCallsProbe.ALONE, ask(java, side, FirstCallsProbe.ALONE));
                }
            }
        }
        MachineFacts facts = new MachineFacts(
                "mvn -pl bench jmh -Djmh.main=" + FirstCalls.class.getName()
                        + (settings.report().equals("local") ? "" : " -Djmh.report=" + settings.report()),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Duration.between(start, Instant.now()).toSeconds(),
                "JVMs: " + FORKS + " a backend, each " + FirstCallsProbe.CALLS + " calls",
                commit,
                Processor.read(),
                probed,
                Map.of());
        Path folder = settings.folder();
        StoredRun.writeFirstCalls(folder, facts, new Gson().toJson(forks) + "\n");
        FirstCallsReport calls = FirstCallsReport.read(folder);
        String report = calls.markdown();
        Files.writeString(folder.resolve("report.md"), report);
        Files.writeString(folder.resolve(FirstCallsReport.CHART), new ChartDrawer().svg(calls.chart()));
        System.out.println(report);
    }

    private static Properties ask(String java, MachineFacts.ProbedSide side, String... arguments)
            throws IOException, InterruptedException {
        return ChildJvm.answers(java, side.flags(), FirstCallsProbe.class.getName(), List.of(arguments));
    }
}
