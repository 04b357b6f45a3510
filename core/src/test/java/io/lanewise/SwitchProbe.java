package io.lanewise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs in a new JVM that chooses its backend itself. Some threads call all operations from the start, over the moment at
 * which the vector kernels take over and half a second more, and hold each answer to the first one's bits. Then nothing is
 * allocated. Prints what waits at the end.
 */
final class SwitchProbe {
    private static final double SECONDS_AFTER = 0.5;
    private static final int LIMIT_SECONDS = 120;

    /** Between a session's calls, so that 64 threads leave C2 some of two cores. */
    private static final long PAUSE_NANOS = 1_000_000;

    /** Time for C2 to compile. */
    private static final double WARM_UP_SECONDS = 20;

    private static final int BATCH = 14;
    private static final int INPUTS = 70;
    private static final int COLUMNS = 130;

    private static final float[] X = InitialWeights.normal(BATCH, COLUMNS, 1);
    private static final float[] WEIGHTS = InitialWeights.normal(INPUTS, COLUMNS, 2);
    private static final Network NETWORK = network();

    private static boolean sessionsAlone;

    private SwitchProbe() {}

    /** An operation with memory of its own. */
    private interface Call {
        void run();
    }

    /** What a thread calls, and what that writes. */
    private record Answer(String name, Call call, float[] floats, int[] ints) {
        Answer(String name, float[] floats, Call call) {
            this(name, call, floats, new int[0]);
        }

        void expect(Answer first) {
            Arrays.fill(floats, 9f);
            Arrays.fill(ints, -9);
            call.run();
            if (!Arrays.equals(floats, first.floats) || !Arrays.equals(ints, first.ints)) {
                throw new AssertionError(name + " has changed");
            }
        }
    }

    /**
     * The arguments are how many threads, 0 for the caller's alone and a session's warm-up on another one, and whether they
     * call all operations or a session's alone: each kind of work that is tried takes a second or more.
     */
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        sessionsAlone = arguments[1].equals("session");
        List<Answer> first = answers();
        first.forEach(answer -> answer.call().run());
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads));
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            futures.add(pool.submit(() -> call(first, threads)));
        }
        if (threads == 0) {
            futures.add(pool.submit(() -> {
                NETWORK.newSession(1).warmUp(1, Duration.ofSeconds(LIMIT_SECONDS));
            }));
            call(first, threads);
        }
        for (Future<?> future : futures) {
            future.get();
        }
        pool.shutdown();
        for (Answer answer : answers()) {
            long bytes = AllocationMeter.leastBytes(answer.call()::run, WARM_UP_SECONDS);
            if (bytes != 0) {
                throw new AssertionError(answer.name() + " allocates " + bytes + " bytes");
            }
        }
        System.out.println("waiting: " + Backend.current().waiting());
    }

    private static void call(List<Answer> first, int threads) {
        List<Answer> answers = answers();
        long start = System.nanoTime();
        long end = Long.MAX_VALUE;
        while (System.nanoTime() - start < end) {
            for (int i = 0; i < answers.size(); i++) {
                answers.get(i).expect(first.get(i));
            }
            if (threads > 2) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            long now = System.nanoTime() - start;
            if (end == Long.MAX_VALUE && Backend.current().waiting().isEmpty()) {
                end = now + (long) (SECONDS_AFTER * 1e9);
            }
            if (now > LIMIT_SECONDS * 1_000_000_000L) {
                throw new AssertionError(
                        "after " + LIMIT_SECONDS + " s: " + Backend.current().waiting());
            }
        }
    }

    private static List<Answer> answers() {
        List<Answer> all = new ArrayList<>();
        Session session = NETWORK.newSession(sessionsAlone ? 1 : BATCH);
        for (int batch : sessionsAlone ? new int[] {1} : new int[] {1, BATCH}) {
            float[] y = new float[batch * 12];
            all.add(new Answer("a session's " + batch, y, () -> session.probabilities(X, y, batch)));
        }
        if (sessionsAlone) {
            return all;
        }
        float[] bias = new float[COLUMNS];
        for (int[] s : new int[][] {{1, 70, 130}, {9, 20, 130}, {14, 70, 10}, {9, 9, 3}, {3, 70, 1}}) {
            float[] y = new float[s[0] * s[2]];
            all.add(new Answer(
                    "Dense " + Arrays.toString(s), y, () -> Dense.forward(X, WEIGHTS, bias, y, s[0], s[1], s[2])));
        }
        for (int columns : new int[] {10, COLUMNS}) {
            float[] y = new float[BATCH * columns];
            float[] log = new float[BATCH * columns];
            float[] loss = new float[2];
            int[] labels = new int[BATCH];
            all.add(new Answer("Softmax " + columns, y, () -> Softmax.forward(X, y, BATCH, columns)));
            all.add(new Answer("log-softmax " + columns, log, () -> Softmax.logForward(X, log, BATCH, columns)));
            all.add(new Answer("loss " + columns, loss, () -> {
                loss[0] = (float) CrossEntropy.ofLogits().mean(X, labels, BATCH, columns);
                loss[1] = (float) CrossEntropy.ofProbabilities().mean(X, WEIGHTS, BATCH, columns);
            }));
        }
        float[] relu = new float[X.length];
        all.add(new Answer("Relu", relu, () -> Relu.forward(X, relu, X.length)));
        for (Activation activation : new Activation[] {Activation.GELU, Activation.TANH}) {
            float[] y = new float[X.length];
            all.add(new Answer(activation.name(), y, () -> activation.forward(X, y, X.length)));
        }
        int[] indices = new int[BATCH];
        all.add(new Answer("ArgMax", () -> ArgMax.forward(X, indices, BATCH, COLUMNS), new float[0], indices));
        float[] values = new float[BATCH * 5];
        int[] places = new int[BATCH * 5];
        all.add(new Answer("TopK", () -> TopK.forward(X, values, places, BATCH, COLUMNS, 5), values, places));
        return all;
    }

    /** Panels, a narrow layer and one of less than a vector. */
    private static Network network() {
        int[] sizes = {INPUTS, COLUMNS, 64, 3, 12};
        DenseLayer[] layers = new DenseLayer[sizes.length - 1];
        for (int i = 0; i < layers.length; i++) {
            float[] weights = InitialWeights.normal(sizes[i], sizes[i + 1], i);
            layers[i] = DenseLayer.of(weights, new float[sizes[i + 1]], sizes[i], sizes[i + 1], Activation.RELU);
        }
        return Network.of(layers);
    }
}
