package io.lanewise;

import io.lanewise.kernel.choice.KernelSet;
import io.lanewise.kernel.choice.Kernels;
import io.lanewise.kernel.rows.LossOptions;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.Random;

/**
 * One thread's memory for a {@link Network}: it holds the layers' intermediate results, so that a warm call allocates
 * nothing. Two threads must not use it at once. A call during another thread's call throws {@code
 * ConcurrentModificationException} and writes nothing. That is the best effort of a plain flag, which costs nothing and
 * can miss two calls that begin at the same moment: it finds a mistake, and is no lock to rely on.
 */
public final class Session {
    /** The k of a warm-up's top-k: enough for a value to go to the front, the middle and the end. */
    private static final int WARM_K = 5;

    private final Network network;
    private final int maxBatch;
    private final SessionChecks checks;
    /** Hidden layers write to these in turn; {@code [maxBatch × widest hidden layer of that turn]}. */
    private final float[] even;

    private final float[] odd;
    private final float[] logits;

    /** Whether a call is running. */
    private boolean busy;

    Session(Network network, int maxBatch) {
        this.checks = new SessionChecks(network.inputs(), network.outputs(), maxBatch);
        int widestEven = 0;
        int widestOdd = 0;
        for (int i = 0; i < network.depth() - 1; i++) {
            int neurons = network.layer(i).neurons();
            if (i % 2 == 0) {
                widestEven = Math.max(widestEven, neurons);
            } else {
                widestOdd = Math.max(widestOdd, neurons);
            }
        }
        this.network = network;
        this.maxBatch = maxBatch;
        int evenLength = Checks.product("maxBatch", maxBatch, "neurons", widestEven);
        int oddLength = Checks.product("maxBatch", maxBatch, "neurons", widestOdd);
        int logitsLength = Checks.product("maxBatch", maxBatch, "outputs", network.outputs());
        this.even = new float[evenLength];
        this.odd = new float[oddLength];
        this.logits = new float[logitsLength];
        load();
    }

    /**
     * The first use of a kernel loads what it needs of the Vector API, up to 60 ms in a new JVM. Layers have done that
     * for theirs; here it is for what most sessions are asked for, so that no call takes as long.
     */
    private void load() {
        int rows = Math.min(maxBatch, 4);
        KernelSet kernels = Kernels.current();
        kernels.softmax().forward(logits, 0, logits, 0, rows, network.outputs());
        kernels.argMax().forward(logits, 0, new int[rows], 0, rows, network.outputs());
    }

    /** {@return the largest batch that a call may have} */
    public int maxBatch() {
        return maxBatch;
    }

