package io.lanewise.bench;

import io.lanewise.Backend;
import io.lanewise.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;

/**
 * Runs in a new JVM and prints, as properties, what {@link FirstCallsTimer} finds of a session's probabilities of one
 * row, how long the warm-up took, and what the scalar kernels still answer at the end.
 */
public final class FirstCallsProbe {
    /** The argument that asks for a warm-up before the first call. */
    public static final String WARM_UP = "warm-up";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private FirstCallsProbe() {}

    /** Takes the sizes of the network, when this JVM was started, for how many nanoseconds to go on, and what to do. */
    public static void main(String[] arguments) throws IOException {
        SampleNetwork model = SampleNetwork.of(arguments[0]);
        Session session = model.network().newSession(1);
        double warmUp = arguments[3].equals(WARM_UP) ? warmUpMillis(session) : 0;
        float[] x = model.x(1);
        float[] probabilities = new float[model.outputs()];
        Properties says = FirstCallsTimer.time(
                () -> session.probabilities(x, probabilities, 1),
                Long.parseLong(arguments[1]),
                Long.parseLong(arguments[2]));
        says.setProperty("warmUp", Double.toString(warmUp));
        says.setProperty("waiting", Backend.current().waiting());
        says.store(System.out, null);
    }

    private static double warmUpMillis(Session session) {
        long start = System.nanoTime();
        if (!session.warmUp(1, LIMIT)) {
            throw new IllegalStateException("the warm-up was not done within " + LIMIT);
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
