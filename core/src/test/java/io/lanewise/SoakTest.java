package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * One network under 64 threads with one session each: random batches of random rows by every kind of call. Each result
 * has the bits that its rows have alone, and in the end nothing is allocated. -Dlanewise.soak.seconds=60 soaks longer.
 */
class SoakTest {
    private static final int THREADS = 64;
    private static final double SECONDS = Double.parseDouble(System.getProperty("lanewise.soak.seconds", "2"));

    /** Time for C2 to compile. */
    private static final double WARM_UP_SECONDS = 20;

    private static final int ROWS = 200;
    private static final int MAX_BATCH = 20;
    private static final int K = 3;

    /** Panels, a narrow layer and one of less than a vector. */
    private static final int[] WIDTHS = {20, 70, 33, 12, 3};

    private final Network network = network();
    private final int outputs = network.outputs();
    private final float[] x = InitialWeights.normal(ROWS, network.inputs(), 1);
    private final int[] labels = new Random(1).ints(ROWS, 0, outputs).toArray();

    private final float[] logits = new float[ROWS * outputs];
    private final float[] probabilities = new float[ROWS * outputs];
    private final int[] predictions = new int[ROWS];
    private final float[] values = new float[ROWS * K];
    private final int[] indices = new int[ROWS * K];
    private final double[] losses = new double[ROWS];

    SoakTest() {
        Session alone = network.newSession(1);
        for (int row = 0; row < ROWS; row++) {
            int at = row * network.inputs();
            alone.logits(x, at, logits, row * outputs, 1);
            alone.probabilities(x, at, probabilities, row * outputs, 1);
            alone.predict(x, at, predictions, row, 1);
            alone.topK(x, at, values, row * K, indices, row * K, 1, K);
            losses[row] = alone.meanLoss(x, at, labels, row, 1);
        }
    }

    @Test
    void everyAnswerIsRightAndNothingIsAllocated() throws Exception {
        // One thread first, because 64 threads of slow calls leave C2 too little of a small machine.
        Caller first = new Caller(THREADS);
        assertEquals(0, AllocationMeter.leastBytes(first::call, WARM_UP_SECONDS), "bytes of a thousand calls, alone");
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Long>> bytes = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Caller caller = new Caller(i);
                bytes.add(threads.submit(caller::soak));
            }
            for (Future<Long> future : bytes) {
                assertEquals(0, future.get(), "bytes of a thousand calls");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A thread's session and outputs. */
    private final class Caller {
        private final Session session = network.newSession(MAX_BATCH);
        private final float[] floats = new float[MAX_BATCH * Math.max(outputs, K)];
        private final int[] ints = new int[MAX_BATCH * K];
        private final Random random;

        Caller(int seed) {
            random = new Random(seed);
        }

        /** What a thousand calls have allocated at the end. */
        long soak() {
            long end = System.nanoTime() + (long) (SECONDS * 1e9);
            while (System.nanoTime() < end) {
                call();
            }
            return AllocationMeter.leastBytes(this::call, WARM_UP_SECONDS);
        }

        private void call() {
            int batch = random.nextInt(MAX_BATCH + 1);
            int row = random.nextInt(ROWS - batch + 1);
            int at = row * network.inputs();
            switch (random.nextInt(5)) {
                case 0 -> {
                    session.logits(x, at, floats, 0, batch);
                    expect("logits", logits, row, batch, outputs);
                }
                case 1 -> {
                    session.probabilities(x, at, floats, 0, batch);
                    expect("probabilities", probabilities, row, batch, outputs);
                }
                case 2 -> {
                    session.predict(x, at, ints, 0, batch);
                    expect("predictions", predictions, row, batch, 1);
                }
                case 3 -> {
                    session.topK(x, at, floats, 0, ints, 0, batch, K);
                    expect("top-k's values", values, row, batch, K);
                    expect("top-k's indices", indices, row, batch, K);
                }
                default -> {
                    double sum = 0;
                    for (int i = row; i < row + batch; i++) {
                        sum += losses[i];
                    }
                    double mean = session.meanLoss(x, at, labels, row, batch);
                    if (Double.doubleToLongBits(mean) != Double.doubleToLongBits(sum / batch)) {
                        throw new AssertionError("mean loss " + mean + " of " + batch + " rows from " + row);
                    }
                }
            }
        }

        private void expect(String what, float[] expected, int row, int batch, int columns) {
            int from = row * columns;
            if (!Arrays.equals(floats, 0, batch * columns, expected, from, from + batch * columns)) {
                throw new AssertionError(what + " of " + batch + " rows from " + row);
            }
        }

        private void expect(String what, int[] expected, int row, int batch, int columns) {
            int from = row * columns;
            if (!Arrays.equals(ints, 0, batch * columns, expected, from, from + batch * columns)) {
                throw new AssertionError(what + " of " + batch + " rows from " + row);
            }
        }
    }

    private static Network network() {
        DenseLayer[] layers = new DenseLayer[WIDTHS.length - 1];
        for (int i = 0; i < layers.length; i++) {
            float[] weights = InitialWeights.normal(WIDTHS[i], WIDTHS[i + 1], i);
            float[] bias = InitialWeights.normal(1, WIDTHS[i + 1], 10 + i);
            Activation activation = i == layers.length - 1 ? Activation.LINEAR : Activation.RELU;
            layers[i] = DenseLayer.of(weights, bias, WIDTHS[i], WIDTHS[i + 1], activation);
        }
        return Network.of(layers);
    }
}
