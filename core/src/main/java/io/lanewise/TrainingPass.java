package io.lanewise;

import io.lanewise.kernel.choice.Kernels;
import java.util.concurrent.Executor;

/**
 * A trainer's memory, and the gradients of a batch: the outputs of all layers, then from the last layer to the first
 * the gradients of the sums that the activations take, and of the weights.
 *
 * <p>Outputs and gradients of sums are cut by rows, gradients of weights by inputs. Neither changes an order of
 * arithmetic, so any number of parts gives the same bits.
 */
final class TrainingPass extends Claims {
    /** Parts of inputs and rows in multiples of this are whole tiles of the kernels. */
    private static final int TILE = 12;

    /** Products of a layer and row in a step: forward, and of the gradients of weights and inputs. */
    private static final int PRODUCTS = 3;

    // What the parts compute. An enum would be 1 kB more in the jar.
    private static final int FORWARD = 0;
    private static final int BACKWARD = 1;
    private static final int WEIGHTS = 2;

    /** The inputs, then each layer's neurons. */
    final int[] sizes;

    private final Activation[] activations;

    /** Where a layer's weights start, followed by its bias; the last is how many there are in all. */
    private final int[] at;

    final float[] weights;
    final float[] gradients;
    final float[] first;
    final float[] second;
    long steps;

    /** What each layer's activation takes, or where the gradient is a function of that, what it gives. */
    private final float[][] values;

    private final float[][] outputs;
    /** Gradients of each layer's outputs, and then of what its activation takes. */
    private final float[][] deltas;
    /** A layer's x in parts of some inputs, if there is more than one part. */
    private final float[] columns;

    private final long worth;

    // The call's, written before its parts can be claimed.
    private int phase;
    private float[] x;
    private int xOffset;
    private int batch;
    private int layer;

    TrainingPass(Network network, int moments, int maxBatch, Executor executor, int threads, long worth) {
        super(executor, threads, "another call runs in this trainer");
        int depth = network.depth();
        this.sizes = new int[depth + 1];
        this.activations = new Activation[depth];
        this.at = new int[depth + 1];
        this.values = new float[depth][];
        this.outputs = new float[depth][];
        this.deltas = new float[depth][];
        this.worth = worth;
        sizes[0] = network.inputs();
        int widest = 0;
        for (int i = 0; i < depth; i++) {
            DenseLayer layer = network.layer(i);
            int neurons = layer.neurons();
            sizes[i + 1] = neurons;
            activations[i] = layer.activation();
            long end = at[i] + (layer.inputs() + 1L) * neurons;
            if (end > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("layers[" + i + "] ends the network's weights at " + end
                        + ", more than an array of " + Integer.MAX_VALUE + " holds");
            }
            at[i + 1] = (int) end;
            int length = Checks.product("maxBatch", maxBatch, "neurons", neurons);
            outputs[i] = new float[length];
            values[i] = activations[i].backwardTakesOutput() ? outputs[i] : new float[length];
            deltas[i] = new float[length];
            widest = Math.max(widest, layer.inputs());
        }
        int length = Checks.product("maxBatch", maxBatch, "inputs", widest);
        this.columns = new float[threads > 1 ? length : 0];
        this.weights = new float[at[depth]];
        this.gradients = new float[at[depth]];
        this.first = new float[moments > 0 ? at[depth] : 0];
        this.second = new float[moments > 1 ? at[depth] : 0];
        for (int i = 0; i < depth; i++) {
            float[] layerWeights = network.layer(i).weights();
            System.arraycopy(layerWeights, 0, weights, at[i], layerWeights.length);
            System.arraycopy(network.layer(i).bias(), 0, weights, bias(i), sizes[i + 1]);
        }
    }

    private int bias(int i) {
        return at[i + 1] - sizes[i + 1];
    }

