package io.lanewise.kernel.dense;

import io.lanewise.kernel.Workspace;

/**
 * The gradients of dense layers, from dy[batch×neurons], that of their outputs.
 *
 * <p>dx[batch×inputs] = dy · weightsᵀ: a {@link DenseKernel} layer of zeros as its bias, whose weights are weightsᵀ, so
 * the order is a function of (neurons, inputs).
 *
 * <p>dw[inputs×neurons] = xᵀ · dy: rows ascending, in blocks of {@link #BLOCK}. A block's sum is {@code acc = +0}, then
 * {@code acc = fma(x[r][k], dy[r][j], acc)}; dw is the first block's sum, or what is there plus it, then plus the
 * second's and so on. So a batch that is cut at a block and added gives the same bits.
 */
public interface GradientKernel {
    /** Rows whose products are one chain. */
    int BLOCK = 256;

    /** Elements of dx that wait to be added, 1 MB, or one row. */
    int WAITING = 1 << 18;

    /** dx[batch×inputs] = dy[batch×neurons] · weights[inputs×neurons] transposed. */
    void inputs(
            float[] dy,
            int dyOffset,
            float[] weights,
            int weightsOffset,
            float[] dx,
            int dxOffset,
            int batch,
            int inputs,
            int neurons);

    /** {@link #inputs} added to dx, in one rounding. */
    default void addInputs(
            float[] dy,
            int dyOffset,
            float[] weights,
            int weightsOffset,
            float[] dx,
            int dxOffset,
            int batch,
            int inputs,
            int neurons) {
        int step = Math.min(batch, Math.max(1, WAITING / inputs));
        Workspace workspace = Workspace.take();
        float[] product = workspace.rows(step * inputs);
        for (int left = batch; left > 0; left -= step) {
            int i = batch - left;
            int rows = Math.min(step, left);
            inputs(dy, dyOffset + i * neurons, weights, weightsOffset, product, 0, rows, inputs, neurons);
            int to = dxOffset + i * inputs;
            for (int j = 0; j < rows * inputs; j++) {
                dx[to + j] += product[j];
            }
        }
        workspace.give();
    }

    /** dw[inputs×neurons] = x[batch×inputs] transposed · dy[batch×neurons], or is added to. */
    void weights(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] dw,
            int dwOffset,
            int batch,
            int inputs,
            int neurons,
            boolean add);
}