    /**
     * The last layer's outputs.
     *
     * @param x {@code [batch×inputs]}
     * @param out {@code [batch×outputs]}, the logits; shares no element with x
     * @param batch from 0 to maxBatch
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch, or if out overlaps x
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void logits(float[] x, float[] out, int batch) {
        logits(x, 0, out, 0, batch);
    }

    /**
     * {@link #logits(float[], float[], int)} on parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset
     * @param xOffset where x starts
     * @param out {@code [batch×outputs]} from outOffset, the logits; shares no element with x
     * @param outOffset where the output starts
     * @param batch from 0 to maxBatch
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch, or if out overlaps x
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public void logits(float[] x, int xOffset, float[] out, int outOffset, int batch) {
        checks.outputs(x, xOffset, out, outOffset, batch);
        begin();
        try {
            run(x, xOffset, out, outOffset, batch);
        } finally {
            busy = false;
        }
    }

    /**
     * The softmax of the logits.
     *
     * @param x {@code [batch×inputs]}
     * @param out {@code [batch×outputs]}, the probabilities; shares no element with x
     * @param batch from 0 to maxBatch
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch, or if out overlaps x
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void probabilities(float[] x, float[] out, int batch) {
        probabilities(x, 0, out, 0, batch);
    }

    /**
     * {@link #probabilities(float[], float[], int)} on parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset
     * @param xOffset where x starts
     * @param out {@code [batch×outputs]} from outOffset, the probabilities; shares no element with x
     * @param outOffset where the output starts
     * @param batch from 0 to maxBatch
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch, or if out overlaps x
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public void probabilities(float[] x, int xOffset, float[] out, int outOffset, int batch) {
        logits(x, xOffset, out, outOffset, batch);
        Kernels.current().softmax().forward(out, outOffset, out, outOffset, batch, network.outputs());
    }

    /**
     * The logarithm of the softmax of the logits: {@link Softmax#logForward(float[], float[], int, int)}.
     *
     * @param x {@code [batch×inputs]}
     * @param out {@code [batch×outputs]}, the natural logarithms of the probabilities; shares no element with x
     * @param batch from 0 to maxBatch
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch, or if out overlaps x
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void logProbabilities(float[] x, float[] out, int batch) {
        logProbabilities(x, 0, out, 0, batch);
    }

    /**
     * {@link #logProbabilities(float[], float[], int)} on parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset
     * @param xOffset where x starts
     * @param out {@code [batch×outputs]} from outOffset, the natural logarithms of the probabilities; shares no element
     *     with x
     * @param outOffset where the output starts
     * @param batch from 0 to maxBatch
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch, or if out overlaps x
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public void logProbabilities(float[] x, int xOffset, float[] out, int outOffset, int batch) {
        logits(x, xOffset, out, outOffset, batch);
        Kernels.current().softmax().logForward(out, outOffset, out, outOffset, batch, network.outputs());
    }

    /**
     * What the network answers: its {@link Output} of the logits.
     *
     * @param x {@code [batch×inputs]}
     * @param out {@code [batch×outputs]}, the outputs; shares no element with x
     * @param batch from 0 to maxBatch
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch, or if out overlaps x
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void outputs(float[] x, float[] out, int batch) {
        outputs(x, 0, out, 0, batch);
    }

    /**
     * {@link #outputs(float[], float[], int)} on parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset
     * @param xOffset where x starts
     * @param out {@code [batch×outputs]} from outOffset, the outputs; shares no element with x
     * @param outOffset where the output starts
     * @param batch from 0 to maxBatch
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch, or if out overlaps x
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public void outputs(float[] x, int xOffset, float[] out, int outOffset, int batch) {
        logits(x, xOffset, out, outOffset, batch);
        int columns = network.outputs();
        Output output = network.output();
        if (output == Output.SOFTMAX) {
            Kernels.current().softmax().forward(out, outOffset, out, outOffset, batch, columns);
        } else if (output == Output.LOG_SOFTMAX) {
            Kernels.current().softmax().logForward(out, outOffset, out, outOffset, batch, columns);
        } else if (output == Output.SIGMOID) {
            Activation.SIGMOID.forwardUnchecked(out, outOffset, out, outOffset, batch * columns);
        }
    }

    /**
     * The column of each row's largest logit; infinities count as any other value. A network with a single output and
     * {@link Output#SIGMOID} is a binary classifier: 1 for a logit over 0, else 0. The probability of such a logit is
     * over ½, and may round to ½.
     *
     * @param x {@code [batch×inputs]}
     * @param out {@code [batch]}, the columns, or 1 and 0: the first column on ties, −1 for a row with a NaN logit
     * @param batch from 0 to maxBatch
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void predict(float[] x, int[] out, int batch) {
        predict(x, 0, out, 0, batch);
    }

    /**
     * {@link #predict(float[], int[], int)} on parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset
     * @param xOffset where x starts
     * @param out {@code [batch]} from outOffset, the columns, or 1 and 0: the first column on ties, −1 for a row with a
     *     NaN logit
     * @param outOffset where the output starts
     * @param batch from 0 to maxBatch
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public void predict(float[] x, int xOffset, int[] out, int outOffset, int batch) {
        checks.predictions(x, xOffset, out, outOffset, batch);
        begin();
        try {
            run(x, xOffset, logits, 0, batch);
            if (network.outputs() == 1 && network.output() == Output.SIGMOID) {
                binary(out, outOffset, batch);
            } else {
                Kernels.current().argMax().forward(logits, 0, out, outOffset, batch, network.outputs());
            }
        } finally {
            busy = false;
        }
    }

    /**
     * Each row's k largest logits and their columns, the largest first: {@link TopK}, without a softmax.
     *
     * @param x {@code [batch×inputs]}
     * @param values {@code [batch×k]}, the logits, NaN for a row with a NaN logit; shares no element with x
     * @param indices {@code [batch×k]}, the columns: the lower one first on ties, −1 for a row with a NaN logit
     * @param batch from 0 to maxBatch
     * @param k in [1, outputs]
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch, k is out of range, or values overlaps x
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void topK(float[] x, float[] values, int[] indices, int batch, int k) {
        topK(x, 0, values, 0, indices, 0, batch, k);
    }

    /**
     * {@link #topK(float[], float[], int[], int, int)} on parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset
     * @param xOffset where x starts
     * @param values {@code [batch×k]} from valuesOffset, the logits, NaN for a row with a NaN logit; shares no element
     *     with x
     * @param valuesOffset where the values start
     * @param indices {@code [batch×k]} from indicesOffset, the columns: the lower one first on ties, −1 for a row with
     *     a NaN logit
     * @param indicesOffset where the indices start
     * @param batch from 0 to maxBatch
     * @param k in [1, outputs]
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch, k is out of range, or values overlaps x
     * @throws IndexOutOfBoundsException if an offset is negative or an array too short
     */
    public void topK(
            float[] x,
            int xOffset,
            float[] values,
            int valuesOffset,
            int[] indices,
            int indicesOffset,
            int batch,
            int k) {
        checks.topK(x, xOffset, values, valuesOffset, indices, indicesOffset, batch, k);
        begin();
        try {
            run(x, xOffset, logits, 0, batch);
            Kernels.current()
                    .topK()
                    .forward(logits, 0, values, valuesOffset, indices, indicesOffset, batch, network.outputs(), k);
        } finally {
            busy = false;
        }
    }

