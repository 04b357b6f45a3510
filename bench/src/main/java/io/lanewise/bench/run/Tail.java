package io.lanewise.bench.run;

import com.google.gson.GsonBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Times single calls of one row, at worst too, beside ONNX Runtime and beside arithmetic of the same length, which shows
 * what the machine alone does. Ten million calls of each, in turns in one JVM for each network and heap. Writes
 * results/NAME.
 *
 * <p>{@code mvn -pl bench jmh -Ppeers -Djmh.main=io.lanewise.bench.run.Tail}
 */
public final class Tail {
    /** Only the Maven profile {@code peers} compiles it. */
    private static final String MAIN = "io.lanewise.bench.TailProbe";

    private static final List<String> NETWORKS = List.of("784-512-256-10", "64-64-10");
    private static final int CALLS = 10_000_000;

    private Tail() {}

    /** Takes the properties jmh.report, the NAME, and jmh.calls, how many of each kind. */
    public static void main(String[] arguments) throws Exception {
        if (!OwnRun.hasPeers()) {
            System.err.println("ONNX Runtime is timed too: start this with -Ppeers");
            System.exit(1);
        }
        OwnRun run = new OwnRun(Tail.class, List.of(Side.AUTO));
        int calls = run.number("jmh.calls", CALLS);
        Map<String, PeerFacts> peers = PeerFacts.ask(OwnRun.java(), Side.AUTO.flags(), List.of(TailPart.KINDS.get(1)));
        List<TailPart> parts = new ArrayList<>();
        for (String network : NETWORKS) {
            for (String heap : List.of(TailPart.IDLE, TailPart.ALLOCATING)) {
                System.out.println(network + ", heap " + heap);
                Properties said = ChildJvm.answers(
                        OwnRun.java(), Side.AUTO.flags(), MAIN, List.of(network, Integer.toString(calls), heap));
                parts.add(TailPart.of(network, heap, calls, said));
            }
        }
        Path folder = run.folder();
        StoredRun.writeTail(
                folder,
                run.facts("calls: " + calls + " of each kind in a JVM, in turns, after a warm-up", peers),
                new GsonBuilder().setPrettyPrinting().create().toJson(parts) + "\n");
        String report = TailReport.of(folder);
        Files.writeString(folder.resolve("report.md"), report);
        System.out.println(report);
    }
}
