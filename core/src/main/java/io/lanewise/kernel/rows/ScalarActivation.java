package io.lanewise.kernel.rows;

/** The specification of the activations. */
public final class ScalarActivation implements ActivationKernel {
    private static final ScalarRelu RELU = new ScalarRelu();

    @Override
    public void forward(
            ActivationKind kind, float parameter, float[] x, int xOffset, float[] y, int yOffset, int length) {
        switch (kind) {
            case LINEAR -> System.arraycopy(x, xOffset, y, yOffset, length);
            case RELU -> RELU.forward(x, xOffset, y, yOffset, length);
            case LEAKY_RELU -> {
                for (int i = 0; i < length; i++) {
                    y[yOffset + i] = leakyRelu(x[xOffset + i], parameter);
                }
            }
            case ELU -> {
                for (int i = 0; i < length; i++) {
                    y[yOffset + i] = Elu.elu(x[xOffset + i], parameter);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < length; i++) {
                    y[yOffset + i] = Sigmoid.sigmoid(x[xOffset + i]);
                }
            }
            case TANH -> {
                for (int i = 0; i < length; i++) {
                    y[yOffset + i] = Tanh.tanh(x[xOffset + i]);
                }
            }
            case SILU -> {
                for (int i = 0; i < length; i++) {
                    y[yOffset + i] = Sigmoid.silu(x[xOffset + i]);
                }
            }
            case GELU -> {
                for (int i = 0; i < length; i++) {
                    y[yOffset + i] = Gelu.gelu(x[xOffset + i]);
                }
            }
            case GELU_TANH -> {
                for (int i = 0; i < length; i++) {
                    y[yOffset + i] = Sigmoid.geluTanh(x[xOffset + i]);
                }
            }
            case RELU6 -> {
                for (int i = 0; i < length; i++) {
                    y[yOffset + i] = relu6(x[xOffset + i]);
                }
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
