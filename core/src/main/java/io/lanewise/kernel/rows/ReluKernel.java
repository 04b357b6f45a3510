package io.lanewise.kernel.rows;

/**
 * {@code y[i] = max(x[i], +0) + 0}, NaN for NaN and +0 for −0; in place where x and y are the same range. Adding 0 changes
 * nothing, but in a thread that flushes subnormals: there it makes 0 of one, which a comparison keeps in the interpreter
 * and loses in C2's code.
 */
public interface ReluKernel {
    /** y[length] = max(x[length], 0). */
    void forward(float[] x, int xOffset, float[] y, int yOffset, int length);
}
