package io.lanewise.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
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
        FloatBuffer x = aligned(problem.x().length).put(0, problem.x());
        y = aligned(batch * problem.outputs());
        try {
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(OnnxModel.of(problem), options);
            inputs = Map.of(OnnxModel.INPUT, tensor(x, batch, problem.inputs()));
            outputs = Map.of(session.getOutputNames().iterator().next(), tensor(y, batch, problem.outputs()));
        } catch (OrtException e) {
            throw new IllegalStateException(e);
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

    private OnnxTensor tensor(FloatBuffer values, long rows, long columns) throws OrtException {
        return OnnxTensor.createTensor(environment, values, new long[] {rows, columns});
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
