package io.lanewise.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The job of {@link SparkScoring} by ONNX Runtime: a session of one thread for a JVM, which its tasks share, and for
 * each task tensors on direct buffers that it reads and writes in place.
 */
final class SparkOnnxRuntime implements RowBatches.Scorer {
    private static final Map<byte[], OrtSession> SESSIONS = Collections.synchronizedMap(new WeakHashMap<>());

    private final OrtSession session;
    private final String input;
    private final String output;
    private final int inputs;
    private final int outputs;
    private final FloatBuffer x;
    private final FloatBuffer y;
    /** Of the tensors. */
    private int rows;

    private Map<String, OnnxTensor> from;
    private Map<String, OnnxTensor> to;

    private SparkOnnxRuntime(OrtSession session, int inputs, int outputs) {
        this.session = session;
        this.inputs = inputs;
        this.outputs = outputs;
        input = session.getInputNames().iterator().next();
        output = session.getOutputNames().iterator().next();
        x = direct(RowBatches.SIZE * inputs);
        y = direct(RowBatches.SIZE * outputs);
    }

    static Dataset<Row> score(Dataset<Row> rows, byte[] file, int inputs, int outputs) {
        JavaSparkContext spark = new JavaSparkContext(rows.sparkSession().sparkContext());
        Broadcast<byte[]> model = spark.broadcast(file);
        return RowBatches.score(rows, part -> {
            OrtSession session = SESSIONS.computeIfAbsent(model.value(), SparkOnnxRuntime::load);
            return new RowBatches(part, inputs, outputs, new SparkOnnxRuntime(session, inputs, outputs));
        });
    }

    private static OrtSession load(byte[] file) {
        try {
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return OrtEnvironment.getEnvironment().createSession(file, options);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public void probabilities(float[] values, float[] probabilities, int batch) {
        if (batch == 0) {
            return;
        }
        try {
            if (batch != rows) {
                bind(batch);
            }
            x.put(0, values, 0, batch * inputs);
            session.run(from, to);
            y.get(0, probabilities, 0, batch * outputs);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a task's full batches, and once more for the last. */
    private void bind(int batch) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        FloatBuffer given = x.slice(0, batch * inputs);
        FloatBuffer taken = y.slice(0, batch * outputs);
        from = Map.of(input, OnnxTensor.createTensor(environment, given, new long[] {batch, inputs}));
        to = Map.of(output, OnnxTensor.createTensor(environment, taken, new long[] {batch, outputs}));
        rows = batch;
    }
}
