package io.lanewise.bench;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.api.ops.impl.transforms.custom.XwPlusB;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J, each operation made once with its context and its output: gemm and addiRowVector find all that out at every
 * call.
 */
final class Nd4jPeer implements Peer {
    /** By rows and by columns. */
    private static final char[] ORDERS = {'c', 'f'};

    private final List<Runnable> calls = new ArrayList<>();
    private INDArray y;
    private int columns;

    Nd4jPeer() {
        NativePeer.requireThreads(1);
    }

    @Override
    public String version() {
        return versions() + ", on INDArrays made beforehand, XwPlusB with weights and output by rows or columns, the"
                + " fastest, RectifiedLinear and SoftMax, each operation made once";
    }

    /** Of ND4J and of the BLAS that it has found. */
    static String versions() {
        return "ND4J " + LibraryRelease.of(Nd4j.class, "org.nd4j/nd4j-native") + " on "
                + Nd4j.getExecutioner().getEnvironmentInformation().get("blas.vendor");
    }

    @Override
    public void prepare(PeerProblem problem) {
        int batch = problem.batch();
        columns = problem.outputs();
        y = Nd4j.create(problem.x(), new long[] {batch, problem.inputs()}, 'c');
        for (Layer layer : problem.layers()) {
            y = layer(layer, batch, y);
        }
        if (problem.softmax()) {
            INDArray logits = y;
            y = Nd4j.createUninitialized(DataType.FLOAT, new long[] {batch, columns}, 'c');
            calls.add(call(new SoftMax(logits, y, 1), y, logits));
        }
    }

    /** Its output, with the calls that compute it from x added to the others. */
    private INDArray layer(Layer layer, int batch, INDArray x) {
        INDArray bias = Nd4j.create(layer.bias());
        List<INDArray> outputs = new ArrayList<>();
        List<Runnable> forms = new ArrayList<>();
        for (char weightsOrder : ORDERS) {
            INDArray weights = Nd4j.create(layer.weights(), new long[] {layer.inputs(), layer.neurons()}, 'c')
                    .dup(weightsOrder);
            for (char order : ORDERS) {
                INDArray output = Nd4j.createUninitialized(DataType.FLOAT, new long[] {batch, layer.neurons()}, order);
                INDArray[] in = {x, weights, bias};
                outputs.add(output);
                forms.add(call(new XwPlusB(in, output), output, in));
            }
        }
        Runnable fastest = NativePeer.fastest(forms);
        calls.add(fastest);
        INDArray output = outputs.get(forms.indexOf(fastest));
        if (layer.relu()) {
            RectifiedLinear relu = new RectifiedLinear(output, output, 0);
            calls.add(() -> Nd4j.exec(relu));
        }
        return output;
    }

    /** A context saves a call most of its way through Java. */
    private static Runnable call(CustomOp operation, INDArray output, INDArray... inputs) {
        OpContext context = Nd4j.getExecutioner().buildContext();
        context.setInputArrays(inputs);
        context.setOutputArrays(output);
        context.setIArguments(operation.iArgs());
        return () -> Nd4j.exec(operation, context);
    }

    @Override
    public void forward() {
        for (Runnable call : calls) {
            call.run();
        }
    }

    @Override
    public float y(int index) {
        return y.getFloat(index / columns, index % columns);
    }

    @Override
    public void fill(float value) {
        y.assign(value);
    }
}
