package io.lanewise.bench;

import io.lanewise.ArgMax;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import scala.Tuple2;
import scala.Tuple3;

/** A partition's rows (id, features), taken {@link #SIZE} at a time, as (id, class, probabilities). */
final class RowBatches implements Iterator<Tuple3<Long, Integer, float[]>> {
    /** A batch of 256 rows of 64 features is 64 KB, and a network's weights are read once for all of them. */
    static final int SIZE = 256;

    /** What gives probabilities[rows×outputs] for x[rows×inputs], of at most {@link #SIZE} rows. */
    interface Scorer {
        void probabilities(float[] x, float[] probabilities, int rows);
    }

    private final Iterator<Tuple2<Long, float[]>> rows;
    private final int inputs;
    private final int outputs;
    private final Scorer scorer;
    private final long[] ids = new long[SIZE];
    private final int[] classes = new int[SIZE];
    private final float[] x;
    private final float[] probabilities;
    private int batch;
    private int next;

    RowBatches(Iterator<Tuple2<Long, float[]>> rows, int inputs, int outputs, Scorer scorer) {
        this.rows = rows;
        this.inputs = inputs;
        this.outputs = outputs;
        this.scorer = scorer;
        x = new float[SIZE * inputs];
        probabilities = new float[SIZE * outputs];
    }

    /** Each row's columns id, class and probabilities, by what scores a partition. */
    static Dataset<Row> score(
            Dataset<Row> rows, MapPartitionsFunction<Tuple2<Long, float[]>, Tuple3<Long, Integer, float[]>> partition) {
        Encoder<float[]> floats = rows.sparkSession().implicits().newFloatArrayEncoder();
        return rows.select("id", "features")
                .as(Encoders.tuple(Encoders.LONG(), floats))
                .mapPartitions(partition, Encoders.tuple(Encoders.LONG(), Encoders.INT(), floats))
                .toDF("id", "class", "probabilities");
    }

    @Override
    public boolean hasNext() {
        if (next == batch) {
            fill();
        }
        return next < batch;
    }

    @Override
    public Tuple3<Long, Integer, float[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int row = next++;
        float[] p = Arrays.copyOfRange(probabilities, row * outputs, (row + 1) * outputs);
        return new Tuple3<>(ids[row], classes[row], p);
    }

    private void fill() {
        next = 0;
        for (batch = 0; batch < SIZE && rows.hasNext(); batch++) {
            Tuple2<Long, float[]> row = rows.next();
            float[] features = row._2();
            if (features.length != inputs) {
                throw new IllegalArgumentException("the row with id " + row._1() + " has " + features.length
                        + " features, but the network has " + inputs + " inputs");
            }
            ids[batch] = row._1();
            System.arraycopy(features, 0, x, batch * inputs, inputs);
        }
        scorer.probabilities(x, probabilities, batch);
        ArgMax.forward(probabilities, classes, batch, outputs);
    }
}
