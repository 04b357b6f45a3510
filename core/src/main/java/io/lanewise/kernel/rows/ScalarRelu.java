package io.lanewise.kernel.rows;

/** The specification of ReLU. */
public final class ScalarRelu implements ReluKernel {
    @Override
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = Math.max(x[xOffset + i], 0f) + 0f;
        }
    }
}
