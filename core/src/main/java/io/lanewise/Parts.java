package io.lanewise;

import io.lanewise.kernel.Pool;
import java.util.ConcurrentModificationException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A batch of rows cut into parts, which the caller's thread and the tasks of its executor claim one after another.
 *
 * <p>The caller claims too, until none is left, and then waits only for parts that have begun: it needs no task to
 * start, so no executor can block it, not even the one whose thread it is. A task that starts late finds nothing to
 * claim, or helps the call that runs then. Tasks and calls are this one object, so nothing is allocated.
 */
final class Parts implements Runnable {
    /** What is done with rows [first, first + rows) of the call's arrays. */
    interface Operation {
        void on(Session session, Parts call, int first, int rows);
    }

    /** Rows in multiples of this are whole tiles of the dense kernels, of 4, 6, 8 and 12 rows. */
    static final int TILE = 4;

    /** The least rows of a part: at 512 bits 8 take little longer than 4. */
    static final int LEAST_ROWS = 8;

    /** The most rows of a part, if they are work enough: what the dense kernels take at once. */
    private static final int MOST_ROWS = 180;

    /**
     * Multiply-adds that are worth a task: a tenth of a millisecond at 80 G a second. A thread of a pool takes that long
     * to wake on a virtual machine, if its core sleeps.
     */
    static final long WORTH = 1 << 23;

    /** What a neuron takes beside its multiply-adds, in multiply-adds: its activation, its part of a softmax. */
    private static final int PER_NEURON = 32;

    /** What a row of a layer takes beside its neurons, in multiply-adds. */
    private static final int PER_LAYER = 500;

    /**
     * How long the caller's thread spins before it parks. A task begins later than the caller's part, and ends later, by
     * the time that waking its thread took: to park then would cost that time again.
     */
    private static final long SPIN_NANOS = 100_000;

    private static final long PARTS = 0xffff_ffffL;

    final int inputs;
    final int outputs;
    private final Executor executor;
    private final int threads;
    /** Fewer rows are not worth a task. */
    private final int worthRows;

    private final int mostRows;
    /** As many as threads, which is as many as are ever taken at once. */
    private final Pool<Session> sessions;

    /** The thread whose call runs; null between calls. */
    private final AtomicReference<Thread> caller = new AtomicReference<>();

    /**
     * The call's number in the upper half, and in the lower the parts that nobody has claimed. Who ends a part of one
     * call claims none of the next, so never more threads compute than were asked for.
     */
    private final AtomicLong unclaimed = new AtomicLong();

    /** Parts of the call that have not ended. */
    private final AtomicInteger unfinished = new AtomicInteger();

    /** Tasks that the executor has taken and not started. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Why the call fails. */
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    // The call's, written before its parts can be claimed.
    private Operation operation;
    private int batch;
    private int parts;
    float[] x;
    int xOffset;
    float[] floats;
    int floatsOffset;
    int[] ints;
    int intsOffset;
    int k;

    Parts(Network network, int maxBatch, Executor executor, int threads, long worth) {
        long rowWork = 0;
        for (DenseLayer layer : network.layers()) {
            rowWork += (layer.inputs() + (long) PER_NEURON) * layer.neurons() + PER_LAYER;
        }
        this.executor = executor;
        this.threads = threads;
        this.inputs = network.inputs();
        this.outputs = network.outputs();
        this.worthRows = Math.max(LEAST_ROWS, (int) (worth / rowWork) + 1);
        this.mostRows = Math.max(MOST_ROWS, (worthRows - 1) / TILE * TILE + TILE);
        int rows = Math.min(maxBatch, mostRows);
        this.sessions = new Pool<>(() -> network.newSession(rows));
        for (int i = 0; i < threads; i++) {
            sessions.give(network.newSession(rows));
        }
    }

    /** Makes this thread's call the one that runs; {@link #end} is to follow. */
    void begin() {
        if (!caller.compareAndSet(null, Thread.currentThread())) {
            throw new ConcurrentModificationException(
                    "another call runs in this session: give each its own, by ParallelSession.of");
        }
    }