    /** Layer i of the network as it is now. */
    DenseLayer layer(int i) {
        return DenseLayer.of(weights, at[i], weights, bias(i), sizes[i], sizes[i + 1], activations[i]);
    }

    /** The last layer's outputs [batch×outputs] for x[batch×inputs], between begin and end. */
    float[] forward(float[] x, int xOffset, int batch) {
        this.x = x;
        this.xOffset = xOffset;
        this.batch = batch;
        inParts(FORWARD, at[at.length - 1]);
        return outputs[outputs.length - 1];
    }

    /** Where the gradients of the last layer's outputs [batch×outputs] go, before {@link #backward}. */
    float[] gradient() {
        return deltas[deltas.length - 1];
    }

    /** The gradients of all weights. */
    void backward() {
        inParts(BACKWARD, at[at.length - 1]);
        for (layer = sizes.length - 2; layer >= 0; layer--) {
            int neurons = sizes[layer + 1];
            DenseGradient.bias(deltas[layer], 0, gradients, bias(layer), batch, neurons);
            inParts(WEIGHTS, (long) sizes[layer] * neurons);
        }
    }

    /** As many parts as threads, if each has so many multiply-adds that it is worth a task. */
    private void inParts(int phase, long rowWork) {
        if (batch == 0) {
            return;
        }
        this.phase = phase;
        int workers = (int) Math.max(1, Math.min(threads, batch * rowWork / worth));
        if (threads == 1) {
            parts = 1;
            part(0);
        } else {
            compute(workers, workers);
        }
    }

    @Override
    void end() {
        x = null;
        super.end();
    }

    @Override
    void part(int i) {
        int length = phase == WEIGHTS ? sizes[layer] : batch;
        int from = cut(i, length);
        int some = cut(i + 1, length) - from;
        switch (phase) {
            case FORWARD -> forward(from, some);
            case BACKWARD -> backward(from, some);
            default -> weights(from, some);
        }
    }

    /** Where part i of the parts of so many rows or inputs begins. */
    private int cut(int i, int length) {
        int tiles = (length + TILE - 1) / TILE;
        return Math.min(length, (int) ((long) tiles * i / parts) * TILE);
    }

    /** The outputs of all layers, of these rows. */
    private void forward(int from, int rows) {
        float[] in = x;
        int inAt = xOffset + from * sizes[0];
        for (int i = 0; i < outputs.length; i++) {
            int neurons = sizes[i + 1];
            int out = from * neurons;
            Kernels.current()
                    .dense()
                    .forward(in, inAt, weights, at[i], weights, bias(i), values[i], out, rows, sizes[i], neurons);
            activations[i].forwardUnchecked(values[i], out, outputs[i], out, rows * neurons);
            in = outputs[i];
            inAt = out;
        }
    }

    /** The gradients of what the activations take, of these rows. */
    private void backward(int from, int rows) {
        for (int i = outputs.length - 1; i >= 0; i--) {
            int neurons = sizes[i + 1];
            int out = from * neurons;
            activations[i].backward(values[i], out, deltas[i], out, deltas[i], out, rows * neurons);
            if (i > 0) {
                int in = from * sizes[i];
                DenseGradient.inputs(deltas[i], out, weights, at[i], deltas[i - 1], in, rows, sizes[i], neurons);
            }
        }
    }

    /** The gradients of the layer's weights of these inputs. */
    private void weights(int from, int some) {
        int inputs = sizes[layer];
        int neurons = sizes[layer + 1];
        float[] in = layer == 0 ? x : outputs[layer - 1];
        int inAt = layer == 0 ? xOffset : 0;
        if (some < inputs) {
            for (int i = 0; i < batch; i++) {
                System.arraycopy(in, inAt + i * inputs + from, columns, batch * from + i * some, some);
            }
            in = columns;
            inAt = batch * from;
        }
        int to = at[layer] + from * neurons;
        DenseGradient.weights(in, inAt, deltas[layer], 0, gradients, to, batch, some, neurons);
    }
}
