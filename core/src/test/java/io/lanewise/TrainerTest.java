package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(60)
class TrainerTest {
    private static final int INPUTS = 37;
    private static final int OUTPUTS = 5;
    private static final int MAX_BATCH = 300;
    private static final double RATE = 0.01;
    private static final CrossEntropy LOSS = CrossEntropy.ofLogits();
    private static final Executor NOBODY = task -> {};

    private static final float[] X = InitialWeights.normal(MAX_BATCH, INPUTS, 1);
    private static final int[] LABELS =
            new Random(2).ints(MAX_BATCH, 0, OUTPUTS).toArray();

    /** Of an activation whose gradient is of its output, one whose is of its input, and one of no activation. */
    private static final Network NETWORK = Network.of(
                    layer(INPUTS, 29, Activation.TANH),
                    layer(29, 16, Activation.GELU),
                    layer(16, OUTPUTS, Activation.LINEAR))
            .withOutput(Output.SOFTMAX);

    private static DenseLayer layer(int inputs, int neurons, Activation activation) {
        float[] bias = InitialWeights.normal(1, neurons, neurons);
        return DenseLayer.of(InitialWeights.xavier(inputs, neurons, inputs), bias, inputs, neurons, activation);
    }

    private static Trainer trainer(Optimizer optimizer) {
        return Trainer.of(NETWORK, LOSS, optimizer, MAX_BATCH);
    }

    /** The flat operations, one after the other. */
    @Test
    void aStepIsTheOperationsInTurn() {
        Trainer trainer = trainer(Optimizer.sgd());
        int batch = 50;
        int[] sizes = {INPUTS, 29, 16, OUTPUTS};
        assertArrayEquals(sizes, trainer.sizes());
        float[][] in = {Arrays.copyOf(X, batch * INPUTS), new float[batch * 29], new float[batch * 16]};
        float[][] sums = {new float[batch * 29], new float[batch * 16], new float[batch * OUTPUTS]};
        for (int i = 0; i < 3; i++) {
            DenseLayer layer = NETWORK.layer(i);
            Dense.forward(in[i], layer.weights(), layer.bias(), sums[i], batch, sizes[i], sizes[i + 1]);
            if (i < 2) {
                layer.activation().forward(sums[i], in[i + 1], batch * sizes[i + 1]);
            }
        }
        float[] delta = new float[batch * OUTPUTS];
        double mean = LOSS.meanGradient(sums[2], LABELS, delta, batch, OUTPUTS);
        float[][] weights = new float[3][];
        float[][] biases = new float[3][];
        for (int i = 2; i >= 0; i--) {
            weights[i] = new float[sizes[i] * sizes[i + 1]];
            biases[i] = new float[sizes[i + 1]];
            DenseGradient.weights(in[i], delta, weights[i], batch, sizes[i], sizes[i + 1]);
            DenseGradient.bias(delta, biases[i], batch, sizes[i + 1]);
            float[] dx = new float[batch * sizes[i]];
            DenseGradient.inputs(delta, NETWORK.layer(i).weights(), dx, batch, sizes[i], sizes[i + 1]);
            if (i > 0) {
                NETWORK.layer(i - 1).activation().backward(i == 1 ? in[1] : sums[1], dx, dx, dx.length);
            }
            delta = dx;
        }
        assertEquals(mean, trainer.step(X, LABELS, batch, RATE));
        assertEquals(1, trainer.steps());
        for (int i = 0; i < 3; i++) {
            DenseLayer before = NETWORK.layer(i);
            DenseLayer after = trainer.network().layer(i);
            assertArrayEquals(descended(before.weights(), weights[i]), after.weights());
            assertArrayEquals(descended(before.bias(), biases[i]), after.bias());
            assertEquals(before.activation(), after.activation());
        }
        assertEquals(Output.SOFTMAX, trainer.network().output());
    }

