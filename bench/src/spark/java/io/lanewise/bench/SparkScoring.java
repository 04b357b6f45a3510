package io.lanewise.bench;

import io.lanewise.Backend;
import io.lanewise.Network;
import io.lanewise.model.ModelFileException;
import io.lanewise.model.OnnxModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.LoggerFactory;

/** A job: rows (id, features) of a Parquet file, through the network in an ONNX file, to (id, class, probabilities). */
public final class SparkScoring {
    /** Of a model file's bytes, which are what Spark ships: each JVM makes one network of them, for all its tasks. */
    private static final Map<byte[], Network> NETWORKS = Collections.synchronizedMap(new WeakHashMap<>());

    private SparkScoring() {}

    /** Takes the rows, the model and where the scores go. The driver's JVM has its flags before this runs. */
    public static void main(String[] files) throws IOException {
        String vectors = "--add-modules=jdk.incubator.vector";
        SparkSession.Builder job = SparkSession.builder().config("spark.executor.extraJavaOptions", vectors);
        try (SparkSession spark = job.getOrCreate()) {
            byte[] model = Files.readAllBytes(Path.of(files[1]));
            Dataset<Row> scores = score(spark.read().parquet(files[0]), model);
            // Parquet would spend more on a dictionary of probabilities, which hardly repeat, than on the rest.
            scores.write().option("parquet.enable.dictionary", false).parquet(files[2]);
        }
    }

    static Dataset<Row> score(Dataset<Row> rows, byte[] file) {
        JavaSparkContext spark = new JavaSparkContext(rows.sparkSession().sparkContext());
        Broadcast<byte[]> model = spark.broadcast(file);
        return RowBatches.score(rows, part -> {
            Network network = NETWORKS.computeIfAbsent(model.value(), SparkScoring::load);
            RowBatches.Scorer session = network.newSession(RowBatches.SIZE)::probabilities;
            return new RowBatches(part, network.inputs(), network.outputs(), session);
        });
    }

    private static Network load(byte[] file) {
        LoggerFactory.getLogger(SparkScoring.class).info("{}", Backend.current());
        try {
            return OnnxModel.read(file, "the model");
        } catch (ModelFileException e) {
            throw new UncheckedIOException(e);
        }
    }
}
