package io.lanewise.bench;

import io.lanewise.Activation;
import io.lanewise.DenseLayer;
import io.lanewise.kernel.choice.ScalarKernels;
import io.lanewise.kernel.rows.ActivationKind;

/** A dense layer as it comes: weights[inputs×neurons] and bias[neurons]. */
record Layer(float[] weights, float[] bias, int inputs, int neurons, Activation activation) {
    Layer(float[] weights, float[] bias, int inputs, int neurons, boolean relu) {
        this(weights, bias, inputs, neurons, relu ? Activation.RELU : Activation.LINEAR);
    }

    boolean relu() {
        return activation.equals(Activation.RELU);
    }

    /** As the library builds it. */
    DenseLayer packed() {
        return DenseLayer.of(weights, bias, inputs, neurons, activation);
    }

    /** y[batch×neurons] of x[batch×inputs], as the scalar specification has it, before any activation but ReLU. */
    float[] scalar(float[] x, int batch) {
        float[] y = new float[batch * neurons];
        ScalarKernels.SET
                .dense()
                .pack(weights, 0, bias, 0, inputs, neurons, relu())
                .forward(x, 0, y, 0, batch);
        return y;
    }

    /** {@link #scalar} after the activation. */
    float[] scalarActivated(float[] x, int batch) {
        float[] y = scalar(x, batch);
        ActivationKind kind = ActivationKind.valueOf(activation.name());
        ScalarKernels.SET.activation().forward(kind, activation.parameter(), y, 0, y, 0, y.length);
        return y;
    }
}
