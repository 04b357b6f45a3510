package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who computes which rows, and how a call ends when something goes wrong; with operations that block and throw. */
@Timeout(60)
class PartsTest {
    private static final int MAX_BATCH = 10_000;
    private static final Network NETWORK =
            Network.of(DenseLayer.of(new float[] {1}, new float[1], 1, 1, Activation.LINEAR));
    /** In multiply-adds: with what is added for a neuron and for a layer. */
    private static final long ROW_WORK = 1 + 32 + 500;

    private static final ExecutorService POOL = Executors.newCachedThreadPool();

    /** Never starts a task. */
    private static final Executor DEAF = task -> {};

    @AfterAll
    static void stop() {
        POOL.shutdownNow();
    }

    /** With a task for any 8 rows. */
    private static Parts parts(Executor executor, int threads) {
        return new Parts(NETWORK, MAX_BATCH, executor, threads, 1);
    }

    private static void compute(Parts parts, int batch, Parts.Operation operation) {
        parts.begin();
        try {
            parts.compute(null, 0, null, 0, null, 0, 0, batch, operation);
        } finally {
            parts.end();
        }
    }

    @Test
    void everyRowIsInOnePartOfWholeTiles() {
        for (int threads : new int[] {1, 2, 3, 7, 64}) {
            Parts parts = parts(DEAF, threads);
            for (int batch = 0; batch <= MAX_BATCH; batch += batch < 100 ? 1 : 331) {
                AtomicIntegerArray computed = new AtomicIntegerArray(batch);
                List<Integer> sizes = new ArrayList<>();
                int all = batch;
                compute(parts, batch, (session, call, first, rows) -> {
                    assertEquals(0, first % Parts.TILE);
                    assertTrue(rows % Parts.TILE == 0 || first + rows == all);
                    assertTrue(rows <= session.maxBatch());
                    sizes.add((rows + Parts.TILE - 1) / Parts.TILE);
                    for (int i = first; i < first + rows; i++) {
                        computed.incrementAndGet(i);
                    }
                });
                for (int i = 0; i < batch; i++) {
                    assertEquals(1, computed.get(i), "row " + i + " of " + batch);
                }
                int workers = Math.max(1, Math.min(threads, batch / Parts.LEAST_ROWS));
                assertEquals(0, sizes.size() % workers, batch + " rows in " + sizes);
                if (batch > 0) {
                    int least = sizes.stream().mapToInt(n -> n).min().orElseThrow();
                    int most = sizes.stream().mapToInt(n -> n).max().orElseThrow();
                    assertTrue(least > 0 && most - least <= 1, batch + " rows in " + sizes);
                }
            }
        }
    }

    @Test
    void onlyWorkThatIsWorthItIsHandedOver() {
        AtomicInteger tasks = new AtomicInteger();
        Executor counting = task -> {
            tasks.incrementAndGet();
            task.run();
        };
        Parts parts = new Parts(NETWORK, MAX_BATCH, counting, 3, 1000 * ROW_WORK);
        int[] batches = {1, 2001, 2002, 3002, 3003, MAX_BATCH};
        int[] expected = {0, 0, 1, 1, 2, 2};
        for (int i = 0; i < batches.length; i++) {
            tasks.set(0);
            compute(parts, batches[i], (session, call, first, rows) -> {});
            assertEquals(expected[i], tasks.get(), batches[i] + " rows");
        }
    }

    @Test
    void tasksDoNotPileUp() {
        List<Runnable> queue = new ArrayList<>();
        Parts parts = parts(queue::add, 4);
        AtomicInteger rowsOfAll = new AtomicInteger();
        Parts.Operation count = (session, call, first, rows) -> rowsOfAll.addAndGet(rows);
        for (int i = 0; i < 100; i++) {
            compute(parts, 100, count);
        }
        assertEquals(3, queue.size());
        assertEquals(100 * 100, rowsOfAll.get());

        // Late, they find nothing, and then the next call asks for as many again.
        queue.forEach(Runnable::run);
        assertEquals(100 * 100, rowsOfAll.get());
        compute(parts, 100, count);
        assertEquals(6, queue.size());
    }

    /** The part of a task blocks until both have one, so that a call that computed alone would never end. */
    @Test
    void tasksComputeWhileTheCallerDoes() {
        Parts parts = parts(POOL, 2);
        for (int i = 0; i < 100; i++) {
            CountDownLatch both = new CountDownLatch(2);
            compute(parts, 16, (session, call, first, rows) -> {
                both.countDown();
                await(both);
            });
        }
    }

    /**
     * A call that is over before its task starts leaves the task to the next call, which counts on it: were the two not
     * of one mind, the next call would compute alone and never end.
     */
    @Test
    void aLateTaskHelpsTheCallThatCountsOnIt() {
        Parts parts = parts(POOL, 2);
        for (int i = 0; i < 5_000; i++) {
            compute(parts, 16, (session, call, first, rows) -> {});
            CountDownLatch both = new CountDownLatch(2);
            compute(parts, 16, (session, call, first, rows) -> {
                both.countDown();
                await(both);
            });
        }
    }

