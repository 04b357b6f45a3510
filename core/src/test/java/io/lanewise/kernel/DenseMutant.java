package io.lanewise.kernel;

import java.util.Arrays;

/** Dense layers with one mistake each. */
enum DenseMutant implements DenseKernel {
    ROUNDS_THE_PRODUCT,
    ADDS_THE_BIAS_LAST,
    TAKES_INPUTS_BACKWARDS,
    HAS_NO_NARROW_LAYERS,
    IS_NARROW_AT_SIXTEEN,
    IS_NARROW_FROM_31_INPUTS,
    SUMS_REMAINDERS_FROM_LANE_0,
    JOINS_IN_ANOTHER_TREE,
    DEPENDS_ON_THE_BATCH,
    LOSES_A_BLOCKS_CARRY,
    LEAVES_OUT_THE_LAST_NEURON,
    WRITES_ONE_MORE,
    FORGETS_THE_BIAS_OFFSET,
    KEEPS_THE_ARRAYS,
    FORGETS_RELU;

    @Override
    public void forward(
            float[] x, int xOffset, float[] weights, int weightsOffset, float[] bias, int biasOffset, float[] y,
            int yOffset, int batch, int inputs, int neurons) {
        int biasAt = this == FORGETS_THE_BIAS_OFFSET ? 0 : biasOffset;
        for (int i = 0; i < batch; i++) {
            for (int j = 0; j < neurons; j++) {
                if (this == LEAVES_OUT_THE_LAST_NEURON && neurons > 16 && j == neurons - 1) {
                    continue;
                }
                y[yOffset + i * neurons + j] =
                        output(x, xOffset + i * inputs, weights, weightsOffset + j, bias[biasAt + j], i, batch,
                                inputs, neurons);
            }
        }
        int end = yOffset + batch * neurons;
        if (this == WRITES_ONE_MORE && end < y.length) {
            y[end] = 0f;
        }
    }

    private float output(
            float[] x, int xAt, float[] w, int wAt, float bias, int i, int batch, int inputs, int neurons) {
        if (isNarrow(inputs, neurons)) {
            float[] partial = new float[16];
            for (int k = 0; k < inputs; k++) {
                boolean whole = k < (inputs & -16) || this == SUMS_REMAINDERS_FROM_LANE_0;
                int lane = whole ? k % 16 : 16 - (inputs - k);
                partial[lane] = fma(x[xAt + k], w[wAt + k * neurons], partial[lane]);
            }
            return bias + join(partial);
        }
        float sum = this == ADDS_THE_BIAS_LAST ? 0 : bias;
        for (int k = 0; k < inputs; k++) {
            boolean backwards = this == TAKES_INPUTS_BACKWARDS
                    || this == DEPENDS_ON_THE_BATCH && batch % 4 == 3 && i == batch - 1;
            int at = backwards ? inputs - 1 - k : k;
            if (this == LOSES_A_BLOCKS_CARRY && k == 512) {
                sum = bias;
            }
            sum = fma(x[xAt + at], w[wAt + at * neurons], sum);
        }
        return this == ADDS_THE_BIAS_LAST ? sum + bias : sum;
    }

    private boolean isNarrow(int inputs, int neurons) {
        return switch (this) {
            case HAS_NO_NARROW_LAYERS -> false;
            case IS_NARROW_AT_SIXTEEN -> neurons <= 16 && inputs >= 32;
            case IS_NARROW_FROM_31_INPUTS -> neurons < 16 && inputs >= 31;
            default -> neurons < 16 && inputs >= 32;
        };
    }

    private float fma(float a, float b, float c) {
        return this == ROUNDS_THE_PRODUCT ? a * b + c : Math.fma(a, b, c);
    }

    private float join(float[] partial) {
        if (this == JOINS_IN_ANOTHER_TREE) {
            float sum = 0;
            for (float p : partial) {
                sum += p;
            }
            return sum;
        }
        for (int half = 8; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                partial[lane] += partial[lane + half];
            }
        }
        return partial[0];
    }

    @Override
    public Packed pack(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons,
            boolean relu) {
        int wAt = this == KEEPS_THE_ARRAYS ? weightsOffset : 0;
        float[] w = this == KEEPS_THE_ARRAYS
                ? weights
                : Arrays.copyOfRange(weights, weightsOffset, weightsOffset + inputs * neurons);
        float[] b = Arrays.copyOfRange(bias, biasOffset, biasOffset + neurons);
        return (x, xOffset, y, yOffset, batch) -> {
            forward(x, xOffset, w, wAt, b, 0, y, yOffset, batch, inputs, neurons);
            if (relu && this != FORGETS_RELU) {
                Kernels.SCALAR.relu().forward(y, yOffset, y, yOffset, batch * neurons);
            }
        };
    }
}
