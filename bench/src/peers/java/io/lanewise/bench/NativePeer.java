package io.lanewise.bench;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * A peer on native memory, x and y too: JavaCPP's overloads for float[] copy every array at every call. All of it is
 * aligned to a cache line: at 16 bytes past one, a single row took these libraries twice the time.
 */
abstract class NativePeer implements Peer {
    private static final int LINE = 64;
    private static final int FEW = 32;
    private static final long TRIAL_NANOS = 100_000_000;

    int batch;
    int inputs;
    int neurons;
    FloatPointer x;
    FloatPointer weights;
    FloatPointer bias;
    FloatPointer y;
    /** The same memory as y. */
    private FloatBuffer yBuffer;
    private IntBuffer yBits;
    /** The bias, a copy a row. */
    private FloatBuffer biasRows;
    /** The owner of that memory: a buffer does not keep its pointer from being collected, and then freed. */
    private FloatPointer biasRowsMemory;
    private final int[] block = new int[1024];

    NativePeer() {
        // Read when a library is loaded, and one of them has no call for it.
        if (!"1".equals(System.getenv("OMP_NUM_THREADS"))) {
            throw new IllegalStateException("set OMP_NUM_THREADS=1, as the Maven profile does: one thread is timed");
        }
    }

    @Override
    public void prepare(DenseWorkload layer) {
        batch = layer.batch;
        inputs = layer.inputs;
        neurons = layer.neurons;
        x = aligned(layer.x.length).put(layer.x);
        weights = aligned(layer.weights.length).put(layer.weights);
        bias = aligned(neurons).put(layer.bias);
        y = aligned(batch * neurons);
        yBuffer = y.asBuffer();
        yBits = new IntPointer(y).capacity(y.capacity()).asBuffer();
        biasRowsMemory = aligned((long) batch * neurons);
        biasRows = biasRowsMemory.asBuffer();
        for (int i = 0; i < batch; i++) {
            biasRows.put(i * neurons, layer.bias);
        }
    }

    static FloatPointer aligned(long floats) {
        FloatPointer memory = new FloatPointer(floats + LINE / Float.BYTES);
        long skipped = (LINE - memory.address() % LINE) % LINE / Float.BYTES;
        return memory.getPointer(skipped).capacity(floats);
    }

    /** y = the bias, in each row: one copy of memory, without a call through JNI. */
    final void setBias() {
        yBuffer.put(0, biasRows, 0, batch * neurons);
    }

    /**
     * Clears what has a sign bit, in blocks through a Java array: C2 makes vectors of a loop over an array and none of
     * one over a buffer, which took three times as long for 256×1024. A few elements are not worth two copies.
     */
    final void relu() {
        int length = batch * neurons;
        if (length <= FEW) {
            for (int i = 0; i < length; i++) {
                int bits = yBits.get(i);
                yBits.put(i, bits & ~(bits >> 31));
            }
            return;
        }
        for (int start = 0; start < length; start += block.length) {
            int count = Math.min(block.length, length - start);
            yBits.get(start, block, 0, count);
            for (int i = 0; i < count; i++) {
                block[i] &= ~(block[i] >> 31);
            }
            yBits.put(start, block, 0, count);
        }
    }

    /** weights[inputs×neurons] as [neurons×inputs]: a neuron's weights side by side. */
    final FloatPointer transposedWeights() {
        FloatPointer transposed = aligned((long) inputs * neurons);
        for (int k = 0; k < inputs; k++) {
            for (int j = 0; j < neurons; j++) {
                transposed.put((long) j * inputs + k, weights.get((long) k * neurons + j));
            }
        }
        return transposed;
    }

    /** The form that takes the least time here. */
    static Runnable fastest(List<Runnable> forms) {
        Runnable fastest = null;
        double least = Double.MAX_VALUE;
        for (Runnable form : forms) {
            Roof.nanosPerCall(form, TRIAL_NANOS);
            double nanos = Roof.nanosPerCall(form, TRIAL_NANOS);
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
        for (int i = 0; i < batch * neurons; i++) {
            yBuffer.put(i, value);
        }
    }
}
