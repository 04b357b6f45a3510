package io.lanewise.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Spark on this machine alone, from the jars of this JVM's class path: {@code local[N]} in this JVM, and {@code
 * local-cluster[N,1,1024]} with N executors of one core and 1024 MB in JVMs of their own.
 */
final class SparkLocal {
    private SparkLocal() {}

    /** Needs the variable SPARK_HOME, a folder where executors then have their logs. */
    static SparkSession start(String master) throws IOException {
        // Spark looks for its jars there, and starts no executor where the folder or the version of Scala is missing.
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        return SparkSession.builder()
                .master(master)
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.executorEnv.SPARK_SCALA_VERSION", "2.13")
                .config("spark.executor.extraJavaOptions", "--add-modules=jdk.incubator.vector")
                .config("spark.ui.enabled", false)
                .getOrCreate();
    }
}
