package io.lanewise.bench;

import io.lanewise.Activation;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Seeded rows and a seeded network, the same on every machine. */
final class SparkData {
    static final int FEATURES = 64;

    private SparkData() {}

    /** Rows (id, features) of ids from 0, in so many partitions. */
    static Dataset<Row> rows(SparkSession spark, long count, int partitions) {
        Encoder<float[]> floats = spark.implicits().newFloatArrayEncoder();
        MapFunction<Long, Tuple2<Long, float[]>> row = id -> new Tuple2<>(id, features(id));
        return spark.range(0, count, 1, partitions)
                .as(Encoders.LONG())
                .map(row, Encoders.tuple(Encoders.LONG(), floats))
                .toDF("id", "features");
    }

    /** A row's features[64], of its id alone. */
    static float[] features(long id) {
        return Inputs.values(FEATURES, id);
    }

    /** Sigmoid layers and a last one without an activation, as MLlib's multilayer perceptron has them. */
    static List<Layer> layers(String sizes) {
        int[] each = SampleNetwork.sizes(sizes);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i + 1 < each.length; i++) {
            float[] weights = Inputs.weights(each[i], each[i + 1], 10 + i);
            float[] bias = Inputs.bias(each[i + 1], 20 + i);
            if (i > 0) {
                spread(weights, bias);
            }
            Activation activation = i + 2 < each.length ? Activation.SIGMOID : Activation.LINEAR;
            layers.add(new Layer(weights, bias, each[i], each[i + 1], activation));
        }
        return layers;
    }

    /** For inputs from a sigmoid, about 0.5 with a deviation of 0.2: else every row would be of one class. */
    private static void spread(float[] weights, float[] bias) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= 5;
            bias[i % bias.length] -= weights[i] / 2;
        }
    }
}
