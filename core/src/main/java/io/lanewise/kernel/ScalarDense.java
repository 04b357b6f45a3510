package io.lanewise.kernel;

import static io.lanewise.kernel.Fma.fma;

import java.util.Arrays;

/** The specification of dense layers. */
public final class ScalarDense implements DenseKernel {
    @Override
    public void forward(
            float[] x, int xOffset, float[] weights, int weightsOffset, float[] bias, int biasOffset, float[] y,
            int yOffset, int batch, int inputs, int neurons) {
        for (int i = 0; i < batch; i++) {
            int xRow = xOffset + i * inputs;
            int yRow = yOffset + i * neurons;
            if (DenseKernel.isNarrow(inputs, neurons)) {
                narrowRow(x, xRow, weights, weightsOffset, bias, biasOffset, y, yRow, inputs, neurons);
            } else {
                wideRow(x, xRow, weights, weightsOffset, bias, biasOffset, y, yRow, inputs, neurons);
            }
        }
    }

    /** y[neurons] = x[inputs] · weights[inputs×neurons] + bias[neurons], one chain an output, k outermost. */
    private static void wideRow(
            float[] x, int xOffset, float[] weights, int weightsOffset, float[] bias, int biasOffset, float[] y,
            int yOffset, int inputs, int neurons) {
        System.arraycopy(bias, biasOffset, y, yOffset, neurons);
        for (int k = 0; k < inputs; k++) {
            float xk = x[xOffset + k];
            int row = weightsOffset + k * neurons;
            for (int j = 0; j < neurons; j++) {
                y[yOffset + j] = fma(xk, weights[row + j], y[yOffset + j]);
            }
        }
    }

    /** y[neurons] = bias[neurons] + x[inputs] · weights[inputs×neurons], sixteen chains an output. */
    private static void narrowRow(
            float[] x, int xOffset, float[] weights, int weightsOffset, float[] bias, int biasOffset, float[] y,
            int yOffset, int inputs, int neurons) {
        for (int j = 0; j < neurons; j++) {
            y[yOffset + j] = bias[biasOffset + j]
                    + PinnedSum.dot(x, xOffset, weights, weightsOffset + j, neurons, inputs);
        }
    }

    @Override
    public Packed pack(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu) {
        return new Rows(
                Arrays.copyOfRange(weights, weightsOffset, weightsOffset + inputs * neurons),
                Arrays.copyOfRange(bias, biasOffset, biasOffset + neurons),
                inputs,
                neurons,
                relu);
    }

    /** Weights as they came, [inputs×neurons]. */
    private record Rows(float[] weights, float[] bias, int inputs, int neurons, boolean relu) implements Packed {
        @Override
        public void forward(float[] x, int xOffset, float[] y, int yOffset, int batch) {
            Kernels.SCALAR.dense().forward(x, xOffset, weights, 0, bias, 0, y, yOffset, batch, inputs, neurons);
            if (relu) {
                Kernels.SCALAR.relu().forward(y, yOffset, y, yOffset, batch * neurons);
            }
        }
    }
}
