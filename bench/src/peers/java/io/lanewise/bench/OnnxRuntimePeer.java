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
import java.util.Arrays;
import java.util.Map;

/**
 * ONNX Runtime, with a session of one thread. Its tensors are made once, on direct buffers that it reads and writes in
 * place, aligned as those of the other native peers.
 */
final class OnnxRuntimePeer implements Peer {
    private static final int LINE = 64;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private OrtSession session;
    private Map<String, OnnxTensor> inputs;
    private Map<String, OnnxTensor> outputs;
    private FloatBuffer y;

    @Override
    public String version() {
        return "ONNX Runtime " + environment.getVersion() + ", a session with all optimizations and one thread, input"
                + " and output pinned to direct buffers";
    }

    @Override
    public void prepare(PeerProblem problem) {
        int batch = problem.batch();
        try {
            session = environment.createSession(OnnxProblem.of(problem), options());
            bind(
                    problem.x(),
                    new long[] {batch, problem.inputs()},
                    session.getOutputNames().iterator().next(),
                    new long[] {batch, problem.outputs()});
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A model file, and x[batch×inputs]; fails where it is none of one float input and a float output. */
    void prepare(Path file, float[] x, int batch, int outputs) {
        try {
            session = environment.createSession(file.toString(), options());
            TensorInfo input = (TensorInfo)
                    session.getInputInfo().values().iterator().next().getInfo();
            NodeInfo output = session.getOutputInfo().values().stream()
                    .filter(o -> isFloat(o.getInfo()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the file has no output of floats"));
            if (!isFloat(input)) {
                throw new IllegalStateException("the file's input is of " + input.type + ", not of floats");
            }
            bind(
                    x,
                    shape(input, batch, x.length),
                    output.getName(),
                    shape((TensorInfo) output.getInfo(), batch, batch * outputs));
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isFloat(ValueInfo value) {
        return value instanceof TensorInfo && ((TensorInfo) value).type == OnnxJavaType.FLOAT;
    }

    /** A file's own, with this batch and what is left for another size that is free. */
    private static long[] shape(TensorInfo value, int batch, int length) {
        long[] shape = value.getShape();
        if (shape.length == 0 || shape[0] > 0 && shape[0] != batch) {
            throw new IllegalStateException("the file is for the shape " + Arrays.toString(shape)
                    + ", so it cannot be timed with a batch of " + batch
                    + ": export it with a free first size, or choose the batch by -p shape=" + Math.max(shape[0], 1));
        }
        shape[0] = batch;
        long rest = length;
        for (long size : shape) {
            rest /= Math.max(size, 1);
        }
        for (int i = 1; i < shape.length; i++) {
            if (shape[i] < 1) {
                shape[i] = rest;
                rest = 1;
            }
        }
        return shape;
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        return options;
    }

    /** Pins the session's one input, with these values, and an output. */
    private void bind(float[] values, long[] inputShape, String output, long[] outputShape) throws OrtException {
        FloatBuffer x = aligned(values.length).put(0, values);
        y = aligned((int) Arrays.stream(outputShape).reduce(1, Math::multiplyExact));
        inputs = Map.of(session.getInputNames().iterator().next(), OnnxTensor.createTensor(environment, x, inputShape));
        outputs = Map.of(output, OnnxTensor.createTensor(environment, y, outputShape));
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
            session.run(inputs, outputs);
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
