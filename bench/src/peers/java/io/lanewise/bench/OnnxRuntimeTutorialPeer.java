package io.lanewise.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Arrays;
import java.util.Map;

/** ONNX Runtime as its first example shows it, with arrays of arrays in and out; but for the one thread. */
final class OnnxRuntimeTutorialPeer implements Peer {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private OrtSession session;
    private float[][] x;
    private float[][] y;

    @Override
    public String version() {
        return "ONNX Runtime " + environment.getVersion() + ", a session of one thread, a tensor from float[][] and"
                + " getValue as float[][] at every call";
    }

    @Override
    public void prepare(PeerProblem problem) {
        int inputs = problem.inputs();
        x = new float[problem.batch()][];
        Arrays.setAll(x, i -> Arrays.copyOfRange(problem.x(), i * inputs, (i + 1) * inputs));
        y = new float[problem.batch()][problem.outputs()];
        try {
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(1);
            session = environment.createSession(problem.onnx(), options);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void forward() {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, x);
                OrtSession.Result result = session.run(Map.of(OnnxProblem.INPUT, tensor))) {
            y = (float[][]) result.get(0).getValue();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public float y(int index) {
        int columns = y[0].length;
        return y[index / columns][index % columns];
    }

    @Override
    public void fill(float value) {
        for (float[] row : y) {
            Arrays.fill(row, value);
        }
    }
}