    /**
     * The mean categorical cross-entropy of the network's logits: {@link CrossEntropy#ofLogits()}, which needs no clip.
     * Of probabilities clipped to [1e-7, 1 − 1e-7] a row's loss would be the same to about 1.2e-7, but never over
     * 16.118.
     *
     * @param x {@code [batch×inputs]}
     * @param labels {@code [batch]}, columns in [0, outputs)
     * @param batch from 0 to maxBatch
     * @return the mean in nats, NaN if batch is 0
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch
     * @throws IndexOutOfBoundsException if an array is too short or a label is out of range
     */
    public double meanLoss(float[] x, int[] labels, int batch) {
        return meanLoss(x, 0, labels, 0, batch);
    }

    /**
     * {@link #meanLoss(float[], int[], int)} on parts of arrays.
     *
     * @param x {@code [batch×inputs]} from xOffset
     * @param xOffset where x starts
     * @param labels {@code [batch]} from labelsOffset, columns in [0, outputs)
     * @param labelsOffset where the labels start
     * @param batch from 0 to maxBatch
     * @return the mean in nats, NaN if batch is 0
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if batch is negative or over maxBatch
     * @throws IndexOutOfBoundsException if an offset is negative, an array too short or a label out of range
     */
    public double meanLoss(float[] x, int xOffset, int[] labels, int labelsOffset, int batch) {
        return losses(x, xOffset, labels, labelsOffset, null, 0, batch) / batch;
    }

    /** losses[batch] if it is not null; their sum in double, rows ascending. */
    double losses(float[] x, int xOffset, int[] labels, int labelsOffset, float[] losses, int lossesOffset, int batch) {
        checks.labels(x, xOffset, labels, labelsOffset, batch);
        begin();
        try {
            run(x, xOffset, logits, 0, batch);
            return Kernels.current()
                    .crossEntropy()
                    .lossesFromLogits(
                            logits,
                            0,
                            labels,
                            labelsOffset,
                            losses,
                            lossesOffset,
                            batch,
                            network.outputs(),
                            LossOptions.NONE);
        } finally {
            busy = false;
        }
    }

    /**
     * Runs every kind of call on random rows until C2 has compiled what they need, so that the first real call is
     * fast. It allocates and takes from a quarter of a second to a few seconds: call it at start. Other sessions, also of
     * the same network, may answer meanwhile on other threads: by the scalar kernels, as {@link Backend} says, until this
     * one's kernels are compiled, and by those then.
     *
     * <p>It is done when the vector kernels answer and, for 0.05 s, a call has allocated nothing on this thread and has
     * not become a tenth faster; 0.3 s where no trial was left, or the backend is scalar or forced. HotSpot does not say
     * when it has finished.
     *
     * @param batch the batch to be warm for, from 1 to maxBatch
     * @param limit not negative; after it no new round begins, which is one call of each kind and at least 10 ms
     * @return whether it was done within the limit
     * @throws NullPointerException if limit is null
     * @throws IllegalArgumentException if batch is less than 1 or over maxBatch, or limit is negative
     */
    public boolean warmUp(int batch, Duration limit) {
        Checks.positive("batch", batch);
        checks.batch(batch);
        Checks.notNull("limit", limit);
        if (limit.isNegative()) {
            throw new IllegalArgumentException("limit is " + limit + ", less than 0");
        }
        float[] x = new float[Checks.product("batch", batch, "inputs", network.inputs())];
        // Both signs and no order, because C2 leaves out the side of a branch that no row has taken.
        Random random = new Random(1);
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        float[] out = new float[batch * network.outputs()];
        int[] columns = new int[batch];
        int k = Math.min(WARM_K, network.outputs());
        float[] largest = new float[batch * k];
        int[] largestColumns = new int[batch * k];
        int[] labels = random.ints(batch, 0, network.outputs()).toArray();
        Runnable everyCall = () -> {
            logits(x, out, batch);
            probabilities(x, out, batch);
            logProbabilities(x, out, batch);
            outputs(x, out, batch);
            predict(x, columns, batch);
            topK(x, largest, largestColumns, batch, k);
            meanLoss(x, labels, batch);
        };
        return WarmUp.untilSteady(everyCall, limit);
    }

    /** out[batch] = whether the logit is over 0. */
    private void binary(int[] out, int outOffset, int batch) {
        for (int i = 0; i < batch; i++) {
            float logit = logits[i];
            out[outOffset + i] = logit > 0 ? 1 : logit <= 0 ? 0 : -1;
        }
    }

    /** Each call clears the flag in a finally, so the session still works after an OutOfMemoryError. */
    private void begin() {
        if (busy) {
            throw new ConcurrentModificationException(
                    "another thread's call runs in this session: give each thread its own, by Network.newSession");
        }
        busy = true;
    }

    /** out[batch×outputs] = the last layer's outputs for x[batch×inputs]. */
    private void run(float[] x, int xOffset, float[] out, int outOffset, int batch) {
        float[] in = x;
        int inOffset = xOffset;
        int last = network.depth() - 1;
        for (int i = 0; i < last; i++) {
            float[] hidden = i % 2 == 0 ? even : odd;
            network.layer(i).forwardUnchecked(in, inOffset, hidden, 0, batch);
            in = hidden;
            inOffset = 0;
        }
        network.layer(last).forwardUnchecked(in, inOffset, out, outOffset, batch);
    }
}