    private static float[] descended(float[] weights, float[] gradients) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] -= (float) RATE * gradients[i];
        }
        return weights;
    }

    @Test
    void theLossIsThatOfTheNetworkBeforeAndGetsLess() {
        Trainer trainer = trainer(Optimizer.adam());
        double start = NETWORK.newSession(MAX_BATCH).meanLoss(X, LABELS, MAX_BATCH);
        double before = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 30; i++) {
            double expected = trainer.network().newSession(MAX_BATCH).meanLoss(X, LABELS, MAX_BATCH);
            double mean = trainer.step(X, LABELS, MAX_BATCH, RATE);
            assertEquals(expected, mean);
            assertTrue(mean < before, mean + " after " + before);
            before = mean;
        }
        assertEquals(start, NETWORK.newSession(MAX_BATCH).meanLoss(X, LABELS, MAX_BATCH));
    }

    /** By batches of many sizes, with tasks for any work. */
    @Test
    void everyNumberOfThreadsGivesTheSameBits() {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        Map<String, Executor> executors = new LinkedHashMap<>();
        executors.put("a pool", pool);
        executors.put("the caller's thread", Runnable::run);
        executors.put("nobody", NOBODY);
        float[] expected = run(trainer(Optimizer.adam()));
        try {
            executors.forEach((name, executor) -> {
                for (int threads : new int[] {1, 2, 5}) {
                    Trainer trainer = new Trainer(NETWORK, LOSS, Optimizer.adam(), MAX_BATCH, executor, threads, 1);
                    assertArrayEquals(expected, run(trainer), threads + " by " + name);
                }
            });
        } finally {
            pool.shutdownNow();
        }
    }

    private static float[] run(Trainer trainer) {
        for (int batch : new int[] {1, 2, 11, 12, 13, 24, 31, 100, 257, 300}) {
            trainer.step(X, LABELS, batch, RATE);
        }
        return trainer.state();
    }

    @Test
    void theThresholdOfThePublicFactoryHandsLargeBatchesOver() {
        int[] tasks = {0};
        Executor counting = task -> {
            tasks[0]++;
            task.run();
        };
        Network wide = Network.of(layer(256, 512, Activation.RELU), layer(512, OUTPUTS, Activation.LINEAR));
        float[] x = InitialWeights.normal(200, 256, 3);
        Trainer two = Trainer.of(wide, LOSS, Optimizer.sgd(), 200, counting, 2);
        Trainer one = Trainer.of(wide, LOSS, Optimizer.sgd(), 200);
        assertEquals(one.step(x, LABELS, 1, RATE), two.step(x, LABELS, 1, RATE));
        assertEquals(0, tasks[0]);
        assertEquals(one.step(x, LABELS, 200, RATE), two.step(x, LABELS, 200, RATE));
        // Forward, backward and the first layer's weights; the second's are too few.
        assertEquals(3, tasks[0]);
        assertArrayEquals(one.state(), two.state());
    }

    @Test
    void anOrderPicksRows() {
        int[] order = new int[MAX_BATCH];
        Shuffle.order(order, MAX_BATCH, 7);
        int batch = 40;
        int from = 100;
        float[] x = new float[batch * INPUTS];
        int[] labels = new int[batch];
        for (int i = 0; i < batch; i++) {
            System.arraycopy(X, order[from + i] * INPUTS, x, i * INPUTS, INPUTS);
            labels[i] = LABELS[order[from + i]];
        }
        Trainer expected = trainer(Optimizer.adam());
        Trainer actual = trainer(Optimizer.adam());
        double mean = expected.step(x, labels, batch, RATE);
        assertEquals(mean, actual.step(X, 0, LABELS, 0, order, from, MAX_BATCH, batch, RATE));
        assertArrayEquals(expected.state(), actual.state());
        for (int bad : new int[] {-1, MAX_BATCH}) {
            int[] outside = {0, bad};
            refused(
                    actual,
                    IndexOutOfBoundsException.class,
                    () -> actual.step(X, LABELS, outside, MAX_BATCH, 2, RATE),
                    "order: number 1 is " + bad + ", not in [0, 300)");
        }
    }

    @Test
    void oneHotLabelsGiveTheBitsOfColumns() {
        float[] oneHot = new float[MAX_BATCH * OUTPUTS];
        for (int i = 0; i < MAX_BATCH; i++) {
            oneHot[i * OUTPUTS + LABELS[i]] = 1;
        }
        Trainer columns = trainer(Optimizer.adam());
        Trainer rows = trainer(Optimizer.adam());
        assertEquals(columns.step(X, LABELS, 40, RATE), rows.step(X, oneHot, 40, RATE));
        assertArrayEquals(columns.state(), rows.state());
    }

    @Test
    void aRunInTwoPiecesGivesTheBitsOfOne() {
        for (Optimizer optimizer :
                new Optimizer[] {Optimizer.sgd(), Optimizer.sgd().withMomentum(0.9), Optimizer.adamW()}) {
            Trainer whole = trainer(optimizer);
            Trainer before = trainer(optimizer);
            for (int i = 0; i < 5; i++) {
                whole.step(X, LABELS, 20, RATE);
                before.step(X, LABELS, 20, RATE);
            }
            // Of other weights, which are replaced.
            Trainer after = trainer(optimizer);
            after.step(X, LABELS, 3, RATE);
            after.restore(before.state(), before.steps());
            for (int i = 5; i < 10; i++) {
                assertEquals(whole.step(X, LABELS, 20, RATE), after.step(X, LABELS, 20, RATE));
            }
            assertArrayEquals(whole.state(), after.state());
            assertEquals(10, after.steps());
        }
    }

    @Test
    void stateOfAnotherTrainerIsRefused() {
        Trainer trainer = trainer(Optimizer.adam());
        float[] state = trainer(Optimizer.sgd()).state();
        refused(
                trainer,
                IllegalArgumentException.class,
                () -> trainer.restore(state, 1),
                "state has " + state.length + " elements, but the trainer has " + state.length
                        + " weights and 2 moments of each");
        refused(trainer, IllegalArgumentException.class, () -> trainer.restore(trainer.state(), -1), "steps is -1");
        refused(trainer, NullPointerException.class, () -> trainer.restore(null, 1), "state is null");
    }

    @Test
    void newNetworks() {
        int[] sizes = {3, 4, 2};
        Trainer trainer = Trainer.of(sizes, Activation.SILU, 5, LOSS, Optimizer.sgd(), 1);
        Random seeds = new Random(5);
        DenseLayer first = trainer.network().layer(0);
        DenseLayer second = trainer.network().layer(1);
        assertArrayEquals(InitialWeights.kaiming(3, 4, seeds.nextLong()), first.weights());
        assertArrayEquals(InitialWeights.xavier(4, 2, seeds.nextLong()), second.weights());
        assertArrayEquals(new float[4], first.bias());
        assertArrayEquals(new float[2], second.bias());
        assertEquals(Activation.SILU, first.activation());
        assertEquals(Activation.LINEAR, second.activation());
        trainer.sizes()[0] = sizes[0] = 0;
        assertArrayEquals(new int[] {3, 4, 2}, trainer.sizes());
        for (int[] bad : new int[][] {{}, {3}, {3, 0}, {0, 3}}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Trainer.of(bad, Activation.RELU, 1, LOSS, Optimizer.sgd(), 1));
        }
    }

    @Test
    void noRowsAndIgnoredRows() {
        Trainer trainer = Trainer.of(NETWORK, LOSS.withIgnoredLabel(-100), Optimizer.sgd(), 3);
        float[] before = trainer.state();
        assertEquals(Double.NaN, trainer.step(X, LABELS, 0, RATE));
        assertEquals(0, trainer.steps());
        assertEquals(Double.NaN, trainer.step(X, new int[] {-100, -100}, 2, RATE));
        assertArrayEquals(before, trainer.state());
        assertEquals(1, trainer.steps());
    }

    @Test
    void aNaNInARowMakesAllWeightsItMeetsNaN() {
        float[] x = X.clone();
        x[INPUTS + 3] = Float.NaN;
        Trainer trainer = trainer(Optimizer.sgd());
        assertEquals(Double.NaN, trainer.step(x, LABELS, 2, RATE));
        for (float weight : trainer.state()) {
            assertTrue(Float.isNaN(weight));
        }
    }

    @Test
    void aStepThatFailsChangesNothing() {
        Trainer trainer = trainer(Optimizer.adam());
        trainer.step(X, LABELS, 10, RATE);
        refused(
                trainer,
                IndexOutOfBoundsException.class,
                () -> trainer.step(X, new int[] {1, OUTPUTS}, 2, RATE),
                "labels: row 1 has 5");
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(
                    trainer,
                    IllegalArgumentException.class,
                    () -> trainer.step(X, LABELS, 2, bad),
                    "learningRate is " + bad);
        }
        refused(
                trainer,
                IllegalArgumentException.class,
                () -> trainer.step(new float[301 * INPUTS], new int[301], 301, RATE),
                "batch is 301, over maxBatch 300");
        Executor rejecting = task -> {
            throw new RejectedExecutionException("made up");
        };
        Trainer rejected = new Trainer(NETWORK, LOSS, Optimizer.adam(), MAX_BATCH, rejecting, 2, 1);
        refused(rejected, RejectedExecutionException.class, () -> rejected.step(X, LABELS, 40, RATE), "made up");
        Trainer interrupted = new Trainer(NETWORK, LOSS, Optimizer.adam(), MAX_BATCH, NOBODY, 2, 1);
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> interrupted.step(X, LABELS, 40, RATE));
        assertTrue(Thread.interrupted());
        assertArrayEquals(trainer(Optimizer.adam()).state(), interrupted.state());
        interrupted.step(X, LABELS, 40, RATE);
    }

    private static void refused(Trainer trainer, Class<? extends Throwable> type, Executable call, String message) {
        float[] before = trainer.state();
        long steps = trainer.steps();
        String said = assertThrows(type, call).getMessage();
        assertTrue(said.contains(message), said);
        assertArrayEquals(before, trainer.state());
        assertEquals(steps, trainer.steps());
    }

    /** The second call is made while the first hands its task over, so it always meets it. */
    @Test
    void twoCallsAtOnceAreRefused() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Executor waiting = task -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        Trainer trainer = new Trainer(NETWORK, LOSS, Optimizer.sgd(), MAX_BATCH, waiting, 2, 1);
        float[] before = trainer.state();
        Thread first = new Thread(() -> trainer.step(X, LABELS, 40, RATE));
        first.start();
        begun.await();
        assertThrows(ConcurrentModificationException.class, () -> trainer.step(X, LABELS, 1, RATE));
        assertThrows(ConcurrentModificationException.class, trainer::network);
        assertThrows(ConcurrentModificationException.class, trainer::state);
        assertThrows(ConcurrentModificationException.class, () -> trainer.restore(before, 0));
        go.countDown();
        first.join();
        assertEquals(1, trainer.steps());
        assertFalse(Arrays.equals(before, trainer.state()));
    }

    @Test
    void badArgumentsOfTheFactoriesAreRefused() {
        Optimizer sgd = Optimizer.sgd();
        assertThrows(NullPointerException.class, () -> Trainer.of(null, LOSS, sgd, 1));
        assertThrows(NullPointerException.class, () -> Trainer.of(NETWORK, null, sgd, 1));
        assertThrows(NullPointerException.class, () -> Trainer.of(NETWORK, LOSS, null, 1));
        assertThrows(NullPointerException.class, () -> Trainer.of(NETWORK, LOSS, sgd, 1, null, 1));
        assertThrows(NullPointerException.class, () -> Trainer.of(null, Activation.RELU, 1, LOSS, sgd, 1));
        assertThrows(NullPointerException.class, () -> Trainer.of(new int[] {1, 1, 1}, null, 1, LOSS, sgd, 1));
        assertThrows(NullPointerException.class, () -> Trainer.of(new int[] {1, 1}, null, 1, LOSS, sgd, 1));
        for (int bad : new int[] {0, 65}) {
            assertThrows(IllegalArgumentException.class, () -> Trainer.of(NETWORK, LOSS, sgd, 1, NOBODY, bad));
        }
        assertThrows(IllegalArgumentException.class, () -> Trainer.of(NETWORK, LOSS, sgd, 0));
        assertThrows(IllegalArgumentException.class, () -> Trainer.of(NETWORK, LOSS, sgd, Integer.MAX_VALUE));
        CrossEntropy weighted = LOSS.withClassWeights(new float[OUTPUTS + 1]);
        assertThrows(IllegalArgumentException.class, () -> Trainer.of(NETWORK, weighted, sgd, 1));
        CrossEntropy ofProbabilities = CrossEntropy.ofProbabilities();
        assertThrows(IllegalStateException.class, () -> Trainer.of(NETWORK, ofProbabilities, sgd, 1));
    }
}
