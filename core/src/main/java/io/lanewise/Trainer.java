package io.lanewise;

import java.util.Random;
import java.util.concurrent.Executor;

/**
 * Trains a network of dense layers: each {@link #step} computes the mean loss of a batch of rows and its gradients, and
 * changes the weights by them.
 *
 * <pre>{@code
 * int[] sizes = {784, 128, 10};
 * Trainer trainer = Trainer.of(sizes, Activation.RELU, 1, CrossEntropy.ofLogits(), Optimizer.adam(), 64);
 * for (int i = 0; i + 64 <= rows; i += 64) {
 *     double loss = trainer.step(x, i * 784, labels, i, 64, 0.001);
 * }
 * Network network = trainer.network();
 * }</pre>
 *
 * <p>The weights after a step depend on those before, the moments, the rows and their order, and on nothing else: not
 * on the backend, the machine or the number of threads. The order of sums over the rows is that of {@link
 * DenseGradient}.
 *
 * <p>All memory is allocated at the start: the weights, their gradients and moments, and for maxBatch rows the outputs
 * of each layer and their gradients, and the rows that a step takes in an order. A warm step allocates nothing, but may
 * on more than 20 threads: the kernels keep 64 pieces of working memory, and a part takes up to three. One call at a
 * time: another thread's during it throws {@link java.util.ConcurrentModificationException}.
 *
 * <p>A step completes, or throws and leaves weights, moments and {@link #steps} as they were.
 */
public final class Trainer {
    private final Output output;
    private final CrossEntropy loss;
    private final Optimizer optimizer;
    private final SessionChecks checks;
    private final TrainingPass pass;
    private final float[] rowsInOrder;
    private final int[] labelsInOrder;

    /** Tests say how many multiply-adds are worth a task. */
    Trainer(
            Network network,
            CrossEntropy loss,
            Optimizer optimizer,
            int maxBatch,
            Executor executor,
            int threads,
            long worth) {
        Checks.notNull("network", network);
        Checks.notNull("loss", loss);
        Checks.notNull("optimizer", optimizer);
        int outputs = network.outputs();
        // Refuses class weights of another number, and a loss of probabilities.
        loss.meanGradient(new float[0], new int[0], new float[0], 0, outputs);
        this.output = network.output();
        this.loss = loss;
        this.optimizer = optimizer;
        this.checks = new SessionChecks(network.inputs(), outputs, maxBatch);
        this.pass = new TrainingPass(network, optimizer.moments(), maxBatch, executor, threads, worth);
        this.rowsInOrder = new float[Checks.product("maxBatch", maxBatch, "inputs", network.inputs())];
        this.labelsInOrder = new int[maxBatch];
    }

    /**
     * A trainer that starts from a network.
     *
     * @param network copied: it stays as it is
     * @param loss of logits
     * @param optimizer how a step changes the weights
     * @param maxBatch the largest batch that a step may have, at least 1
     * @return the trainer
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if maxBatch is less than 1, or an array cannot hold a layer's outputs or all
     *     weights, or if loss has class weights for another number of outputs
     * @throws IllegalStateException if loss is of probabilities
     */
    public static Trainer of(Network network, CrossEntropy loss, Optimizer optimizer, int maxBatch) {
        return new Trainer(network, loss, optimizer, maxBatch, null, 1, Claims.WORTH);
    }

    /**
     * A trainer that starts from a network and computes a step on several threads, as {@link ParallelSession} does: the
     * caller's takes part, and waits for no task to start. It gives the bits of one thread. An interrupt of the caller
     * while parts are left ends a step with a {@link java.util.concurrent.CancellationException}.
     *
     * @param network copied: it stays as it is
     * @param loss of logits
     * @param optimizer how a step changes the weights
     * @param maxBatch the largest batch that a step may have, at least 1
     * @param executor where tasks run; it is used during steps alone
     * @param threads from 1 to 64: the most that compute at once, the caller's thread among them
     * @return the trainer
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if threads is out of range, maxBatch is less than 1, or an array cannot hold a
     *     layer's outputs or all weights, or if loss has class weights for another number of outputs
     * @throws IllegalStateException if loss is of probabilities
     */
    public static Trainer of(
            Network network, CrossEntropy loss, Optimizer optimizer, int maxBatch, Executor executor, int threads) {
        Claims.check(executor, threads);
        return new Trainer(network, loss, optimizer, maxBatch, executor, threads, Claims.WORTH);
    }

