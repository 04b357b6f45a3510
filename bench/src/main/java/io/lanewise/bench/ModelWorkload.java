package io.lanewise.bench;

import io.lanewise.DenseLayer;
import io.lanewise.Network;
import io.lanewise.Session;
import io.lanewise.kernel.choice.ScalarKernels;
import io.lanewise.kernel.rows.ActivationKind;
import io.lanewise.model.ModelFileException;
import io.lanewise.model.OnnxModel;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The outputs of the network in an ONNX file, for seeded inputs; a shape is batch, or batch x sizes. Warmed up as the
 * networks beside peers are.
 */
@Warmup(iterations = 5, time = 900, timeUnit = TimeUnit.MILLISECONDS)
public abstract class ModelWorkload extends CheckedBenchmark {
    /** The file's path, for a fork. */
    public static final String PROPERTY = "lanewise.bench.model";

    @Param({"1", "32", "256"})
    public String shape;

    Path file;
    Network network;
    int batch;
    /** x[batch×inputs]. */
    float[] x;
    /** What the scalar kernels give for x. */
    float[] expected;

    private Session session;
    private float[] y;

    @Override
    final List<ExpectedAnswer> prepare() {
        file = Path.of(System.getProperty(PROPERTY, ""));
        network = load(file);
        batch = Shape.sizes(shape.split("x", 2)[0], "batch")[0];
        x = Inputs.values(batch * network.inputs(), 1);
        expected = scalarOutputs();
        return List.of(answer());
    }

    /** Makes the output, and returns the expected answer for these inputs. */
    abstract ExpectedAnswer answer();

    /** Of {@link #lanewise}. */
    final ExpectedAnswer lanewiseAnswer(String method) {
        session = network.newSession(batch);
        y = new float[expected.length];
        return ExpectedAnswer.of(method, this::lanewise, expected, y);
    }

    final void lanewise() {
        session.outputs(x, y, batch);
    }

    /** The sizes of the network in a file: {@code 784-128-10}. */
    public static String sizes(Path file) throws ModelFileException {
        Network network = OnnxModel.load(file);
        StringJoiner sizes = new StringJoiner("-").add(Integer.toString(network.inputs()));
        network.layers().forEach(layer -> sizes.add(Integer.toString(layer.neurons())));
        return sizes.toString();
    }

    private static Network load(Path file) {
        try {
            return OnnxModel.load(file);
        } catch (ModelFileException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private float[] scalarOutputs() {
        float[] in = x;
        for (DenseLayer l : network.layers()) {
            in = new Layer(l.weights(), l.bias(), l.inputs(), l.neurons(), l.activation()).scalarActivated(in, batch);
        }
        int columns = network.outputs();
        switch (network.output()) {
            case LOGITS -> {}
            case SOFTMAX -> ScalarKernels.SET.softmax().forward(in, 0, in, 0, batch, columns);
            case LOG_SOFTMAX -> ScalarKernels.SET.softmax().logForward(in, 0, in, 0, batch, columns);
            case SIGMOID -> ScalarKernels.SET.activation().forward(ActivationKind.SIGMOID, 0f, in, 0, in, 0, in.length);
        }
        return in;
    }
}
