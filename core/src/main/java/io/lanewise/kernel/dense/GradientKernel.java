package io.lanewise.kernel.dense;

/**
 * The gradients of dense layers, from dy[batch×neurons], that of their outputs. With {@code add} a gradient is added to
 * what is there, in one rounding.
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
            int neurons,
            boolean add);

    /** dw[inputs×neurons] = x[batch×inputs] transposed · dy[batch×neurons]. */
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
