package io.lanewise.bench.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
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
 * @param sides the backends, with what their JVMs said
 * @param peers what each peer said of itself, by name; none in most runs
 */
record MachineFacts(
        String command,
        String date,
        long seconds,
        String iterations,
        Commit commit,
        Processor processor,
        List<ProbedSide> sides,
        Map<String, String> peers) {
    /**
     * A backend and what a JVM with its flags said.
     *
     * @param flags of the JVM
     * @param probe what it said
     */
    record ProbedSide(List<String> flags, JvmFacts probe) {}

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
        JvmFacts any = sides.get(0).probe();
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
        map.put("peers", peers);
        return map;
    }

    /** Of the content of machine.json. */
    static MachineFacts of(JsonObject json) {
        List<ProbedSide> sides = new ArrayList<>();
        for (JsonElement element : json.getAsJsonArray("backends")) {
            JsonObject side = element.getAsJsonObject();
            JvmFacts probe = new JvmFacts(
                    text(side, "backend"),
                    side.get("lanes").getAsInt(),
                    text(side, "reason"),
                    side.get("mnistRight").getAsInt(),
                    side.get("mnistImages").getAsInt(),
                    side.get("mnistMeanLoss").getAsDouble(),
                    text(json, "jdk"),
                    text(json, "vm"),
                    text(json, "os"));
            List<String> flags = new ArrayList<>();
            side.getAsJsonArray("jvmFlags").forEach(flag -> flags.add(flag.getAsString()));
            sides.add(new ProbedSide(flags, probe));
        }
        return new MachineFacts(
                text(json, "command"),
                text(json, "date"),
                json.get("seconds").getAsLong(),
                text(json, "iterations"),
                new Commit(text(json, "commit"), text(json, "tree")),
                new Processor(
                        text(json, "cpu"),
                        json.get("cores").getAsInt(),
                        List.of(text(json, "cpuFlags").split(" ")),
                        texts(json, "caches")),
                sides,
                texts(json, "peers"));
    }

    private static String text(JsonObject json, String name) {
        return json.get(name).getAsString();
    }

    /** Empty where an older run has no such field. */
    private static Map<String, String> texts(JsonObject json, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (json.has(name)) {
            json.getAsJsonObject(name)
                    .entrySet()
                    .forEach(e -> texts.put(e.getKey(), e.getValue().getAsString()));
        }
        return texts;
    }
}