    void end() {
        x = null;
        floats = null;
        ints = null;
        caller.set(null);
    }

    /** Computes all rows of these arrays, between {@link #begin} and {@link #end}. */
    void compute(
            float[] x,
            int xOffset,
            float[] floats,
            int floatsOffset,
            int[] ints,
            int intsOffset,
            int k,
            int batch,
            Operation operation) {
        this.x = x;
        this.xOffset = xOffset;
        this.floats = floats;
        this.floatsOffset = floatsOffset;
        this.ints = ints;
        this.intsOffset = intsOffset;
        this.k = k;
        this.batch = batch;
        this.operation = operation;
        int workers = Math.max(1, Math.min(threads, batch / worthRows));
        // As many for each worker; none if there are no rows.
        parts = (int) ((batch + (long) workers * mostRows - 1) / ((long) workers * mostRows)) * workers;
        if (workers == 1) {
            alone();
        } else {
            together(workers - 1);
        }
    }

    private void alone() {
        for (int i = 0; i < parts; i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted();
            }
            part(i);
        }
    }

    private void together(int tasks) {
        int taken = waiting.get();
        long call = (unclaimed.get() >>> 32) + 1 & PARTS;
        unfinished.set(parts);
        unclaimed.set(call << 32 | parts);
        try {
            for (int i = taken; i < tasks; i++) {
                waiting.incrementAndGet();
                executor.execute(this);
            }
        } catch (Throwable e) {
            started();
            fail(e);
        }
        claim(call);
        await();
        Throwable thrown = failure.getAndSet(null);
        if (thrown != null) {
            throw Parts.<RuntimeException>asItCame(thrown);
        }
    }

    /** A task of the executor. It is one of those that the next call counts on until it is known for which call it is. */
    @Override
    public void run() {
        long call = unclaimed.get() >>> 32;
        started();
        claim(call);
    }

    /** Not below 0: an executor may run a task and throw too. */
    private void started() {
        waiting.getAndUpdate(n -> Math.max(0, n - 1));
    }

    /** Claims and computes parts of this call until none is left. */
    private void claim(long call) {
        Thread calling = caller.get();
        boolean isCaller = calling == Thread.currentThread();
        for (; ; ) {
            if (isCaller && calling.isInterrupted() && close() > 0) {
                failure.compareAndSet(null, interrupted());
            }
            long left = unclaimed.get();
            if (left >>> 32 != call || (left & PARTS) == 0) {
                return;
            }
            if (unclaimed.compareAndSet(left, left - 1)) {
                try {
                    part((int) (left & PARTS) - 1);
                } catch (Throwable e) {
                    fail(e);
                } finally {
                    if (unfinished.decrementAndGet() == 0 && !isCaller) {
                        LockSupport.unpark(calling);
                    }
                }
            }
        }
    }

    /** Part i, rows in balance but for the last tile's. */
    private void part(int i) {
        int tiles = (batch - 1) / TILE + 1;
        int first = (int) ((long) tiles * i / parts) * TILE;
        int last = Math.min(batch, (int) ((long) tiles * (i + 1) / parts) * TILE);
        Session session = sessions.take();
        try {
            operation.on(session, this, first, last - first);
        } finally {
            sessions.give(session);
        }
    }

    private void fail(Throwable e) {
        failure.compareAndSet(null, e);
        close();
    }

    private static CancellationException interrupted() {
        return new CancellationException("the thread was interrupted: not all rows are computed");
    }

    /** Lets no further part begin; returns how many that leaves out. */
    private int close() {
        int left = (int) (unclaimed.getAndUpdate(n -> n & ~PARTS) & PARTS);
        unfinished.addAndGet(-left);
        return left;
    }

    /** Until every part that has begun has ended. */
    private void await() {
        boolean interrupted = false;
        for (long start = System.nanoTime(); unfinished.get() > 0; ) {
            if (System.nanoTime() - start < SPIN_NANOS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Unchecked or not. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T asItCame(Throwable e) throws T {
        throw (T) e;
    }
}
