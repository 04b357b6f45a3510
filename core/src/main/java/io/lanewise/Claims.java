package io.lanewise;

import java.util.ConcurrentModificationException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Parts of a call's work, which the caller's thread and the tasks of its executor claim one after another.
 *
 * <p>The caller claims too, until none is left, and then waits only for parts that have begun: it needs no task to
 * start, so no executor can block it, not even the one whose thread it is. A task that starts late finds nothing to
 * claim, or helps the call that runs then. Tasks and calls are this one object, so nothing is allocated.
 */
abstract class Claims implements Runnable {
    /**
     * Multiply-adds that are worth a task: a tenth of a millisecond at 80 G a second. A thread of a pool takes that long
     * to wake on a virtual machine, if its core sleeps.
     */
    static final long WORTH = 1 << 23;

    /** As many pieces of working memory as the kernels keep for calls at once. */
    private static final int MOST_THREADS = 64;

    /**
     * How long the caller's thread spins before it parks. A task begins later than the caller's part, and ends later, by
     * the time that waking its thread took: to park then would cost that time again.
     */
    private static final long SPIN_NANOS = 100_000;

    /** Of a number in whose upper half the call's number is. */
    private static final long LOWER = 0xffff_ffffL;

    final int threads;
    private final Executor executor;
    /** How a caller avoids two calls at once. */
    private final String advice;

    /** The thread whose call runs; null between calls. */
    private final AtomicReference<Thread> caller = new AtomicReference<>();

    /**
     * The call's number in the upper half, and in the lower the parts that nobody has claimed. Who ends a part of one
     * call claims none of the next, so never more threads compute than were asked for.
     */
    private final AtomicLong unclaimed = new AtomicLong();

    /** Parts of the call that have not ended. */
    private final AtomicInteger unfinished = new AtomicInteger();

    /**
     * The call's number in the upper half, and in the lower the tasks that the executor has taken and not started. A task
     * counts itself off and learns its call in one step, so the call that counts on a task is the one that it helps.
     */
    private final AtomicLong waiting = new AtomicLong();

    /** Why the call fails. */
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** How many the call has; written before one can be claimed. */
    int parts;

    Claims(Executor executor, int threads, String advice) {
        this.executor = executor;
        this.threads = threads;
        this.advice = advice;
    }

    /** What the factories with an executor check. */
    static void check(Executor executor, int threads) {
        Checks.notNull("executor", executor);
        Checks.positive("threads", threads);
        if (threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads is " + threads + ", more than " + MOST_THREADS);
        }
    }

    /** Computes part i of this call. */
    abstract void part(int i);

    /** Makes this thread's call the one that runs; {@link #end} is to follow. */
    final void begin() {
        if (!caller.compareAndSet(null, Thread.currentThread())) {
            throw new ConcurrentModificationException(advice);
        }
    }

    void end() {
        caller.set(null);
    }

    /** Computes so many parts by so many threads, between {@link #begin} and {@link #end}. */
    final void compute(int parts, int workers) {
        this.parts = parts;
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
        long call = (unclaimed.get() >>> 32) + 1 & LOWER;
        unfinished.set(parts);
        unclaimed.set(call << 32 | parts);
        long before;
        do {
            before = waiting.get();
        } while (!waiting.compareAndSet(before, call << 32 | before & LOWER));
        int taken = (int) before;
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
            throw Claims.<RuntimeException>asItCame(thrown);
        }
    }

    /** A task of the executor. */
    @Override
    public final void run() {
        claim(started());
    }

    /** Counts a task off; returns the number of its call. Not below 0: an executor may run a task and throw too. */
    private long started() {
        return waiting.getAndUpdate(n -> (n & LOWER) == 0 ? n : n - 1) >>> 32;
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
            if (left >>> 32 != call || (left & LOWER) == 0) {
                return;
            }
            if (unclaimed.compareAndSet(left, left - 1)) {
                try {
                    part((int) (left & LOWER) - 1);
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

    private void fail(Throwable e) {
        failure.compareAndSet(null, e);
        close();
    }

    private static CancellationException interrupted() {
        return new CancellationException("the thread was interrupted: not all rows are computed");
    }

    /** Lets no further part begin; returns how many that leaves out. */
    private int close() {
        int left = (int) (unclaimed.getAndUpdate(n -> n & ~LOWER) & LOWER);
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
