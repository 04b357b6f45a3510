package io.lanewise;

import java.util.Arrays;

/** Calls ReLU where its vector kernel errs, and prints what {@link Backend} says of it. */
final class ErringReluProbe {
    private static final int CALLS = 20_000;

    private ErringReluProbe() {}

    public static void main(String[] arguments) {
        float[] x = new float[40];
        float[] y = new float[40];
        for (int call = 0; call < CALLS; call++) {
            Arrays.fill(x, -0f);
            Relu.forward(x, y, x.length);
            if (Float.floatToRawIntBits(y[call % y.length]) != 0) {
                throw new AssertionError("call " + call + ": " + y[call % y.length]);
            }
        }
        System.out.println(Backend.current().waiting());
    }
}
