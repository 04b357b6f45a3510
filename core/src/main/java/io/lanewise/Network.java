package io.lanewise;

import java.util.List;

/**
 * Dense layers one after another; the last one's outputs are the logits.
 *
 * <p>Immutable, and shared between threads without a lock. A thread computes through a {@link Session} of its own,
 * several together through a ParallelSession.
 */
public final class Network {
    private final DenseLayer[] layers;
    private final Output output;

    private Network(DenseLayer[] layers, Output output) {
        this.layers = layers;
        this.output = output;
    }

    /**
     * A network of these layers, first to last.
     *
     * @param layers at least one, each with as many inputs as the one before has neurons
     * @return the network
     * @throws NullPointerException if layers or one of them is null
     * @throws IllegalArgumentException if there is no layer, or two neighbours do not fit
     */
    public static Network of(DenseLayer... layers) {
        Checks.notNull("layers", layers);
        DenseLayer[] copy = layers.clone();
        if (copy.length == 0) {
            throw new IllegalArgumentException("layers has 0 elements, fewer than the 1 needed");
        }
        for (int i = 0; i < copy.length; i++) {
            Checks.notNull("layers[" + i + "]", copy[i]);
            if (i > 0 && copy[i].inputs() != copy[i - 1].neurons()) {
                throw new IllegalArgumentException("layers[" + i + "] has " + copy[i].inputs() + " inputs, but layers["
                        + (i - 1) + "] has " + copy[i - 1].neurons() + " neurons");
            }
        }
        return new Network(copy, Output.LOGITS);
    }

    /**
     * This network with another output; the layers are shared.
     *
     * @param output what {@link Session#outputs} makes of the logits; {@link Output#LOGITS} if this is never called
     * @return the network
     * @throws NullPointerException if output is null
     */
    public Network withOutput(Output output) {
        Checks.notNull("output", output);
        return new Network(layers, output);
    }

    /** {@return what a session's outputs are} */
    public Output output() {
        return output;
    }

    /**
     * One thread's memory for computing through this network.
     *
     * @param maxBatch the largest batch that the session will take, at least 1
     * @return the session
     * @throws IllegalArgumentException if maxBatch is less than 1, or so large that an array cannot hold a layer's
     *     outputs
     */
    public Session newSession(int maxBatch) {
        return new Session(this, maxBatch);
    }

    /** {@return the layers, first to last} */
    public List<DenseLayer> layers() {
        return List.of(layers);
    }

    /** {@return the columns of x, which are the first layer's inputs} */
    public int inputs() {
        return layers[0].inputs();
    }

    /** {@return the columns of the logits, which are the last layer's neurons} */
    public int outputs() {
        return layers[layers.length - 1].neurons();
    }

    int depth() {
        return layers.length;
    }

    DenseLayer layer(int i) {
        return layers[i];
    }
}
