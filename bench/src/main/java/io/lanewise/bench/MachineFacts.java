package io.lanewise.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run was measured on, with what and when: all that a figure must carry to be checked.
 *
 * @param command that starts the same run
 * @param date its end, UTC
 * @param seconds it took
 * @param iterations how each workload was timed
 * @param commit that was built
 * @param processor that it ran on
 * @param sides the two backends, with what their JVMs said
 * @param peers what each peer said of itself, by name; none in most runs
 */
record MachineFacts(
        String command, String date, long seconds, String iterations, Commit commit, Processor processor,
        List<ProbedSide> sides, Map<String, PeerFacts> peers) {
    /**
     * A backend and what a JVM with its flags said.
     *
     * @param flags of the JVM
     * @param probe what it said
     */
    record ProbedSide(List<String> flags, Probe probe) {}

    /** The content of machine.json. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("command", command);
        map.put("date", date);
        map.put("seconds", seconds);
        map.put("iterations", iterations);
        map.put("commit", commit.hash());
        map.put("tree", commit.state());
        map.put("cpu", processor.model());
        map.put("cores", processor.cores());
        map.put("caches", processor.caches());
        map.put("cpuFlags", String.join(" ", processor.flags()));
        Probe any = sides.get(0).probe();
        map.put("os", any.os());
        map.put("jdk", any.jdk());
        map.put("vm", any.vm());
        List<Object> backends = new ArrayList<>();
        for (ProbedSide side : sides) {
            Map<String, Object> backend = new LinkedHashMap<>();
            backend.put("backend", side.probe().backend());
            backend.put("lanes", side.probe().lanes());
            backend.put("reason", side.probe().reason());
            backend.put("jvmFlags", side.flags());
            backend.put("mnistRight", side.probe().mnistRight());
            backend.put("mnistImages", side.probe().mnistImages());
            backend.put("mnistMeanLoss", side.probe().mnistLoss());
            backends.add(backend);
        }
        map.put("backends", backends);
        Map<String, String> said = new LinkedHashMap<>();
        peers.forEach((name, peer) -> said.put(name, peer.said()));
        map.put("peers", said);
        return map;
    }
}
