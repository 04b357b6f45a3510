package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On many threads a call gives the bits of one session, whatever the executor does. */
@Timeout(60)
class ParallelSessionTest {
    private static final int INPUTS = 6;
    private static final int OUTPUTS = 10;
    private static final int K = 3;
    private static final int MAX_BATCH = 3001;
    /** Around the most rows of a part, and of two. */
    private static final int[] LARGE = {127, 180, 181, 360, 361, 1000, 3001};

    private static final Network NETWORK = Network.of(
                    layer(INPUTS, 40, Activation.RELU),
                    layer(40, 17, Activation.TANH),
                    layer(17, OUTPUTS, Activation.LINEAR))
            .withOutput(Output.SIGMOID);
    private static final float[] X = InitialWeights.normal(MAX_BATCH + 1, INPUTS, 1);
    private static final int[] LABELS =
            new Random(2).ints(MAX_BATCH + INPUTS, 0, OUTPUTS).toArray();

    private static DenseLayer layer(int inputs, int neurons, Activation activation) {
        float[] bias = InitialWeights.normal(1, neurons, neurons);
        return DenseLayer.of(InitialWeights.normal(inputs, neurons, inputs), bias, inputs, neurons, activation);
    }

    /** With a task for any 8 rows. */
    private static ParallelSession session(Executor executor, int threads) {
        return new ParallelSession(NETWORK, MAX_BATCH, executor, threads, 1);
    }

    /** What the calls of a session give for a batch, from an offset on, with some elements around. */
    private static final class Answers {
        private final int batch;
        private final int at;
        private final float[] logits;
        private final float[] probabilities;
        private final float[] logProbabilities;
        private final float[] outputs;
        private final int[] classes;
        private final float[] largest;
        private final int[] columns;
        private double meanLoss;

        private Answers(int batch) {
            this.batch = batch;
            this.at = batch % INPUTS;
            int length = batch * OUTPUTS + 2 * INPUTS;
            logits = new float[length];
            probabilities = new float[length];
            logProbabilities = new float[length];
            outputs = new float[length];
            classes = new int[length];
            largest = new float[length];
            columns = new int[length];
        }

        static Answers of(Session session, int batch) {
            Answers a = new Answers(batch);
            session.logits(X, a.at, a.logits, a.at, batch);
            session.probabilities(X, a.at, a.probabilities, a.at, batch);
            session.logProbabilities(X, a.at, a.logProbabilities, a.at, batch);
            session.outputs(X, a.at, a.outputs, a.at, batch);
            session.predict(X, a.at, a.classes, a.at, batch);
            session.topK(X, a.at, a.largest, a.at, a.columns, a.at, batch, K);
            a.meanLoss = session.meanLoss(X, a.at, LABELS, a.at, batch);
            return a;
        }

        static Answers of(ParallelSession session, int batch) {
            Answers a = new Answers(batch);
            session.logits(X, a.at, a.logits, a.at, batch);
            session.probabilities(X, a.at, a.probabilities, a.at, batch);
            session.logProbabilities(X, a.at, a.logProbabilities, a.at, batch);
            session.outputs(X, a.at, a.outputs, a.at, batch);
            session.predict(X, a.at, a.classes, a.at, batch);
            session.topK(X, a.at, a.largest, a.at, a.columns, a.at, batch, K);
            a.meanLoss = session.meanLoss(X, a.at, LABELS, a.at, batch);
            return a;
        }

        /** JUnit compares bits, but for NaN, which no row has; only the mean of no rows is NaN. */
        void assertSame(Answers other, String by) {
            String message = batch + " rows by " + by;
            assertArrayEquals(logits, other.logits, message);
            assertArrayEquals(probabilities, other.probabilities, message);
            assertArrayEquals(logProbabilities, other.logProbabilities, message);
            assertArrayEquals(outputs, other.outputs, message);
            assertArrayEquals(classes, other.classes, message);
            assertArrayEquals(largest, other.largest, message);
            assertArrayEquals(columns, other.columns, message);
            assertEquals(meanLoss, other.meanLoss, message);
        }
    }

    private static Map<Integer, Answers> expected() {
        Session one = NETWORK.newSession(MAX_BATCH);
        Map<Integer, Answers> expected = new LinkedHashMap<>();
        for (int batch = 0; batch <= 100; batch++) {
            expected.put(batch, Answers.of(one, batch));
        }
        for (int batch : LARGE) {
            expected.put(batch, Answers.of(one, batch));
        }
        return expected;
    }

