package io.lanewise.bench;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A peer on native memory, x and y too: JavaCPP's overloads for float[] copy every array at every call. All of it is
 * aligned to a cache line, because 16 bytes past one a single row takes these libraries twice the time.
 */
abstract class NativePeer implements Peer {
    private static final int LINE = 64;
    private static final long TRIAL_NANOS = 100_000_000;

    /** What calls use by its address, and the garbage collector would free: a buffer does not keep its pointer. */
    final List<Object> kept = new ArrayList<>();

    private Runnable[] calls;
    private FloatBuffer yBuffer;

    NativePeer() {
        this(1);
    }

    NativePeer(int threads) {
        requireThreads(threads);
    }

    /** By the environment, because a library reads it while it is loaded and not all have a call for it. */
    static void requireThreads(int threads) {
        if (!Integer.toString(threads).equals(System.getenv("OMP_NUM_THREADS"))) {
            throw new IllegalStateException("set OMP_NUM_THREADS=" + threads + ", as the Maven profile "
                    + (threads == 1 ? "peers" : "two-threads") + " does");
        }
    }

    @Override
    public final void prepare(PeerProblem problem) {
        int batch = problem.batch();
        List<Runnable> made = new ArrayList<>();
        FloatPointer x = copy(problem.x());
        for (Layer layer : problem.layers()) {
            FloatPointer y = aligned((long) batch * layer.neurons());
            made.add(layer(layer, batch, x, y));
            x = y;
        }
        if (problem.softmax()) {
            FloatPointer y = aligned(x.capacity());
            made.add(softmax(batch, problem.outputs(), x, y));
            x = y;
        }
        calls = made.toArray(Runnable[]::new);
        yBuffer = x.asBuffer();
    }

    /** The fastest way from x[batch×inputs] to y[batch×neurons]. */
    abstract Runnable layer(Layer layer, int batch, FloatPointer x, FloatPointer y);

    /** The plain loop; from x[rows×columns] to y[rows×columns]. */
    Runnable softmax(int rows, int columns, FloatPointer x, FloatPointer y) {
        FloatBuffer from = x.asBuffer();
        FloatBuffer to = y.asBuffer();
        float[] p = new float[rows * columns];
        return () -> {
            from.get(0, p);
            PlainLoopPeer.softmax(p, p, rows);
            to.put(0, p);
        };
    }

    @Override
    public final void forward() {
        for (Runnable call : calls) {
            call.run();
        }
    }

    final FloatPointer aligned(long floats) {
        FloatPointer memory = new FloatPointer(floats + LINE / Float.BYTES);
        kept.add(memory);
        long skipped = (LINE - memory.address() % LINE) % LINE / Float.BYTES;
        return memory.getPointer(skipped).capacity(floats);
    }

    final FloatPointer copy(float[] values) {
        return aligned(values.length).put(values);
    }

    /** The form that takes the least time here. */
    static Runnable fastest(List<Runnable> forms) {
        Runnable fastest = null;
        double least = Double.MAX_VALUE;
        for (Runnable form : forms) {
            RoofMeasurement.nanosPerCall(form, TRIAL_NANOS);
            double nanos = RoofMeasurement.nanosPerCall(form, TRIAL_NANOS);
            if (nanos < least) {
                least = nanos;
                fastest = form;
            }
        }
        return fastest;
    }

    @Override
    public final float y(int index) {
        return yBuffer.get(index);
    }

    @Override
    public final void fill(float value) {
        for (int i = 0; i < yBuffer.capacity(); i++) {
            yBuffer.put(i, value);
        }
    }
}
