package io.lanewise.bench;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;

/** A layer's output in native memory, y[batch×neurons], and what Java does to it before and after a multiplication. */
final class BlasOutput {
    private static final int FEW = 32;

    private final int length;
    private final FloatBuffer yBuffer;
    /** The same memory. */
    private final IntBuffer yBits;
    /** The bias, a copy per row. */
    private final FloatBuffer biasRows;

    private final int[] block = new int[1024];

    /** Of memory for y and as much for the bias, that others keep. */
    BlasOutput(float[] bias, int batch, FloatPointer y, FloatPointer rows) {
        length = batch * bias.length;
        yBuffer = y.asBuffer();
        yBits = new IntPointer(y).capacity(y.capacity()).asBuffer();
        biasRows = rows.asBuffer();
        for (int i = 0; i < batch; i++) {
            biasRows.put(i * bias.length, bias);
        }
    }

    /** y = the bias, in each row: one copy of memory, without a call through JNI. */
    void setBias() {
        yBuffer.put(0, biasRows, 0, length);
    }

    /**
     * Clears what has a sign bit, in blocks through a Java array: C2 makes vectors of a loop over an array and none of
     * one over a buffer, which takes three times as long for 256×1024. A few elements are not worth two copies.
     */
    void relu() {
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
}
