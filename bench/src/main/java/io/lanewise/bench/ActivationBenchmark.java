package io.lanewise.bench;

import io.lanewise.Activation;
import io.lanewise.kernel.choice.ScalarKernels;
import io.lanewise.kernel.rows.ActivationKind;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Activations alone, from one array to another: in level 1 of the cache; the full run adds one past level 2. */
@FullShapes("1048576")
public class ActivationBenchmark extends CheckedBenchmark {
    @Param("1024")
    public String shape;

    private int length;
    private float[] x;
    private float[] ofSigmoid;
    private float[] ofTanh;
    private float[] ofGelu;

    @Override
    List<ExpectedAnswer> prepare() {
        length = Shape.sizes(shape, "length")[0];
        x = Inputs.values(length, 1);
        ofSigmoid = new float[length];
        ofTanh = new float[length];
        ofGelu = new float[length];
        return List.of(
                ExpectedAnswer.of("sigmoid", this::sigmoid, scalar(ActivationKind.SIGMOID), ofSigmoid),
                ExpectedAnswer.of("tanh", this::tanh, scalar(ActivationKind.TANH), ofTanh),
                ExpectedAnswer.of("gelu", this::gelu, scalar(ActivationKind.GELU), ofGelu));
    }

    private float[] scalar(ActivationKind kind) {
        float[] y = new float[length];
        ScalarKernels.SET.activation().forward(kind, 0f, x, 0, y, 0, length);
        return y;
    }

    @Benchmark
    public float[] sigmoid() {
        Activation.SIGMOID.forward(x, ofSigmoid, length);
        return ofSigmoid;
    }

    @Benchmark
    public float[] tanh() {
        Activation.TANH.forward(x, ofTanh, length);
        return ofTanh;
    }

    @Benchmark
    public float[] gelu() {
        Activation.GELU.forward(x, ofGelu, length);
        return ofGelu;
    }
}