    /** A thread that ends the last part of a call would else take one of the next call's beside the task that does. */
    @Test
    void noMoreThreadsComputeThanWereAskedFor() {
        Parts parts = parts(POOL, 2);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 3000; i++) {
            compute(parts, MAX_BATCH, (session, call, first, rows) -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.yield();
                now.decrementAndGet();
            });
            assertEquals(0, now.get(), "a part runs after its call");
        }
        assertEquals(2, most.get());
    }

    /** Either throws while the other computes. */
    @Test
    void anExceptionEndsTheCallWhenAllHaveEnded() {
        Parts parts = parts(POOL, 2);
        Thread caller = Thread.currentThread();
        for (boolean inCaller : new boolean[] {false, true}) {
            Error error = new OutOfMemoryError("made up");
            CountDownLatch both = new CountDownLatch(2);
            CountDownLatch thrown = new CountDownLatch(1);
            AtomicInteger ended = new AtomicInteger();
            Parts.Operation operation = (session, call, first, rows) -> {
                both.countDown();
                await(both);
                if (inCaller == (Thread.currentThread() == caller)) {
                    thrown.countDown();
                    throw error;
                }
                await(thrown);
                pause();
                ended.incrementAndGet();
            };
            Throwable caught = assertThrows(Throwable.class, () -> compute(parts, MAX_BATCH, operation));
            assertSame(error, caught);
            assertEquals(1, ended.get(), "parts that had begun, and no other");
            assertWorks(parts);
        }
    }

    @Test
    void theFirstExceptionIsThrown() {
        Parts parts = parts(POOL, 2);
        CountDownLatch both = new CountDownLatch(2);
        List<Error> thrown = new ArrayList<>();
        Throwable caught = assertThrows(
                Error.class,
                () -> compute(parts, 16, (session, call, first, rows) -> {
                    both.countDown();
                    await(both);
                    Error error = new Error();
                    synchronized (thrown) {
                        thrown.add(error);
                        if (thrown.size() == 2) {
                            pause();
                        }
                    }
                    throw error;
                }));
        assertSame(thrown.get(0), caught);
        assertEquals(2, thrown.size());
    }

    @Test
    void aRejectionEndsTheCallWhenAllHaveEnded() {
        AtomicInteger left = new AtomicInteger(1);
        AtomicInteger accepted = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        Executor rejecting = task -> {
            if (left.getAndDecrement() <= 0) {
                await(begun);
                throw new RejectedExecutionException("made up");
            }
            accepted.incrementAndGet();
            POOL.execute(task);
        };
        Parts parts = parts(rejecting, 3);
        AtomicInteger ended = new AtomicInteger();
        Throwable caught = assertThrows(
                RejectedExecutionException.class,
                () -> compute(parts, 24, (session, call, from, rows) -> {
                    begun.countDown();
                    pause();
                    ended.incrementAndGet();
                }));
        assertEquals("made up", caught.getMessage());
        assertEquals(1, ended.get());
        left.set(Integer.MAX_VALUE);
        assertWorks(parts);
        assertEquals(1 + 2, accepted.get(), "the rejected task is not counted on");
    }

    /** As a language without checked exceptions may throw. */
    @Test
    void whatAnExecutorThrowsComesOutAsItIs() {
        Exception checked = new Exception("made up");
        boolean[] throwing = {true};
        int[] tasks = {0};
        Parts parts = parts(
                task -> {
                    tasks[0]++;
                    task.run();
                    if (throwing[0]) {
                        PartsTest.<RuntimeException>sneak(checked);
                    }
                },
                2);
        assertSame(checked, assertThrows(Exception.class, () -> compute(parts, 16, (session, call, from, rows) -> {})));
        throwing[0] = false;
        assertWorks(parts);
        assertEquals(2, tasks[0], "one for each call");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable e) throws T {
        throw (T) e;
    }

    @Test
    void anInterruptLeavesOutWhatHasNotBegun() {
        for (Executor executor : List.of(DEAF, (Executor) Runnable::run)) {
            Parts parts = parts(executor, 3);
            AtomicInteger begun = new AtomicInteger();
            assertThrows(
                    CancellationException.class,
                    () -> compute(parts, 24, (session, call, first, rows) -> {
                        begun.incrementAndGet();
                        Thread.currentThread().interrupt();
                    }));
            assertEquals(1, begun.get());
            assertThrows(
                    CancellationException.class,
                    () -> compute(parts, 24, (session, call, first, rows) -> begun.incrementAndGet()));
            assertThrows(
                    CancellationException.class,
                    () -> compute(parts, 1, (session, call, first, rows) -> begun.incrementAndGet()));
            assertEquals(1, begun.get());
            compute(parts, 0, (session, call, first, rows) -> begun.incrementAndGet());
            assertTrue(Thread.interrupted());
            assertWorks(parts);
        }
    }

    @Test
    void anInterruptChangesNothingWhereAllPartsHaveBegun() throws Exception {
        Parts parts = parts(POOL, 2);
        Thread caller = Thread.currentThread();
        CountDownLatch both = new CountDownLatch(2);
        AtomicInteger ended = new AtomicInteger();
        compute(parts, 16, (session, call, first, rows) -> {
            both.countDown();
            await(both);
            if (Thread.currentThread() != caller) {
                // Once the caller has ended its part and waits, or soon before.
                pause();
                caller.interrupt();
                pause();
            }
            ended.incrementAndGet();
        });
        assertTrue(Thread.interrupted());
        assertEquals(2, ended.get());
        assertWorks(parts);
    }

    @Test
    void nothingOfTheCallersIsKept() {
        Parts parts = parts(DEAF, 2);
        compute(parts, 16, (session, call, first, rows) -> {});
        assertArrayEquals(new Object[3], new Object[] {parts.x, parts.floats, parts.ints});
    }

    private static void assertWorks(Parts parts) {
        AtomicInteger rowsOfAll = new AtomicInteger();
        compute(parts, 1001, (session, call, first, rows) -> rowsOfAll.addAndGet(rows));
        assertEquals(1001, rowsOfAll.get());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    /** Time for a call that does not wait to end before this part does. */
    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
