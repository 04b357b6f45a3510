package io.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.ArgMax;
import io.lanewise.Backend;
import io.lanewise.model.OnnxModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark scores in parts has the bits of one call on all rows, and is what others compute. */
class SparkScoringTest {
    private static final int ROWS = 10_000;
    private static final int OUTPUTS = 10;
    private static final List<Layer> LAYERS = SparkData.layers("64-256-128-10");
    private static final byte[] MODEL = OnnxProblem.of(LAYERS, true, 0, SparkData.FEATURES);

    /**
     * How far a probability may be from MLlib's in double: the logits, sums of up to 256 floats of some 10, are within
     * 4e-6, and a probability moves by at most a quarter of what its logit does. It is 9e-7 here.
     */
    private static final double DOUBLES = 1e-6;

    /** From ONNX Runtime's, in float too and with another sigmoid: 1.5e-6 here. */
    private static final double FLOATS = 4e-6;

    @TempDir
    private static Path folder;

    private static String rows;
    private static Path model;
    /** One call on all rows. */
    private static float[] probabilities;

    private static int[] classes;

    @BeforeAll
    static void whole() throws IOException {
        rows = folder.resolve("rows.parquet").toString();
        model = Files.write(folder.resolve("model.onnx"), MODEL);
        try (SparkSession spark = SparkLocal.start("local[2]")) {
            SparkData.rows(spark, ROWS, 7).write().parquet(rows);
        }
        float[] x = new float[ROWS * SparkData.FEATURES];
        for (int i = 0; i < ROWS; i++) {
            System.arraycopy(SparkData.features(i), 0, x, i * SparkData.FEATURES, SparkData.FEATURES);
        }
        probabilities = new float[ROWS * OUTPUTS];
        OnnxModel.load(model).newSession(ROWS).probabilities(x, probabilities, ROWS);
        classes = new int[ROWS];
        ArgMax.forward(probabilities, classes, ROWS, OUTPUTS);
        assertEquals(OUTPUTS, Arrays.stream(classes).distinct().count(), "classes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local[1]", "local[2]", "local-cluster[2,1,1024]"})
    void theJobHasTheBitsOfOneCall(String master) throws IOException {
        // Spark takes brackets in a path for a pattern.
        String scores = folder.resolve(master.replaceAll("\\W", "-")).toString();
        // The job takes this session, and closes it.
        String application = SparkLocal.start(master).sparkContext().applicationId();
        SparkScoring.main(new String[] {rows, model.toString(), scores});
        try (SparkSession spark = SparkLocal.start("local[2]")) {
            assertWhole(spark.read().parquet(scores));
        }
        if (master.startsWith("local-cluster")) {
            eachExecutorSaysOnceWhichBackendRuns(application);
        }
    }

    @Test
    void anyPartitioningHasTheBitsOfOneCall() throws IOException {
        try (SparkSession spark = SparkLocal.start("local[2]")) {
            Dataset<Row> read = spark.read().parquet(rows);
            // One of 10,000; of 256 and less; of other rows, and none in many.
            assertWhole(SparkScoring.score(read.coalesce(1), MODEL));
            assertWhole(SparkScoring.score(read.repartition(40), MODEL));
            assertWhole(SparkScoring.score(read.repartition(16, read.col("id").mod(5)), MODEL));
        }
    }

    @Test
    void othersComputeTheSame() throws IOException {
        try (SparkSession spark = SparkLocal.start("local[2]")) {
            Dataset<Row> read = spark.read().parquet(rows);
            assertNear("MLlib", DOUBLES, SparkMllib.score(read, SparkMllib.model(spark, LAYERS)));
            assertNear("ONNX Runtime", FLOATS, SparkOnnxRuntime.score(read, MODEL, SparkData.FEATURES, OUTPUTS));
        }
    }

    private static void assertWhole(Dataset<Row> scores) {
        float[] scored = new float[ROWS * OUTPUTS];
        int[] scoredClasses = new int[ROWS];
        read(scores, scored, scoredClasses);
        assertArrayEquals(probabilities, scored);
        assertArrayEquals(classes, scoredClasses);
    }

    /** A class may differ only where the two largest probabilities are as near to each other. */
    private static void assertNear(String who, double tolerance, Dataset<Row> scores) {
        float[] scored = new float[ROWS * OUTPUTS];
        int[] scoredClasses = new int[ROWS];
        read(scores, scored, scoredClasses);
        double worst = 0;
        for (int i = 0; i < scored.length; i++) {
            worst = Math.max(worst, Math.abs((double) scored[i] - probabilities[i]));
        }
        assertTrue(worst > 0 && worst <= tolerance, who + " is off by " + worst);
        for (int i = 0; i < ROWS; i++) {
            float ours = probabilities[i * OUTPUTS + classes[i]];
            float theirs = probabilities[i * OUTPUTS + scoredClasses[i]];
            assertTrue(ours - theirs <= 2 * tolerance, who + " has another class for the row " + i);
        }
    }

    /** Each row once, whatever their order. */
    private static void read(Dataset<Row> scores, float[] scored, int[] scoredClasses) {
        List<Row> all = scores.collectAsList();
        assertEquals(ROWS, all.size());
        Arrays.fill(scoredClasses, -1);
        for (Row row : all) {
            int id = (int) row.getLong(0);
            assertEquals(-1, scoredClasses[id], "the row " + id + " is there twice");
            scoredClasses[id] = row.getInt(1);
            List<Float> p = row.getList(2);
            assertEquals(OUTPUTS, p.size());
            for (int j = 0; j < OUTPUTS; j++) {
                scored[id * OUTPUTS + j] = p.get(j);
            }
        }
    }

    /** Both executors, as the job's first line in their logs; and once each, so each has made one network. */
    private static void eachExecutorSaysOnceWhichBackendRuns(String application) throws IOException {
        Backend here = Backend.current();
        String backend = "Backend[name=" + here.name() + ", lanes=" + here.lanes() + ", reason=" + here.reason();
        try (Stream<Path> logs = Files.walk(Path.of(System.getenv("SPARK_HOME"), "work", application))) {
            List<List<String>> said = logs.filter(file -> file.endsWith("stderr"))
                    .map(SparkScoringTest::linesOfTheJob)
                    .toList();
            assertEquals(2, said.size());
            for (List<String> lines : said) {
                assertEquals(1, lines.size(), lines::toString);
                assertTrue(lines.get(0).contains(backend), lines::toString);
            }
        }
    }

    private static List<String> linesOfTheJob(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" SparkScoring: ")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
