package io.lanewise.bench;

import io.lanewise.Backend;
import io.lanewise.Session;
import io.lanewise.kernel.choice.ScalarKernels;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/**
 * Runs in a JVM of its own and prints, as properties, how long single calls of one row take at worst: of a session, of
 * ONNX Runtime, and of arithmetic of the session's length. The three take turns, so that the machine's pauses hit each
 * by the time that it takes.
 */
public final class TailProbe {
    /** The argument that asks for a thread that allocates beside the calls. */
    public static final String ALLOCATING = "allocating";

    private static final String ONNX = "onnxruntime";
    private static final long WARM_UP_NANOS = 2_000_000_000;
    private static final int STEPS = 1_000;
    private static final long LONG_NANOS = 1_000_000;
    private static final String[] PERCENTS = {"50", "90", "99", "99.9", "99.99", "99.999", "100"};

    private TailProbe() {}

    private record Timed(String name, Runnable call, NanoHistogram nanos) {
        Timed(String name, Runnable call) {
            this(name, call, new NanoHistogram());
        }
    }

    /** Takes the sizes of the network, the number of calls, and whether to allocate. */
    public static void main(String[] arguments) throws IOException {
        SampleNetwork model = SampleNetwork.of(arguments[0]);
        long calls = Long.parseLong(arguments[1]);
        float[] expected = model.scalarLogits(1);
        ScalarKernels.SET.softmax().forward(expected, 0, expected, 0, 1, expected.length);

        Session session = model.network().newSession(1);
        float[] x = model.x(1);
        float[] y = new float[expected.length];
        Runnable ours = () -> session.probabilities(x, y, 1);
        Peer onnx = PeersByName.make(ONNX);
        onnx.prepare(new PeerProblem(x, 1, model.layers(), true));
        List<ExpectedAnswer> answers = List.of(
                ExpectedAnswer.of(PeerNames.OURS, ours, expected, y),
                onnx.near(ONNX, expected, Tolerance.NETWORK, expected));
        answers.forEach(ExpectedAnswer::checkCold);
        if (!session.warmUp(1, Duration.ofSeconds(30))) {
            throw new IllegalStateException(
                    "the warm-up has not ended: " + Backend.current().waiting());
        }

        // Twice, because a call between others takes longer than alone: they evict its weights.
        ArithmeticLoop loop = ArithmeticLoop.of(STEPS);
        for (int i = 0; i < 2; i++) {
            Timed[] warm = timed(ours, onnx, loop);
            warmUp(warm);
            loop = loop.times((double) warm[0].nanos.percentile(50) / warm[2].nanos.percentile(50));
        }
        Timed[] timed = timed(ours, onnx, loop);
        AllocatingThread allocating = new AllocatingThread();
        if (arguments[2].equals(ALLOCATING)) {
            allocating.start();
        }
        long collections = collections();
        long collectionMillis = collectionMillis();
        long start = System.nanoTime();
        time(timed, calls);
        double seconds = (System.nanoTime() - start) / 1e9;

        Properties says = new Properties();
        says.setProperty("seconds", Double.toString(seconds));
        says.setProperty("allocated", Double.toString(allocating.bytes() / seconds));
        says.setProperty("collections", Long.toString(collections() - collections));
        says.setProperty("collectionMillis", Long.toString(collectionMillis() - collectionMillis));
        for (Timed one : timed) {
            for (String percent : PERCENTS) {
                says.setProperty(
                        one.name() + "." + percent,
                        Double.toString(one.nanos().percentile(Double.parseDouble(percent)) / 1e3));
            }
            says.setProperty(one.name() + ".long", Long.toString(one.nanos().over(LONG_NANOS)));
        }
        answers.forEach(answer -> ExpectedAnswer.checkHot(List.of(answer)));
        says.store(System.out, null);
    }

    private static Timed[] timed(Runnable ours, Peer onnx, Runnable loop) {
        return new Timed[] {
            new Timed(PeerNames.OURS, ours), new Timed(ONNX, onnx::forward), new Timed("arithmetic", loop)
        };
    }

    private static void warmUp(Timed[] timed) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOS) {
            time(timed, 1_000);
        }
    }

    private static void time(Timed[] timed, long calls) {
        for (long i = 0; i < calls; i++) {
            for (Timed one : timed) {
                long start = System.nanoTime();
                one.call.run();
                one.nanos.add(System.nanoTime() - start);
            }
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static long collectionMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
