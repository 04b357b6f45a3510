package io.lanewise;

import java.util.concurrent.Executor;

/**
 * A {@link Session} for many threads: each call cuts the rows of its batch into parts, which the caller's thread and
 * tasks of the caller's {@link Executor} compute at once, and returns when all are done. It gives the bits of one
 * session, {@link #meanLoss} too: the losses are added in the order of rows.
 *
 * <pre>{@code
 * DenseLayer layer = DenseLayer.of(new float[4 * 2], new float[2], 4, 2, Activation.LINEAR);
 * java.util.concurrent.ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(3);
 * ParallelSession session = ParallelSession.of(Network.of(layer), 100_000, pool, 4);
 * session.probabilities(new float[100_000 * 4], probabilities, 100_000);
 * pool.shutdown();
 * }</pre>
 *
 * <p><b>The executor</b> stays the caller's: a pool of threads, a {@code ForkJoinPool}, one that starts a virtual
 * thread for each task, the pool that the caller itself runs in. None is waited for: the caller's thread takes part
 * after part until none is left, and then waits only for those that have begun. Tasks that find no free thread do no
 * harm, and at most {@code threads − 1} of them are in the executor's hands and not started. One that it drops without
 * an exception is missing from then on.
 *
 * <p><b>The parts</b> are whole tiles of the dense kernels, as many for each thread and of at most 180 rows if these are
 * work enough. A thread takes part where it gets 8 rows and about eight million multiply-adds, 0.1 ms at 512 bits: a
 * smaller batch stays on the caller's thread, and so does a single row.
 *
 * <p><b>Failures.</b> Arguments are checked before any part begins. If the executor rejects a task, or anything else is
 * thrown while the parts are computed, no further part begins, and the first exception comes out as it is when those
 * that have begun have ended. If the calling thread is interrupted, no further part begins either; where that leaves
 * rows out, the call ends with a {@link java.util.concurrent.CancellationException}, and where all parts have begun, it
 * ends as ever. The thread's interrupt status stays set. After a failure the outputs hold anything, nothing computes on
 * the caller's arrays any more, and the session works as before.
 *
 * <p><b>One call at a time.</b> A call during another thread's call, and one that the executor makes while it takes a
 * task, throws {@link java.util.ConcurrentModificationException} and writes nothing. Unlike a session's, this check
 * misses none.
 *
 * <p><b>Memory.</b> The intermediate results of 180 rows for each thread, of more rows if the network is so small that
 * 180 are not worth a task, and a float for each row of maxBatch. A warm call allocates nothing itself; it passes the
 * same task to the executor up to {@code threads − 1} times, and what that takes is the executor's: 24 bytes each for a
 * {@code ThreadPoolExecutor} with a {@code LinkedBlockingQueue}.
 */
public final class ParallelSession {
    private final int maxBatch;
    private final SessionChecks checks;
    private final Parts parts;
    private final float[] losses;

    /** Tests say how many multiply-adds are worth a task. */
    ParallelSession(Network network, int maxBatch, Executor executor, int threads, long worth) {
        this.maxBatch = maxBatch;
        this.checks = new SessionChecks(network.inputs(), network.outputs(), maxBatch);
        this.parts = new Parts(network, maxBatch, executor, threads, worth);
        this.losses = new float[maxBatch];
    }

    /**
     * Memory for computing through this network on several threads.
     *
     * @param network shared with any other session
     * @param maxBatch the largest batch that a call may have, at least 1
     * @param executor where tasks run; it is used during calls alone
     * @param threads from 1 to 64: the most that compute at once, the caller's thread among them
     * @return the session
     * @throws NullPointerException if network or executor is null
     * @throws IllegalArgumentException if maxBatch or threads is out of range
     */
    public static ParallelSession of(Network network, int maxBatch, Executor executor, int threads) {
        Checks.notNull("network", network);
        Checks.positive("maxBatch", maxBatch);
        Claims.check(executor, threads);
        return new ParallelSession(network, maxBatch, executor, threads, Parts.WORTH);
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
        run(
                x,
                xOffset,
                out,
                outOffset,
                null,
                0,
                0,
                batch,
                (session, c, first, rows) -> session.logits(
                        c.x, c.xOffset + first * c.inputs, c.floats, c.floatsOffset + first * c.outputs, rows));
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
        checks.outputs(x, xOffset, out, outOffset, batch);
        run(
                x,
                xOffset,
                out,
                outOffset,
                null,
                0,
                0,
                batch,
                (session, c, first, rows) -> session.probabilities(
                        c.x, c.xOffset + first * c.inputs, c.floats, c.floatsOffset + first * c.outputs, rows));
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
        checks.outputs(x, xOffset, out, outOffset, batch);
        run(
                x,
                xOffset,
                out,
                outOffset,
                null,
                0,
                0,
                batch,
                (session, c, first, rows) -> session.logProbabilities(
                        c.x, c.xOffset + first * c.inputs, c.floats, c.floatsOffset + first * c.outputs, rows));
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
        checks.outputs(x, xOffset, out, outOffset, batch);
        run(
                x,
                xOffset,
                out,
                outOffset,
                null,
                0,
                0,
                batch,
                (session, c, first, rows) -> session.outputs(
                        c.x, c.xOffset + first * c.inputs, c.floats, c.floatsOffset + first * c.outputs, rows));
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
        run(
                x,
                xOffset,
                null,
                0,
                out,
                outOffset,
                0,
                batch,
                (session, c, first, rows) ->
                        session.predict(c.x, c.xOffset + first * c.inputs, c.ints, c.intsOffset + first, rows));
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
        run(
                x,
                xOffset,
                values,
                valuesOffset,
                indices,
                indicesOffset,
                k,
                batch,
                (session, c, first, rows) -> session.topK(
                        c.x,
                        c.xOffset + first * c.inputs,
                        c.floats,
                        c.floatsOffset + first * c.k,
                        c.ints,
                        c.intsOffset + first * c.k,
                        rows,
                        c.k));
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
        checks.labels(x, xOffset, labels, labelsOffset, batch);
        parts.begin();
        try {
            parts.compute(
                    x,
                    xOffset,
                    losses,
                    0,
                    labels,
                    labelsOffset,
                    0,
                    batch,
                    (session, c, first, rows) -> session.losses(
                            c.x, c.xOffset + first * c.inputs, c.ints, c.intsOffset + first, c.floats, first, rows));
            double sum = 0;
            for (int i = 0; i < batch; i++) {
                sum += losses[i];
            }
            return sum / batch;
        } finally {
            parts.end();
        }
    }

    private void run(
            float[] x,
            int xOffset,
            float[] floats,
            int floatsOffset,
            int[] ints,
            int intsOffset,
            int k,
            int batch,
            Parts.Operation operation) {
        parts.begin();
        try {
            parts.compute(x, xOffset, floats, floatsOffset, ints, intsOffset, k, batch, operation);
        } finally {
            parts.end();
        }
    }
}
