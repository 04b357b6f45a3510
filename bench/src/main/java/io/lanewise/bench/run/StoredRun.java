package io.lanewise.bench.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.lanewise.bench.ModelWorkload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** A run as its folder below results/ keeps it: {@code machine.json} and JMH's {@code jmh.json}. */
record StoredRun(String name, MachineFacts facts, List<WorkloadTimes> measurements, List<Latency> latencies) {
    private static final String JMH = "jmh.json";
    private static final String FIRST_CALLS = "first-calls.json";
    private static final String SPARK = "spark.json";
    private static final String TAIL = "tail.json";
    private static final String MACHINE = "machine.json";

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(JMH));
    }

    static boolean isFirstCallsIn(Path folder) {
        return Files.exists(folder.resolve(FIRST_CALLS));
    }

    static boolean isSparkIn(Path folder) {
        return Files.exists(folder.resolve(SPARK));
    }

    static boolean isTailIn(Path folder) {
        return Files.exists(folder.resolve(TAIL));
    }

    static StoredRun read(Path folder) throws IOException {
        List<JsonObject> results = results(Files.readString(folder.resolve(JMH)));
        return new StoredRun(
                folder.getFileName().toString(),
                facts(folder),
                results.stream().flatMap(WorkloadTimes::of).toList(),
                results.stream().flatMap(Latency::of).toList());
    }

    static MachineFacts facts(Path folder) throws IOException {
        return MachineFacts.of(JsonParser.parseString(Files.readString(folder.resolve(MACHINE)))
                .getAsJsonObject());
    }

    static List<WorkloadTimes> measurements(String jmhJson) {
        return results(jmhJson).stream().flatMap(WorkloadTimes::of).toList();
    }

    private static List<JsonObject> results(String jmhJson) {
        return StreamSupport.stream(
                        JsonParser.parseString(jmhJson).getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** JMH's JSON, without the places of the JVM and of a model on this machine. */
    static String json(Collection<RunResult> results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        return bytes.toString(StandardCharsets.UTF_8)
                .replaceAll("\"jvm\" : \"[^\n]*\",", "\"jvm\" : \"java\",")
                .replaceAll("-D" + ModelWorkload.PROPERTY + "=[^\"]*[/\\\\]", "-D" + ModelWorkload.PROPERTY + "=");
    }

    /** Writes both files; JMH's as it is. */
    static void write(Path folder, MachineFacts facts, String jmhJson) throws IOException {
        write(folder, facts, JMH, jmhJson);
    }

    /** Writes the machine and the times of {@link FirstCalls}. */
    static void writeFirstCalls(Path folder, MachineFacts facts, String json) throws IOException {
        write(folder, facts, FIRST_CALLS, json);
    }

    /** What {@link #writeFirstCalls} has written. */
    static String firstCalls(Path folder) throws IOException {
        return Files.readString(folder.resolve(FIRST_CALLS));
    }

    /** Writes the machine and the times of the jobs on Spark. */
    static void writeSpark(Path folder, MachineFacts facts, String json) throws IOException {
        write(folder, facts, SPARK, json);
    }

    /** What {@link #writeSpark} has written. */
    static String spark(Path folder) throws IOException {
        return Files.readString(folder.resolve(SPARK));
    }

    /** Writes the machine and the times of {@link Tail}. */
    static void writeTail(Path folder, MachineFacts facts, String json) throws IOException {
        write(folder, facts, TAIL, json);
    }

    /** What {@link #writeTail} has written. */
    static String tail(Path folder) throws IOException {
        return Files.readString(folder.resolve(TAIL));
    }

    private static void write(Path folder, MachineFacts facts, String file, String json) throws IOException {
        Files.createDirectories(folder);
        // A folder is one run, because the machine's file is of one.
        for (String earlier : List.of(JMH, FIRST_CALLS, SPARK, TAIL)) {
            Files.deleteIfExists(folder.resolve(earlier));
        }
        Files.writeString(folder.resolve(file), json);
        Files.writeString(folder.resolve(MACHINE), GSON.toJson(facts.toMap()) + "\n");
    }

    /** Of one operation, in the order of the run. */
    List<WorkloadTimes> of(String operation) {
        return measurements.stream()
                .filter(m -> m.operation().equals(operation))
                .toList();
    }
}
