package io.lanewise.bench;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;

/** DJL as its first examples show it: a model of blocks, and a predictor that translates float[] and back. */
final class DjlTutorialPeer extends HeapPeer {
    private final Engine engine = DjlPeer.engine();
    private Predictor<float[], float[]> predictor;

    @Override
    public String version() {
        return DjlPeer.versions(engine) + ", a Predictor on a SequentialBlock, its Translator from float[] to float[]";
    }

    /** For a problem with layers and softmax. */
    @Override
    public void prepare(PeerProblem problem) {
        super.prepare(problem);
        Shape shape = new Shape(batch, problem.inputs());
        Model model = Model.newInstance("network", engine.getEngineName());
        NDManager manager = model.getNDManager();
        SequentialBlock network = new SequentialBlock();
        for (Layer layer : problem.layers()) {
            network.add(linear(layer, manager));
            if (layer.relu()) {
                network.add(Activation::relu);
            }
        }
        network.initialize(manager, DataType.FLOAT32, shape);
        model.setBlock(network);
        predictor = model.newPredictor(new Rows(shape));
    }

    /** With weights and bias set, so that it initializes none. */
    private static Block linear(Layer layer, NDManager manager) {
        Block linear = Linear.builder().setUnits(layer.neurons()).build();
        NDArray weights = manager.create(layer.weights(), new Shape(layer.inputs(), layer.neurons()));
        NDArray transposed = weights.transpose().flatten().reshape(layer.neurons(), layer.inputs());
        linear.getParameters().get("weight").setArray(transposed);
        linear.getParameters().get("bias").setArray(manager.create(layer.bias()));
        return linear;
    }

    @Override
    public void forward() {
        try {
            y = predictor.predict(x);
        } catch (TranslateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All rows at once, in one array. */
    private record Rows(Shape shape) implements NoBatchifyTranslator<float[], float[]> {
        @Override
        public NDList processInput(TranslatorContext context, float[] x) {
            return new NDList(context.getNDManager().create(x, shape));
        }

        @Override
        public float[] processOutput(TranslatorContext context, NDList logits) {
            return logits.singletonOrThrow().softmax(1).toFloatArray();
        }
    }
}
