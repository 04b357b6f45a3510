package io.lanewise.bench;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The job of {@link SparkScoring} by Spark's own multilayer perceptron, whose hidden layers are sigmoid and whose last
 * is softmax. It computes in double, a row at a time.
 */
final class SparkMllib {
    private SparkMllib() {}

    /** The model with these layers' weights, to which the trainer adds nothing in no iterations. */
    static MultilayerPerceptronClassificationModel model(SparkSession spark, List<Layer> layers) {
        Vector weights = weights(layers);
        int inputs = layers.get(0).inputs();
        int[] sizes = IntStream.concat(IntStream.of(inputs), layers.stream().mapToInt(Layer::neurons))
                .toArray();
        StructType columns = new StructType().add("features", new VectorUDT()).add("label", DataTypes.DoubleType);
        List<Row> any = List.of(RowFactory.create(Vectors.zeros(inputs), 0.0));
        MultilayerPerceptronClassificationModel model = new MultilayerPerceptronClassifier()
                .setLayers(sizes)
                .setInitialWeights(weights)
                .setSolver("gd")
                .setMaxIter(0)
                .fit(spark.createDataFrame(any, columns));
        if (!model.weights().equals(weights)) {
            throw new IllegalStateException("the trainer changed the weights");
        }
        return model;
    }

    /** Layer by layer weights[inputs×neurons], to MLlib [neurons×inputs] by columns, and bias[neurons]. */
    private static Vector weights(List<Layer> layers) {
        return Vectors.dense(layers.stream()
                .flatMapToDouble(layer -> DoubleStream.concat(doubles(layer.weights()), doubles(layer.bias())))
                .toArray());
    }

    private static DoubleStream doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
    }

    /** Without the raw predictions, which nobody reads. */
    static Dataset<Row> score(Dataset<Row> rows, MultilayerPerceptronClassificationModel model) {
        Dataset<Row> vectors = rows.select(
                col("id"), functions.array_to_vector(col("features")).as("features"));
        model.setRawPredictionCol("");
        return model.transform(vectors)
                .select(
                        col("id"),
                        col("prediction").cast(DataTypes.IntegerType).as("class"),
                        functions.vector_to_array(col("probability"), "float32").as("probabilities"));
    }
}
