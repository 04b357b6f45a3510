package io.lanewise.kernel.dense;

import io.lanewise.kernel.choice.ScalarKernels;
import java.util.Arrays;

/** Dense layers with one mistake each. */
public enum DenseMutant implements DenseKernel {
    ROUNDS_THE_PRODUCT,
    ADDS_THE_BIAS_LAST,
    TAKES_INPUTS_BACKWARDS,
    HAS_NO_NARROW_LAYERS,
    IS_WIDE_AT_SIXTEEN,
    IS_NARROW_FROM_31_INPUTS,
    TAKES_HALVES_FOR_EVEN_AND_ODD,
    STARTS_THE_SECOND_CHAIN_AT_PLUS_ZERO,
    STARTS_THE_SECOND_CHAIN_AT_THE_BIAS,
    IS_SINGLE_FROM_31_INPUTS,
    HAS_NO_SINGLE_LAYERS,
    JOINS_NEIGHBOURS_FIRST,
    STARTS_A_SINGLE_NEURON_AT_THE_BIAS,
    LEAVES_THE_LAST_INPUTS_IN_THEIR_CHAINS,
    DEPENDS_ON_THE_BATCH,
    LOSES_A_BLOCKS_CARRY,
    LEAVES_OUT_THE_LAST_NEURON,
    WRITES_ONE_MORE,
    FORGETS_THE_BIAS_OFFSET,
    LOSES_THE_SIGN_OF_A_ZERO_WEIGHT,
    LEAVES_OUT_A_BIAS,
    KEEPS_THE_ARRAYS,
    FORGETS_RELU;

    @Override
    public void forward(
            float[] x,
            int xOffset,
            float[] weights,
            int weightsOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            int batch,
            int inputs,
            int neurons) {
        int biasAt = this == FORGETS_THE_BIAS_OFFSET ? 0 : biasOffset;
        for (int i = 0; i < batch; i++) {
            for (int j = 0; j < neurons; j++) {
                if (this == LEAVES_OUT_THE_LAST_NEURON && neurons > 16 && j == neurons - 1) {
                    continue;
                }
                y[yOffset + i * neurons + j] = output(
                        x,
                        xOffset + i * inputs,
                        weights,
                        weightsOffset + j,
                        bias[biasAt + j],
                        i,
                        batch,
                        inputs,
                        neurons);
            }
        }
        int end = yOffset + batch * neurons;
        if (this == WRITES_ONE_MORE && end < y.length) {
            y[end] = 0f;
        }
    }

    private float output(
            float[] x, int xAt, float[] w, int wAt, float bias, int i, int batch, int inputs, int neurons) {
        if (isSingle(inputs, neurons)) {
            return single(x, xAt, w, wAt, bias, inputs);
        }
        if (isNarrow(inputs, neurons)) {
            float second = switch (this) {
                case STARTS_THE_SECOND_CHAIN_AT_PLUS_ZERO -> 0f;
                case STARTS_THE_SECOND_CHAIN_AT_THE_BIAS -> bias;
                default -> -0f;
            };
            float[] chains = {bias, second};
            for (int k = 0; k < inputs; k++) {
                int chain = this == TAKES_HALVES_FOR_EVEN_AND_ODD ? 2 * k / inputs : k % 2;
                chains[chain] = fma(x[xAt + k], w[wAt + k * neurons], chains[chain]);
            }
            return chains[0] + chains[1];
        }
        float sum = this == ADDS_THE_BIAS_LAST ? 0 : bias;
        for (int k = 0; k < inputs; k++) {
            boolean backwards =
                    this == TAKES_INPUTS_BACKWARDS || this == DEPENDS_ON_THE_BATCH && batch % 4 == 3 && i == batch - 1;
            int at = backwards ? inputs - 1 - k : k;
            if (this == LOSES_A_BLOCKS_CARRY && k == 512) {
                sum = bias;
            }
            sum = fma(x[xAt + at], w[wAt + at * neurons], sum);
        }
        return this == ADDS_THE_BIAS_LAST ? sum + bias : sum;
    }

    private float single(float[] x, int xAt, float[] w, int wAt, float bias, int inputs) {
        float[] chains = new float[32];
        Arrays.fill(chains, this == STARTS_THE_SECOND_CHAIN_AT_PLUS_ZERO ? 0f : -0f);
        if (this == STARTS_A_SINGLE_NEURON_AT_THE_BIAS) {
            chains[0] = bias;
        }
        boolean inTheirs = this == LEAVES_THE_LAST_INPUTS_IN_THEIR_CHAINS;
        for (int k = 0; k < inputs; k++) {
            int at = this == TAKES_INPUTS_BACKWARDS ? inputs - 1 - k : k;
            int chain = inputs < 32 || inTheirs || at < inputs - inputs % 32 ? at % 32 : 32 - (inputs - at);
            chains[chain] = fma(x[xAt + at], w[wAt + at], chains[chain]);
        }
        for (int half = 16; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                boolean neighbours = this == JOINS_NEIGHBOURS_FIRST;
                chains[i] = neighbours ? chains[2 * i] + chains[2 * i + 1] : chains[i] + chains[i + half];
            }
        }
        return this == STARTS_A_SINGLE_NEURON_AT_THE_BIAS ? chains[0] : chains[0] + bias;
    }

    private boolean isSingle(int inputs, int neurons) {
        int fewest = this == IS_SINGLE_FROM_31_INPUTS ? 31 : 32;
        return neurons == 1 && inputs >= fewest && this != HAS_NO_SINGLE_LAYERS;
    }

    private boolean isNarrow(int inputs, int neurons) {
        return switch (this) {
            case HAS_NO_NARROW_LAYERS -> false;
            case IS_WIDE_AT_SIXTEEN -> neurons < 16 && inputs >= 32;
            case IS_NARROW_FROM_31_INPUTS -> neurons <= 16 && inputs >= 31;
            default -> neurons <= 16 && inputs >= 32;
        };
    }

    private float fma(float a, float b, float c) {
        return this == ROUNDS_THE_PRODUCT ? a * b + c : Math.fma(a, b, c);
    }

    @Override
    public Packed pack(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu) {
        int wAt = this == KEEPS_THE_ARRAYS ? weightsOffset : 0;
        float[] w = this == KEEPS_THE_ARRAYS
                ? weights
                : Arrays.copyOfRange(weights, weightsOffset, weightsOffset + inputs * neurons);
        float[] b = Arrays.copyOfRange(bias, biasOffset, biasOffset + neurons);
        return new Packed() {
            @Override
            public void forward(float[] x, int xOffset, float[] y, int yOffset, int batch) {
                DenseMutant.this.forward(x, xOffset, w, wAt, b, 0, y, yOffset, batch, inputs, neurons);
                if (relu && DenseMutant.this != FORGETS_RELU) {
                    ScalarKernels.SET.relu().forward(y, yOffset, y, yOffset, batch * neurons);
                }
            }

            @Override
            public float[] copyWeights() {
                float[] copy = Arrays.copyOfRange(w, wAt, wAt + inputs * neurons);
                for (int i = 0; i < copy.length && DenseMutant.this == LOSES_THE_SIGN_OF_A_ZERO_WEIGHT; i++) {
                    copy[i] += 0f;
                }
                return copy;
            }

            @Override
            public float[] copyBias() {
                return DenseMutant.this == LEAVES_OUT_A_BIAS ? new float[neurons] : b.clone();
            }
        };
    }
}