    @Test
    void everyExecutorGivesTheBitsOfOneSession() throws Throwable {
        Map<String, ExecutorService> pools = new LinkedHashMap<>();
        pools.put("three threads", Executors.newFixedThreadPool(3));
        pools.put("ForkJoinPool", new ForkJoinPool(2));
        if (Runtime.version().feature() >= 21) {
            pools.put("virtual threads", (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invoke());
        }
        Map<String, Executor> executors = new LinkedHashMap<>(pools);
        executors.put("the caller's thread", Runnable::run);
        executors.put("nobody", task -> {});
        Map<Integer, Answers> expected = expected();
        try {
            for (String by : executors.keySet()) {
                for (int threads : new int[] {2, 5}) {
                    ParallelSession session = session(executors.get(by), threads);
                    expected.forEach((batch, answers) -> answers.assertSame(Answers.of(session, batch), by));
                }
            }
        } finally {
            pools.values().forEach(ExecutorService::shutdownNow);
        }
    }

    /** The caller runs in the pool itself, whose other threads are taken, or in one of virtual threads. */
    @Test
    void aCallerInTheSaturatedPoolIsServed() throws Exception {
        Answers expected = Answers.of(NETWORK.newSession(MAX_BATCH), 1000);
        for (ExecutorService pool : new ExecutorService[] {Executors.newFixedThreadPool(1), new ForkJoinPool(1)}) {
            try {
                ParallelSession session = session(pool, 4);
                Answers answers = pool.submit(() -> Answers.of(session, 1000)).get();
                expected.assertSame(answers, "a pool of one thread");
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Test
    void theThresholdOfThePublicFactoryHandsLargeBatchesOver() {
        int[] tasks = {0};
        Executor counting = task -> {
            tasks[0]++;
            task.run();
        };
        Network wide = Network.of(layer(256, 512, Activation.RELU), layer(512, OUTPUTS, Activation.LINEAR));
        int batch = 200;
        ParallelSession session = ParallelSession.of(wide, batch, counting, 2);
        assertEquals(batch, session.maxBatch());
        float[] x = InitialWeights.normal(batch, 256, 3);
        float[] expected = new float[batch * OUTPUTS];
        float[] actual = new float[batch * OUTPUTS];
        session.logits(x, actual, 1);
        assertEquals(0, tasks[0]);
        session.logits(x, actual, batch);
        assertEquals(1, tasks[0]);
        wide.newSession(batch).logits(x, expected, batch);
        assertArrayEquals(expected, actual);
    }

    @Test
    void aPoolThatIsShutDownRejects() {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        ParallelSession session = session(pool, 2);
        pool.shutdown();
        float[] out = new float[100 * OUTPUTS];
        assertThrows(RejectedExecutionException.class, () -> session.logits(X, out, 100));
        session.logits(X, out, 1);
        float[] expected = new float[OUTPUTS];
        NETWORK.newSession(1).logits(X, expected, 1);
        assertArrayEquals(expected, java.util.Arrays.copyOf(out, OUTPUTS));
    }

    /** The second call is made while the first hands its task over, so it always meets it. */
    @Test
    void twoCallsAtOnceAreRefused() throws Exception {
        float[] out = new float[100 * OUTPUTS];
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ParallelSession session = session(
                task -> {
                    begun.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                2);
        Thread first = new Thread(() -> session.logits(X, out, 100));
        first.start();
        begun.await();
        float[] untouched = new float[OUTPUTS];
        for (int batch : new int[] {0, 1}) {
            String message = assertThrows(
                            ConcurrentModificationException.class, () -> session.logits(X, untouched, batch))
                    .getMessage();
            assertTrue(message.contains("ParallelSession.of"), message);
            assertThrows(ConcurrentModificationException.class, () -> session.meanLoss(X, LABELS, batch));
        }
        assertArrayEquals(new float[OUTPUTS], untouched);
        go.countDown();
        first.join();
        Answers.of(NETWORK.newSession(100), 100).assertSame(Answers.of(session, 100), "the session that was refused");
    }

    @Test
    void badArgumentsOfTheFactoryAreRefused() {
        Executor executor = Runnable::run;
        assertThrows(NullPointerException.class, () -> ParallelSession.of(null, 1, executor, 1));
        assertThrows(NullPointerException.class, () -> ParallelSession.of(NETWORK, 1, null, 1));
        for (int bad : new int[] {0, -1, 65}) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> ParallelSession.of(NETWORK, 1, executor, bad))
                    .getMessage();
            assertTrue(message.contains("threads is " + bad), message);
        }
        String message = assertThrows(IllegalArgumentException.class, () -> ParallelSession.of(NETWORK, 0, executor, 1))
                .getMessage();
        assertTrue(message.contains("maxBatch is 0"), message);
    }

    @Test
    void batchesOverTheMaximumAreRefused() {
        ParallelSession session = session(Runnable::run, 2);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> session.predict(X, new int[MAX_BATCH + 1], MAX_BATCH + 1))
                .getMessage();
        assertTrue(message.contains("batch is 3002") && message.contains("maxBatch 3001"), message);
    }
}
