package io.lanewise.bench;

import io.lanewise.Backend;
import io.lanewise.Session;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * Runs in a new JVM and prints, as properties, how long it takes to choose a backend and each of the first 10,000 calls
 * after that; or, with {@link #ALONE}, how long one multiply-add by the Vector API takes without Lanewise.
 */
public final class FirstCallsProbe {
    /** The argument for a JVM that loads no class of Lanewise. */
    public static final String ALONE = "the Vector API alone";

    /** The last call of each group; the first group is the first call alone. */
    public static final List<Integer> GROUPS = List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000);

    /** How many calls are timed. */
    public static final int CALLS = GROUPS.get(GROUPS.size() - 1);

    /** What is called. */
    public static final String SHAPE = "1x" + SampleNetwork.MNIST;

    private FirstCallsProbe() {}

    public static void main(String[] arguments) throws IOException {
        Properties says = new Properties();
        if (List.of(arguments).contains(ALONE)) {
            says.setProperty("start", Double.toString(millis(FirstCallsProbe::multiplyAdd)));
        } else {
            says.setProperty("start", Double.toString(millis(Backend::current)));
            says.setProperty("micros", medians());
        }
        says.store(System.out, null);
    }

    private static double millis(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void multiplyAdd() {
        RoofKernel.multiplyAdd(1, 1f, new float[RoofKernel.MAX_LANES]);
    }

    /** The median of each group. */
    private static String medians() {
        SampleNetwork model = SampleNetwork.of(SampleNetwork.MNIST);
        float[] x = model.x(1);
        float[] probabilities = new float[10];
        double[] micros = new double[CALLS];
        Session session = model.network().newSession(1);
        for (int i = 0; i < micros.length; i++) {
            long start = System.nanoTime();
            session.probabilities(x, probabilities, 1);
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        StringBuilder medians = new StringBuilder();
        int first = 0;
        for (int end : GROUPS) {
            double[] group = Arrays.copyOfRange(micros, first, end);
            Arrays.sort(group);
            medians.append(Median.of(Arrays.stream(group).boxed().toList())).append(' ');
            first = end;
        }
        return medians.toString().strip();
    }
}
