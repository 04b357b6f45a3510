package io.lanewise.kernel.rows;

/** The specification of the activations. */
public final class ScalarActivation implements ActivationKernel {
    private static final ScalarRelu RELU = new ScalarRelu();

    @Override
    public void forward(
            ActivationKind kind, float parameter, float[] x, int xOffset, float[] y, int yOffset, int length) {
        if (kind == ActivationKind.LINEAR) {
            System.arraycopy(x, xOffset, y, yOffset, length);
        } else if (kind == ActivationKind.RELU) {
            RELU.forward(x, xOffset, y, yOffset, length);
        } else if (kind == ActivationKind.LEAKY_RELU) {
            for (int i = 0; i < length; i++) {
                y[yOffset + i] = leakyRelu(x[xOffset + i], parameter);
            }
        } else if (kind == ActivationKind.ELU) {
            for (int i = 0; i < length; i++) {
                y[yOffset + i] = Elu.elu(x[xOffset + i], parameter);
            }
        } else if (kind == ActivationKind.SIGMOID) {
            for (int i = 0; i < length; i++) {
                y[yOffset + i] = Sigmoid.sigmoid(x[xOffset + i]);
            }
        } else if (kind == ActivationKind.TANH) {
            for (int i = 0; i < length; i++) {
                y[yOffset + i] = Tanh.tanh(x[xOffset + i]);
            }
        } else if (kind == ActivationKind.SILU) {
            for (int i = 0; i < length; i++) {
                y[yOffset + i] = Sigmoid.silu(x[xOffset + i]);
            }
        } else if (kind == ActivationKind.GELU) {
            for (int i = 0; i < length; i++) {
                y[yOffset + i] = Gelu.gelu(x[xOffset + i]);
            }
        } else if (kind == ActivationKind.GELU_TANH) {
            for (int i = 0; i < length; i++) {
                y[yOffset + i] = Sigmoid.geluTanh(x[xOffset + i]);
            }
        } else if (kind == ActivationKind.RELU6) {
            for (int i = 0; i < length; i++) {
                y[yOffset + i] = relu6(x[xOffset + i]);
            }
        }
    }

    /** NaN for NaN, and either zero for itself. */
    private static float leakyRelu(float x, float slope) {
        return x < 0 ? slope * x : x;
    }

    /** NaN for NaN, +0 for −0. */
    private static float relu6(float x) {
        float rectified = x <= 0 ? 0f : x;
        return rectified > 6 ? 6f : rectified;
    }
}
