package io.lanewise.bench.run;

import com.google.gson.GsonBuilder;
import io.lanewise.bench.FirstCallsTimer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Times the start and each of the first 10,000 calls in new JVMs: what a service meets that starts. JMH cannot, because
 * between two iterations it leaves C2 milliseconds. Writes results/NAME.
 *
 * <p>{@code mvn -pl bench jmh -Ppeers -Djmh.main=io.lanewise.bench.run.FirstCalls}
 */
public final class FirstCalls {
    private static final List<String> NETWORKS = List.of("784-128-10", "4-5-2");
    private static final int JVMS = 20;

    /** Trials take a quarter of the calls' time, and are over well before this. */
    private static final int CALLS_MILLIS = 3_000;

    private FirstCalls() {}

    /**
     * Takes the properties jmh.report, the NAME, jmh.jvms, how many of each kind are started, and jmh.millis, how long
     * the calls of each go on. The JVMs of all kinds take turns, because a machine's clock drifts.
     */
    public static void main(String[] arguments) throws Exception {
        OwnRun run =
                new OwnRun(FirstCalls.class, List.of(Side.SCALAR, Side.SCALAR_WITH_MODULE, Side.AUTO, Side.VECTOR));
        int jvms = run.number("jmh.jvms", JVMS);
        int millis = run.number("jmh.millis", CALLS_MILLIS);
        Map<String, PeerFacts> peers =
                OwnRun.hasPeers() ? PeerFacts.ask(OwnRun.java(), Side.AUTO.flags(), FirstCallsWay.PEERS) : Map.of();
        List<FirstCallsWay> ways = FirstCallsWay.all(peers);
        Map<String, List<Properties>> said = new LinkedHashMap<>();
        for (int jvm = 0; jvm < jvms; jvm++) {
            System.out.println("JVM " + (jvm + 1) + " of " + jvms + " of each kind");
            for (String network : NETWORKS) {
                for (FirstCallsWay way : ways) {
                    said.computeIfAbsent(network + way.name(), key -> new ArrayList<>())
                            .add(way.ask(network, millis * 1_000_000L));
                }
            }
        }
        List<FirstCallsCase> cases = new ArrayList<>();
        for (String network : NETWORKS) {
            double[] scalar = FirstCallsCase.medians(said.get(network + FirstCallsWay.SCALAR));
            for (FirstCallsWay way : ways) {
                cases.add(FirstCallsCase.of(network, way.name(), said.get(network + way.name()), scalar));
            }
        }
        MachineFacts facts = run.facts(
                "JVMs: " + jvms + " of each kind, each " + FirstCallsTimer.CALLS + " calls, calls for " + millis
                        + " ms, and " + FirstCallsTimer.CALLS + " more",
                peers);
        Path folder = run.folder();
        StoredRun.writeFirstCalls(
                folder, facts, new GsonBuilder().setPrettyPrinting().create().toJson(cases) + "\n");
        FirstCallsReport report = FirstCallsReport.read(folder);
        Files.writeString(folder.resolve("report.md"), report.markdown());
        ChartDrawer drawer = new ChartDrawer();
        for (Map.Entry<String, Chart> chart : report.charts().entrySet()) {
            Files.writeString(folder.resolve(chart.getKey()), drawer.svg(chart.getValue()));
        }
        System.out.println(report.markdown());
    }
}