    /**
     * A trainer of a new network: {@link InitialWeights#kaiming} for the hidden layers, {@link InitialWeights#xavier}
     * for the last one, which has no activation, and biases of 0. The layers' seeds are successive {@link
     * Random#nextLong}.
     *
     * @param sizes the inputs, then each layer's neurons
     * @param hidden the activation of all layers but the last
     * @param seed of the weights
     * @param loss of logits
     * @param optimizer how a step changes the weights
     * @param maxBatch the largest batch that a step may have, at least 1
     * @return the trainer
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if there are fewer than two sizes, one is less than 1, maxBatch is less than 1,
     *     or an array cannot hold a layer's outputs or all weights, or if loss has class weights for another number of
     *     outputs
     * @throws IllegalStateException if loss is of probabilities
     */
    public static Trainer of(
            int[] sizes, Activation hidden, long seed, CrossEntropy loss, Optimizer optimizer, int maxBatch) {
        Checks.notNull("sizes", sizes);
        Checks.notNull("hidden", hidden);
        int last = sizes.length - 2;
        if (last < 0) {
            throw new IllegalArgumentException("sizes has " + sizes.length + " elements, fewer than the 2 needed");
        }
        Random seeds = new Random(seed);
        DenseLayer[] layers = new DenseLayer[last + 1];
        for (int i = 0; i <= last; i++) {
            int inputs = sizes[i];
            int neurons = sizes[i + 1];
            long layerSeed = seeds.nextLong();
            layers[i] = i < last
                    ? DenseLayer.of(
                            InitialWeights.kaiming(inputs, neurons, layerSeed),
                            new float[neurons],
                            inputs,
                            neurons,
                            hidden)
                    : DenseLayer.of(
                            InitialWeights.xavier(inputs, neurons, layerSeed),
                            new float[neurons],
                            inputs,
                            neurons,
                            Activation.LINEAR);
        }
        return of(Network.of(layers), loss, optimizer, maxBatch);
    }

    /**
     * A step by these rows, labels as columns.
     *
     * @param x {@code [batch×inputs]}
     * @param labels {@code [batch]}, columns in [0, outputs), or ignored ones
     * @param batch from 0 to maxBatch; with 0 nothing is done
     * @param learningRate finite, not negative
     * @return the mean loss before the step, in nats, NaN if batch is 0
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch, or learningRate out of range
     * @throws IndexOutOfBoundsException if an array is too short or a label is out of range
     */
    public double step(float[] x, int[] labels, int batch, double learningRate) {
        return step(x, 0, labels, 0, batch, learningRate);
    }

    /**
     * {@link #step(float[], int[], int, double)} by parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset
     * @param xOffset where x starts
     * @param labels {@code [batch]} from labelsOffset, columns in [0, outputs), or ignored ones
     * @param labelsOffset where the labels start
     * @param batch from 0 to maxBatch; with 0 nothing is done
     * @param learningRate finite, not negative
     * @return the mean loss before the step, in nats, NaN if batch is 0
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch, or learningRate out of range
     * @throws IndexOutOfBoundsException if an offset is negative, an array too short or a label out of range
     */
    public double step(float[] x, int xOffset, int[] labels, int labelsOffset, int batch, double learningRate) {
        Checks.notNull("labels", labels);
        pass.begin();
        try {
            return step(x, xOffset, labels, labelsOffset, null, 0, batch, learningRate);
        } finally {
            pass.end();
        }
    }

