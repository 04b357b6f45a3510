package io.lanewise.bench.run;

import io.lanewise.bench.FirstCallsProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A way to meet the first calls.
 *
 * @param name as it is stored
 * @param title as a page shows it
 * @param flags of the JVM
 * @param main what runs in it
 * @param does its last argument
 */
record FirstCallsWay(String name, String title, List<String> flags, String main, String does) {
    static final String SCALAR = "scalar";
    static final String MODULE = "scalar-module";
    static final String AUTO = "auto";

    /** Only the Maven profile {@code peers} compiles it. */
    private static final String PEER_MAIN = "io.lanewise.bench.PeerFirstCallsProbe";

    /** ONNX Runtime in its fastest form; DJL as its examples have it, because its fastest form is found by trials. */
    static final List<String> PEERS = List.of("onnxruntime", "djl-tutorial");

    /** Of this library. */
    static final List<FirstCallsWay> OURS = List.of(
            ours(SCALAR, "scalar backend", Side.SCALAR, ""),
            ours(MODULE, "scalar backend, with the module", Side.SCALAR_WITH_MODULE, ""),
            ours(AUTO, "chosen by itself", Side.AUTO, ""),
            ours("auto-warm-up", "chosen by itself, warmed up", Side.AUTO, FirstCallsProbe.WARM_UP),
            ours("vector", "vectors forced", Side.VECTOR, ""));

    private static FirstCallsWay ours(String name, String title, Side side, String does) {
        return new FirstCallsWay(name, title, side.flags(), FirstCallsProbe.class.getName(), does);
    }

    /** Ours, and the peers that run here. */
    static List<FirstCallsWay> all(Map<String, PeerFacts> peers) {
        List<FirstCallsWay> all = new ArrayList<>(OURS);
        peers.forEach((name, facts) -> {
            if (facts.runs()) {
                all.add(new FirstCallsWay(name, PeerTitles.title(name), List.of(), PEER_MAIN, name));
            }
        });
        return all;
    }

    static String title(String name) {
        return OURS.stream()
                .filter(way -> way.name.equals(name))
                .map(FirstCallsWay::title)
                .findFirst()
                .orElseGet(() -> PeerTitles.title(name));
    }

    /** What a new JVM says; its start is now. */
    Properties ask(String network, long nanos) throws IOException, InterruptedException {
        return ChildJvm.answers(
                OwnRun.java(),
                flags,
                main,
                List.of(network, Long.toString(System.currentTimeMillis()), Long.toString(nanos), does));
    }
}
