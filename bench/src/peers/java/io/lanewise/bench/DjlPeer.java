package io.lanewise.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * DJL with PyTorch, operation by operation on its arrays: a Block and a Predictor call the same ones, and add work. No
 * product, activation or softmax writes to an array that is there already, so each makes one, closed once it has been
 * read.
 */
final class DjlPeer implements Peer {
    private final Engine engine = engine();
    private final NDManager manager = engine.newBaseManager(Device.cpu());
    private final List<UnaryOperator<NDArray>> steps = new ArrayList<>();
    private NDArray x;
    private NDArray y;

    /** PyTorch on one thread, from the class path: offline, DJL downloads nothing, and reports its use to nobody. */
    static Engine engine() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        try {
            return Engine.getEngine("PyTorch");
        } catch (EngineException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Of DJL and of what it calls. */
    static String versions(Engine engine) {
        return "DJL " + Engine.getDjlVersion() + " with PyTorch " + engine.getVersion();
    }

    @Override
    public String version() {
        return versions(engine) + ", on NDArrays, a layer by the fastest of Linear.linear with weights in either order"
                + " and matMul with addi; Activation.relu, softmax; each result a new array, closed once it is read";
    }

    @Override
    public void prepare(PeerProblem problem) {
        x = manager.create(problem.x(), new Shape(problem.batch(), problem.inputs()));
        y = manager.zeros(new Shape(problem.batch(), problem.outputs()));
        NDArray sample = x;
        for (Layer layer : problem.layers()) {
            UnaryOperator<NDArray> linear = fastest(forms(layer), sample);
            steps.add(linear);
            sample = linear.apply(sample);
            switch (layer.activation().name()) {
                case "LINEAR" -> {}
                case "RELU" -> steps.add(Activation::relu);
                case "SIGMOID" -> steps.add(Activation::sigmoid);
                case "TANH" -> steps.add(Activation::tanh);
                case "GELU" -> steps.add(Activation::gelu);
                default -> throw new IllegalArgumentException(layer.activation() + " is not known");
            }
        }
        if (problem.softmax()) {
            steps.add(values -> values.softmax(1));
        }
    }

    private List<UnaryOperator<NDArray>> forms(Layer layer) {
        NDArray weights = manager.create(layer.weights(), new Shape(layer.inputs(), layer.neurons()));
        NDArray bias = manager.create(layer.bias());
        // linear wants [neurons×inputs]: the same memory, and a copy with a neuron's weights side by side.
        NDArray view = weights.transpose();
        NDArray copy = view.flatten().reshape(layer.neurons(), layer.inputs());
        return List.of(
                in -> in.matMul(weights).addi(bias),
                in -> Linear.linear(in, view, bias).singletonOrThrow(),
                in -> Linear.linear(in, copy, bias).singletonOrThrow());
    }

    private static UnaryOperator<NDArray> fastest(List<UnaryOperator<NDArray>> forms, NDArray in) {
        List<Runnable> calls = new ArrayList<>();
        forms.forEach(form -> calls.add(() -> form.apply(in).close()));
        return forms.get(calls.indexOf(NativePeer.fastest(calls)));
    }

    @Override
    public void forward() {
        NDArray last = x;
        for (UnaryOperator<NDArray> step : steps) {
            NDArray next = step.apply(last);
            if (last != x) {
                last.close();
            }
            last = next;
        }
        y.close();
        y = last;
    }

    /** By a buffer on the array's memory: its own getter selects the element with operations of PyTorch. */
    @Override
    public float y(int index) {
        return y.toByteBuffer(true).getFloat(index * Float.BYTES);
    }

    @Override
    public void fill(float value) {
        NDArray filled = manager.full(y.getShape(), value);
        y.close();
        y = filled;
    }
}