    /**
     * A step by these rows, labels as rows of weights.
     *
     * @param x {@code [batch×inputs]}
     * @param oneHot {@code [batch×outputs]}, a row of weights for each row
     * @param batch from 0 to maxBatch; with 0 nothing is done
     * @param learningRate finite, not negative
     * @return the mean loss before the step, in nats, NaN if batch is 0
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch, or learningRate out of range
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public double step(float[] x, float[] oneHot, int batch, double learningRate) {
        return step(x, 0, oneHot, 0, batch, learningRate);
    }

    /**
     * {@link #step(float[], float[], int, double)} by parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset
     * @param xOffset where x starts
     * @param oneHot {@code [batch×outputs]} from oneHotOffset, a row of weights for each row
     * @param oneHotOffset where the labels start
     * @param batch from 0 to maxBatch; with 0 nothing is done
     * @param learningRate finite, not negative
     * @return the mean loss before the step, in nats, NaN if batch is 0
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch, or learningRate out of range
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public double step(float[] x, int xOffset, float[] oneHot, int oneHotOffset, int batch, double learningRate) {
        pass.begin();
        try {
            return step(x, xOffset, null, 0, oneHot, oneHotOffset, batch, learningRate);
        } finally {
            pass.end();
        }
    }

    /**
     * A step by some rows of all, as a shuffled order names them.
     *
     * @param x {@code [rows×inputs]}
     * @param labels {@code [rows]}, columns in [0, outputs), or ignored ones
     * @param order {@code [batch]}, rows in [0, rows); {@link Shuffle} makes such orders
     * @param rows how many rows there are
     * @param batch from 0 to maxBatch; with 0 nothing is done
     * @param learningRate finite, not negative
     * @return the mean loss before the step, in nats, NaN if batch is 0
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if rows is negative, batch is negative or over maxBatch, or learningRate out of
     *     range
     * @throws IndexOutOfBoundsException if an array is too short, or a row or its label is out of range
     */
    public double step(float[] x, int[] labels, int[] order, int rows, int batch, double learningRate) {
        return step(x, 0, labels, 0, order, 0, rows, batch, learningRate);
    }

    /**
     * {@link #step(float[], int[], int[], int, int, double)} by parts of arrays.
     *
     * @param x {@code [rows×inputs]} from xOffset
     * @param xOffset where x starts
     * @param labels {@code [rows]} from labelsOffset, columns in [0, outputs), or ignored ones
     * @param labelsOffset where the labels start
     * @param order {@code [batch]} from orderOffset, rows in [0, rows)
     * @param orderOffset where the order starts
     * @param rows how many rows there are
     * @param batch from 0 to maxBatch; with 0 nothing is done
     * @param learningRate finite, not negative
     * @return the mean loss before the step, in nats, NaN if batch is 0
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if rows is negative, batch is negative or over maxBatch, or learningRate out of
     *     range
     * @throws IndexOutOfBoundsException if an offset is negative, an array too short, or a row or its label out of
     *     range
     */
    public double step(
            float[] x,
            int xOffset,
            int[] labels,
            int labelsOffset,
            int[] order,
            int orderOffset,
            int rows,
            int batch,
            double learningRate) {
        int inputs = pass.sizes[0];
        checks.batch(batch);
        Checks.range("x", x, xOffset, Checks.product("rows", rows, "inputs", inputs));
        Checks.range("labels", labels, labelsOffset, rows);
        Checks.range("order", order, orderOffset, batch);
        pass.begin();
        try {
            for (int i = 0; i < batch; i++) {
                int row = order[orderOffset + i];
                if (row < 0 || row >= rows) {
                    throw new IndexOutOfBoundsException(
                            "order: number " + i + " is " + row + ", not in [0, " + rows + ")");
                }
                System.arraycopy(x, xOffset + row * inputs, rowsInOrder, i * inputs, inputs);
                labelsInOrder[i] = labels[labelsOffset + row];
            }
            return step(rowsInOrder, 0, labelsInOrder, 0, null, 0, batch, learningRate);
        } finally {
            pass.end();
        }
    }

