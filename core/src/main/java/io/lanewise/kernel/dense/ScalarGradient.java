package io.lanewise.kernel.dense;

import io.lanewise.kernel.Workspace;
import java.util.Arrays;

// spotless:off, because a dozen arrays and offsets read best in lines as full as they are here.
/** The specification of the gradients, in loops that C2 vectorises, as {@link ScalarDense} says. */
public final class ScalarGradient implements GradientKernel {
    private static final DenseKernel DENSE = new ScalarDense();

    /** With fewer neurons than this, vectors run along the inputs if there are more of them. */
    private static final int FEW_NEURONS = 16;

    /** Columns of weights that are transposed at once: as many rows a power of two apart still fit a set of L1. */
    static final int SQUARE = 8;

    private static final float[] ONES = new float[BLOCK];

    static {
        Arrays.fill(ONES, 1f);
    }

    @Override
    public void inputs(
            float[] dy, int dyOffset, float[] weights, int weightsOffset, float[] dx, int dxOffset, int batch,
            int inputs, int neurons) {
        inputs(DENSE, dy, dyOffset, weights, weightsOffset, dx, dxOffset, batch, inputs, neurons);
    }

    /** dx[batch×inputs] by a kernel of layers. */
    public static void inputs(
            DenseKernel dense, float[] dy, int dyOffset, float[] weights, int weightsOffset, float[] dx, int dxOffset,
            int batch, int inputs, int neurons) {
        Workspace workspace = Workspace.take();
        float[] transposed = workspace.panel(inputs * neurons);
        Transposition.copy(weights, weightsOffset, neurons, inputs, neurons, transposed, 0, inputs, SQUARE);
        float[] zeros = workspace.rows(inputs);
        Arrays.fill(zeros, 0, inputs, 0f);
        dense.forward(dy, dyOffset, transposed, 0, zeros, 0, dx, dxOffset, batch, neurons, inputs);
        workspace.give();
    }

    /** db[neurons] = the sums of the columns of dy[batch×neurons]: the gradient of weights of one input, which is 1. */
    public static void bias(
            float[] dy, int dyOffset, float[] db, int dbOffset, int batch, int neurons, boolean add) {
        blocks(ONES, 0, 0, dy, dyOffset, db, dbOffset, batch, 1, neurons, add);
    }

    @Override
    public void weights(
            float[] x, int xOffset, float[] dy, int dyOffset, float[] dw, int dwOffset, int batch, int inputs,
            int neurons, boolean add) {
        blocks(x, xOffset, inputs, dy, dyOffset, dw, dwOffset, batch, inputs, neurons, add);
    }

    /** A block of x is xStep times its rows after the one before. */
    private static void blocks(
            float[] x, int xOffset, int xStep, float[] dy, int dyOffset, float[] dw, int dwOffset, int batch,
            int inputs, int neurons, boolean add) {
        if (batch == 0 && !add) {
            Arrays.fill(dw, dwOffset, dwOffset + inputs * neurons, 0f);
        }
        ScalarDense.Block block = ScalarDense.BLOCKS.take();
        for (int left = batch; left > 0; left -= BLOCK) {
            int done = batch - left;
            int rows = Math.min(BLOCK, left);
            int xAt = xOffset + done * xStep;
            int dyAt = dyOffset + done * neurons;
            boolean adding = add || done > 0;
            if (neurons < FEW_NEURONS && neurons < inputs) {
                product(dy, dyAt, neurons, x, xAt, inputs, dw, dwOffset, 1, neurons, rows, adding, block);
            } else {
                product(x, xAt, inputs, dy, dyAt, neurons, dw, dwOffset, neurons, 1, rows, adding, block);
            }
        }
        ScalarDense.BLOCKS.give(block);
    }

    /** out[m×n], its elements in steps of rowStep and columnStep, = a[rows×m] transposed · b[rows×n]. */
    private static void product(
            float[] a, int aOffset, int m, float[] b, int bOffset, int n, float[] out, int outOffset, int rowStep,
            int columnStep, int rows, boolean add, ScalarDense.Block block) {
        for (int leftN = n; leftN > 0; leftN -= ScalarDense.COLUMNS) {
            int j = n - leftN;
            int columns = Math.min(ScalarDense.COLUMNS, leftN);
            for (int leftM = m; leftM > 0; leftM -= ScalarDense.ROWS) {
                int i = m - leftM;
                int height = Math.min(ScalarDense.ROWS, leftM);
                for (int k = 0; k < height; k++) {
                    Arrays.fill(block.sums[k], 0, columns, 0f);
                }
                ScalarDense.add(a, aOffset + i, 1, m, b, bOffset + j, n, height, columns, rows, block);
                for (int k = 0; k < height; k++) {
                    store(
                            block.sums[k], out, outOffset + (i + k) * rowStep + j * columnStep, columnStep, columns,
                            add);
                }
            }
        }
    }

    /** out[n] = sums[n], or out + sums, its elements a step apart. */
    private static void store(float[] sums, float[] out, int outOffset, int step, int n, boolean add) {
        if (add) {
            for (int j = 0; j < n; j++) {
                out[outOffset + j * step] += sums[j];
            }
        } else {
            for (int j = 0; j < n; j++) {
                out[outOffset + j * step] = sums[j];
            }
        }
    }
}
// spotless:on
