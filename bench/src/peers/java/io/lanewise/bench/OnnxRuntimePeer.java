package io.lanewise.bench;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * ONNX Runtime, with a session of one thread or more. Its tensors are made once, on direct buffers that it reads and writes in
 * place, aligned as those of the other native peers.
 */
final class OnnxRuntimePeer implements Peer {
    private static final int LINE = 64;

    private final int threads;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private OrtSession session;
    /** One of each, or as many as a file of a fixed batch needs. */
    private List<Map<String, OnnxTensor>> inputs;

    private List<Map<String, OnnxTensor>> outputs;
    private FloatBuffer y;

    OnnxRuntimePeer(int threads) {
        this.threads = threads;
    }

    @Override
    public String version() {
        return "ONNX Runtime " + environment.getVersion() + ", a session with all optimizations, threads: " + threads
                + ", input and output pinned to direct buffers";
    }

    @Override
    public void prepare(PeerProblem problem) {
        int batch = problem.batch();
        try {
            session = environment.createSession(problem.onnx(), options());
            bind(
                    problem.x(),
                    new long[] {batch, problem.inputs()},
                    session.getOutputNames().iterator().next(),
                    new long[] {batch, problem.outputs()},
                    1);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A model file, and x[batch×inputs]; a file of a fixed batch is run as often as that goes into this one. */
    void prepare(Path file, float[] x, int batch, int outputs) {
        try {
            session = environment.createSession(file.toString(), options());
            TensorInfo input = (TensorInfo)
                    session.getInputInfo().values().iterator().next().getInfo();
            NodeInfo output = session.getOutputInfo().values().stream()
                    .filter(o -> isFloat(o.getInfo()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("ONNX Runtime gives no tensor of floats for this file:"
                            + " export it with float32, and from scikit-learn with options={'zipmap': False}"));
            if (!isFloat(input)) {
                throw new IllegalStateException("ONNX Runtime takes " + input.type + " for this file, not floats");
            }
            long rows = input.getShape()[0] > 0 ? input.getShape()[0] : batch;
            if (batch % rows != 0) {
                throw new IllegalStateException("the file is for a batch of " + rows + ", not of " + batch
                        + ": export it with a free first size, or choose the batch by -p shape=" + rows);
            }
            bind(
                    x,
                    shape(input, rows, x.length / batch),
                    output.getName(),
                    shape((TensorInfo) output.getInfo(), rows, outputs),
                    (int) (batch / rows));
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isFloat(ValueInfo value) {
        return value instanceof TensorInfo && ((TensorInfo) value).type == OnnxJavaType.FLOAT;
    }

    /** A file's own, with this many rows, and a row's columns in the other size that may be free. */
    private static long[] shape(TensorInfo value, long rows, int columns) {
        long[] shape = value.getShape();
        shape[0] = rows;
        for (int i = 1; i < shape.length; i++) {
            if (shape[i] < 1) {
                shape[i] = columns;
            }
        }
        return shape;
    }

    private OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        return options;
    }

    /** Pins the session's one input, with these values, and an output, for so many runs one after the other. */
    private void bind(float[] values, long[] inputShape, String output, long[] outputShape, int runs)
            throws OrtException {
        int inputLength = values.length / runs;
        int outputLength = (int) Arrays.stream(outputShape).reduce(1, Math::multiplyExact);
        FloatBuffer x = aligned(values.length).put(0, values);
        y = aligned(outputLength * runs);
        String input = session.getInputNames().iterator().next();
        inputs = new ArrayList<>();
        outputs = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            FloatBuffer from = x.slice(i * inputLength, inputLength);
            FloatBuffer to = y.slice(i * outputLength, outputLength);
            inputs.add(Map.of(input, OnnxTensor.createTensor(environment, from, inputShape)));
            outputs.add(Map.of(output, OnnxTensor.createTensor(environment, to, outputShape)));
        }
    }

    /** A slice loses up to a line at each end. */
    private static FloatBuffer aligned(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES + 2 * LINE)
                .alignedSlice(LINE)
                .limit(floats * Float.BYTES)
                .slice()
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** The result owns nothing that would have to be closed: the output is ours. */
    @Override
    public void forward() {
        try {
            for (int i = 0; i < inputs.size(); i++) {
                session.run(inputs.get(i), outputs.get(i));
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public float y(int index) {
        return y.get(index);
    }

    @Override
    public void fill(float value) {
        for (int i = 0; i < y.capacity(); i++) {
            y.put(i, value);
        }
    }
}