    /** By labels, or by oneHot if they are null. */
    private double step(
            float[] x,
            int xOffset,
            int[] labels,
            int labelsOffset,
            float[] oneHot,
            int oneHotOffset,
            int batch,
            double learningRate) {
        checks.x(x, xOffset, batch);
        Checks.in("learningRate", learningRate, 0, Double.POSITIVE_INFINITY);
        int outputs = pass.sizes[pass.sizes.length - 1];
        float[] logits = pass.forward(x, xOffset, batch);
        float[] gradient = pass.gradient();
        double mean = labels != null
                ? loss.meanGradient(logits, 0, labels, labelsOffset, gradient, 0, batch, outputs)
                : loss.meanGradient(logits, 0, oneHot, oneHotOffset, gradient, 0, batch, outputs);
        if (batch > 0) {
            pass.backward();
            optimizer.step(
                    pass.weights,
                    pass.gradients,
                    pass.first,
                    pass.second,
                    pass.weights.length,
                    pass.steps + 1,
                    learningRate);
            pass.steps++;
        }
        return mean;
    }

    /** {@return the network with the weights as they are now; further steps do not change it} */
    public Network network() {
        pass.begin();
        try {
            DenseLayer[] layers = new DenseLayer[pass.sizes.length - 1];
            for (int i = 0; i < layers.length; i++) {
                layers[i] = pass.layer(i);
            }
            return Network.of(layers).withOutput(output);
        } finally {
            pass.end();
        }
    }

    /** {@return a copy of the inputs and each layer's neurons} */
    public int[] sizes() {
        return pass.sizes.clone();
    }

    /** {@return how many steps have been done, those before {@link #restore} among them; for the thread that steps} */
    public long steps() {
        return pass.steps;
    }

    /**
     * What a run needs to go on later, beside {@link #steps}; {@link io.lanewise.model.TensorFiles#writeState} writes
     * both.
     *
     * @return a copy of all weights, then of the optimizer's first and second moments if it has them: of each layer in
     *     turn those of the weights {@code [inputs×neurons]} and of the bias
     */
    public float[] state() {
        pass.begin();
        try {
            int length = pass.weights.length;
            float[] state = new float[Math.multiplyExact(length, 1 + optimizer.moments())];
            System.arraycopy(pass.weights, 0, state, 0, length);
            System.arraycopy(pass.first, 0, state, length, pass.first.length);
            System.arraycopy(pass.second, 0, state, length + pass.first.length, pass.second.length);
            return state;
        } finally {
            pass.end();
        }
    }

    /**
     * Goes on where a trainer of the same sizes and optimizer was: the steps from here on give the bits that its own
     * would have given.
     *
     * @param state that trainer's {@link #state}
     * @param steps that trainer's {@link #steps}
     * @throws NullPointerException if state is null
     * @throws IllegalArgumentException if state is of another length than this trainer's, or steps is negative
     */
    public void restore(float[] state, long steps) {
        Checks.notNull("state", state);
        int length = pass.weights.length;
        if (state.length != (long) length * (1 + optimizer.moments())) {
            throw new IllegalArgumentException("state has " + state.length + " elements, but the trainer has " + length
                    + " weights and " + optimizer.moments() + " moments of each");
        }
        if (steps < 0) {
            throw new IllegalArgumentException("steps is " + steps + ", less than 0");
        }
        pass.begin();
        try {
            System.arraycopy(state, 0, pass.weights, 0, length);
            System.arraycopy(state, length, pass.first, 0, pass.first.length);
            System.arraycopy(state, length + pass.first.length, pass.second, 0, pass.second.length);
            pass.steps = steps;
        } finally {
            pass.end();
        }
    }
}
