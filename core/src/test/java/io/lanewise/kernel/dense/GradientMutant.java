package io.lanewise.kernel.dense;

import io.lanewise.kernel.rows.Naive;

/** Gradients of dense layers with one mistake each. */
public enum GradientMutant implements GradientKernel {
    ROUNDS_THE_PRODUCT,
    TAKES_ROWS_BACKWARDS,
    STARTS_AT_MINUS_ZERO,
    HAS_NO_BLOCKS,
    HAS_BLOCKS_OF_255_ROWS,
    STARTS_A_BLOCK_AT_WHAT_IS_THERE,
    ADDS_WHAT_IS_THERE_LAST,
    FORGETS_TO_ADD,
    ADDS_UNASKED,
    LEAVES_OUT_THE_LAST_INPUT,
    LEAVES_OUT_THE_LAST_NEURON,
    WRITES_ONE_MORE,
    LEAVES_NO_ROWS_UNWRITTEN,
    DOES_NOT_TRANSPOSE,
    STARTS_DX_AT_WHAT_IS_THERE,
    HAS_NO_NARROW_DX;

    @Override
    public void inputs(
            float[] dy,
            int dyOffset,
            float[] weights,
            int weightsOffset,
            float[] dx,
            int dxOffset,
            int batch,
            int inputs,
            int neurons) {
        for (int i = 0; i < batch; i++) {
            for (int k = 0; k < inputs; k++) {
                int at = dxOffset + i * inputs + k;
                float[] row = new float[neurons];
                float[] column = new float[neurons];
                for (int j = 0; j < neurons; j++) {
                    row[j] = dy[dyOffset + i * neurons + j];
                    int w = this == DOES_NOT_TRANSPOSE ? (j * inputs + k) % (inputs * neurons) : k * neurons + j;
                    column[j] = weights[weightsOffset + w];
                }
                dx[at] = this == HAS_NO_NARROW_DX
                        ? chain(row, column, 0f)
                        : this == STARTS_DX_AT_WHAT_IS_THERE
                                ? chain(row, column, dx[at])
                                : inWidth(row, column, inputs, neurons);
            }
        }
    }

    private static float chain(float[] a, float[] b, float start) {
        float sum = start;
        for (int j = 0; j < a.length; j++) {
            sum = Math.fma(a[j], b[j], sum);
        }
        return sum;
    }

    /** One element of dx by a layer of as many equal ones as there are inputs. */
    private static float inWidth(float[] row, float[] column, int inputs, int neurons) {
        int width = Math.min(inputs, 17);
        float[] weights = new float[width * neurons];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = column[i / width];
        }
        return Naive.dense(row, weights, new float[width], 1, neurons, width)[0];
    }

    @Override
    public void weights(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] dw,
            int dwOffset,
            int batch,
            int inputs,
            int neurons,
            boolean add) {
        if (this == LEAVES_NO_ROWS_UNWRITTEN && batch == 0) {
            return;
        }
        for (int i = 0; i < inputs * neurons; i++) {
            boolean last = this == LEAVES_OUT_THE_LAST_INPUT && i / neurons == inputs - 1
                    || this == LEAVES_OUT_THE_LAST_NEURON && i % neurons == neurons - 1;
            if (!last || i == 0) {
                int at = dwOffset + i;
                boolean adding = this != FORGETS_TO_ADD && (add || this == ADDS_UNASKED);
                dw[at] = element(
                        x, xOffset + i / neurons, inputs, dy, dyOffset + i % neurons, neurons, batch, adding, dw[at]);
            }
        }
        int end = dwOffset + inputs * neurons;
        if (this == WRITES_ONE_MORE && end < dw.length) {
            dw[end] = 0f;
        }
    }

    private float element(
            float[] x, int xAt, int inputs, float[] dy, int dyAt, int neurons, int batch, boolean add, float there) {
        int step = this == HAS_NO_BLOCKS ? batch : this == HAS_BLOCKS_OF_255_ROWS ? 255 : 256;
        boolean inChain = this == STARTS_A_BLOCK_AT_WHAT_IS_THERE;
        boolean lastOf = this == ADDS_WHAT_IS_THERE_LAST;
        float sum = add && !lastOf ? there : 0f;
        for (int first = 0; first < batch; first += step) {
            int rows = Math.min(step, batch - first);
            float block = this == STARTS_AT_MINUS_ZERO ? -0f : inChain ? sum : 0f;
            for (int i = 0; i < rows; i++) {
                int r = first + (this == TAKES_ROWS_BACKWARDS ? rows - 1 - i : i);
                float a = x[xAt + r * inputs];
                float b = dy[dyAt + r * neurons];
                block = this == ROUNDS_THE_PRODUCT ? block + a * b : Math.fma(a, b, block);
            }
            sum = inChain || first == 0 && !(add && !lastOf) ? block : sum + block;
        }
        return add && lastOf ? sum + there : sum;
    }
}
