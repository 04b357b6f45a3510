package io.lanewise.bench;

import ai.onnxruntime.OrtEnvironment;
import dev.ludovic.netlib.blas.BLAS;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.StringJoiner;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Runs in a JVM of its own: one job on one master, some times in turn, and prints properties. Spark shows its progress
 * on standard error.
 */
public final class SparkProbe {
    /** Makes the rows, the others score them. */
    public static final String DATA = "data";

    private static final String ALONE = "no network";
    private static final String LANEWISE = "Lanewise";
    private static final String ONNX_RUNTIME = "ONNX Runtime";
    private static final String MLLIB = "MLlib";

    public static final List<String> JOBS = List.of(ALONE, LANEWISE, ONNX_RUNTIME, MLLIB);

    /** Of the rows: enough for two cores to end at the same time. */
    private static final int FILES = 16;

    /** Two of these, which are read twice before any round counts. */
    private static final String SOME_FILES = "/part-0000[01]-*";

    private static final int LEAST_ROUNDS = 2;
    private static final int MOST_ROUNDS = 3;
    private static final double ENOUGH_SECONDS = 25;

    private SparkProbe() {}

    /** Takes the job, the master, the network's sizes, the number of rows, their place and that of the scores. */
    public static void main(String[] arguments) throws IOException {
        String job = arguments[0];
        long count = Long.parseLong(arguments[3]);
        String rows = arguments[4];
        String file = arguments[5];
        Properties says = new Properties();
        try (SparkSession spark = SparkLocal.start(arguments[1])) {
            if (job.equals(DATA)) {
                SparkData.rows(spark, count, FILES).write().parquet(rows);
            } else {
                spark.conf().set("spark.sql.files.maxPartitionBytes", "16m");
                List<Layer> layers = SparkData.layers(arguments[2]);
                Dataset<Row> some = scores(job, layers, spark.read().parquet(rows + SOME_FILES));
                System.err.printf("warm-up: %.2f and %.2f s%n", seconds(some, file), seconds(some, file));
                says.setProperty(
                        "seconds", rounds(scores(job, layers, spark.read().parquet(rows)), file));
                Dataset<Row> written = spark.read().parquet(file);
                says.setProperty("rows", Long.toString(written.count()));
                says.setProperty("bits", bits(written));
                says.setProperty("version", version(job, spark.version()));
            }
        }
        says.store(System.out, null);
    }

    private static Dataset<Row> scores(String job, List<Layer> layers, Dataset<Row> rows) {
        int inputs = layers.get(0).inputs();
        int outputs = layers.get(layers.size() - 1).neurons();
        byte[] model = OnnxProblem.of(layers, true, 0, inputs);
        return switch (job) {
            case ALONE ->
                RowBatches.score(
                        rows,
                        part -> new RowBatches(part, inputs, outputs, (x, y, batch) -> {
                            // As many numbers as probabilities, which a file compresses as badly.
                            System.arraycopy(x, 0, y, 0, batch * outputs);
                        }));
            case LANEWISE -> SparkScoring.score(rows, model);
            case ONNX_RUNTIME -> SparkOnnxRuntime.score(rows, model, inputs, outputs);
            case MLLIB -> SparkMllib.score(rows, SparkMllib.model(rows.sparkSession(), layers));
            default -> throw new IllegalArgumentException("job is " + job);
        };
    }

    private static String rounds(Dataset<Row> scores, String file) {
        StringJoiner rounds = new StringJoiner(" ");
        double all = 0;
        for (int i = 1; i <= LEAST_ROUNDS || i <= MOST_ROUNDS && all < ENOUGH_SECONDS; i++) {
            double seconds = seconds(scores, file);
            System.err.printf("round %d: %.2f s%n", i, seconds);
            rounds.add(Double.toString(seconds));
            all += seconds;
        }
        return rounds.toString();
    }

    /** From the file that is read to the file that is written. */
    private static double seconds(Dataset<Row> scores, String file) {
        long start = System.nanoTime();
        scores.write()
                .mode(SaveMode.Overwrite)
                .option("parquet.enable.dictionary", false)
                .parquet(file);
        return (System.nanoTime() - start) / 1e9;
    }

    /** The sum of a hash of each row's id, class and probabilities, whose low bits go lest the sum overflows. */
    private static String bits(Dataset<Row> scores) {
        return scores.selectExpr("hex(sum(xxhash64(id, class, probabilities) >> 22))")
                .first()
                .getString(0);
    }

    private static String version(String job, String spark) {
        return switch (job) {
            case ONNX_RUNTIME ->
                "ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion()
                        + ", a session of one thread for a JVM, tensors on direct buffers for a task";
            case MLLIB ->
                "Spark " + spark + ", " + BLAS.getInstance().getClass().getSimpleName();
            default -> "Spark " + spark;
        };
    }
}
