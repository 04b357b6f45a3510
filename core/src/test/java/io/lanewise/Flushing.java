package io.lanewise;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** Runs in a process of its own, for {@link FlushToZeroTest}: prints what is wrong in a thread that flushes subnormals. */
public final class Flushing {
    private static final int CALLS = 20_000;

    private Flushing() {}

    /** The argument is a class of a Callable that makes this thread flush, and returns 0 if it could. */
    public static void main(String[] arguments) throws Exception {
        check(!Backend.flushesSubnormals(), "flushes at the start");
        // Called without reflection: the JVM's way back into Java restores the state of before.
        Callable<?> set =
                (Callable<?>) Class.forName(arguments[0]).getConstructor().newInstance();
        check(set.call().equals(0), "fesetenv failed");
        check(Backend.flushesSubnormals(), "does not flush: nothing was tried");
        System.out.println(Backend.current().name());
        for (int call = 0; call < CALLS; call++) {
            topK(1);
            topK(2);
            topK(9);
            relu();
            argMax();
        }
        System.out.println("done");
    }

    /** Zeros are the largest, the first ones of them, whatever stood in the outputs. */
    private static void topK(int k) {
        float[] x = new float[200];
        Arrays.fill(x, 100, 200, -1f);
        x[3] = Float.MIN_VALUE;
        x[5] = -Float.MIN_VALUE;
        float[] values = new float[k];
        Arrays.fill(values, 99f);
        int[] indices = new int[k];
        Arrays.fill(indices, -7);
        TopK.forward(x, values, indices, 1, 200, k);
        for (int i = 0; i < k; i++) {
            check(indices[i] == i && values[i] + 0f == 0, "top " + k + ": " + Arrays.toString(indices));
        }
    }

    private static void relu() {
        float[] x = new float[40];
        Arrays.fill(x, Float.MIN_VALUE);
        float[] y = new float[40];
        Relu.forward(x, y, 40);
        for (float v : y) {
            check(Float.floatToRawIntBits(v) == 0, "relu: " + Float.floatToRawIntBits(v));
        }
    }

    private static void argMax() {
        float[] x = new float[100];
        x[50] = Float.MIN_VALUE;
        int[] index = {-7};
        ArgMax.forward(x, index, 1, 100);
        check(index[0] == 0, "argmax: " + index[0]);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
