package io.lanewise.kernel.dense;

import static io.lanewise.kernel.Fma.fma;

import io.lanewise.kernel.Pool;
import java.util.Arrays;

// spotless:off, because a dozen arrays and offsets read best in lines as full as they are here.
/**
 * Dense layers in plain loops, written so that C2 makes vector instructions of the inner one.
 *
 * <p>C2 up to JDK 25 does so only if it sees that no element stored is one loaded in another step: arrays indexed by
 * the loop's variable alone qualify, {@code y[yOffset + j]} beside {@code weights[row + j]} does not. So the sums and
 * the rows of weights in use lie in separate arrays, and four inputs are taken at once, for one load and store of a
 * sum. At 256×1024×1024 that is 43 GFLOP/s, versus 9 with -XX:-UseSuperWord ({@code DensePeersBenchmark}).
 */
public final class ScalarDense implements DenseKernel {
    /** Rows of x that share a copy of four rows of weights. */
    static final int ROWS = 32;

    /** Columns of a block: 32 rows × 512 sums × 4 bytes = 64 KB, which stays in L2. */
    static final int COLUMNS = 512;

    /** Below this many neurons copying costs more than vector instructions gain. */
    private static final int FEW_NEURONS = 16;

    static final Pool<Block> BLOCKS = new Pool<>(Block::new);

    /** A block's sums and the four rows of weights that are added to them. */
    static final class Block {
        final float[][] sums = new float[ROWS][COLUMNS];
        final float[] w0 = new float[COLUMNS];
        final float[] w1 = new float[COLUMNS];
        final float[] w2 = new float[COLUMNS];
        final float[] w3 = new float[COLUMNS];
    }

    @Override
    public void forward(
            float[] x, int xOffset, float[] weights, int weightsOffset, float[] bias, int biasOffset, float[] y,
            int yOffset, int batch, int inputs, int neurons) {
        if (DenseKernel.isSingle(inputs, neurons)) {
            for (int i = 0; i < batch; i++) {
                y[yOffset + i] = single(x, xOffset + i * inputs, weights, weightsOffset, inputs) + bias[biasOffset];
            }
        } else if (DenseKernel.isNarrow(inputs, neurons)) {
            for (int i = 0; i < batch; i++) {
                narrowRow(
                        x, xOffset + i * inputs, weights, weightsOffset, bias, biasOffset, y, yOffset + i * neurons,
                        inputs, neurons);
            }
        } else if (neurons < FEW_NEURONS) {
            for (int i = 0; i < batch; i++) {
                shortRow(
                        x, xOffset + i * inputs, weights, weightsOffset, bias, biasOffset, y, yOffset + i * neurons,
                        inputs, neurons);
            }
        } else {
            Block block = BLOCKS.take();
            for (int i = 0; i < batch; i += ROWS) {
                for (int left = neurons; left > 0; left -= COLUMNS) {
                    int j = neurons - left;
                    block(
                            x, xOffset + i * inputs, weights, weightsOffset + j, bias, biasOffset + j, y,
                            yOffset + i * neurons + j, Math.min(ROWS, batch - i), Math.min(COLUMNS, left),
                            inputs, neurons, block);
                }
            }
            BLOCKS.give(block);
        }
    }

    /** y[rows×columns] of y[batch×neurons], one chain per output. */
    private static void block(
            float[] x, int xOffset, float[] weights, int weightsOffset, float[] bias, int biasOffset, float[] y,
            int yOffset, int rows, int columns, int inputs, int neurons, Block block) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(bias, biasOffset, block.sums[i], 0, columns);
        }
        add(x, xOffset, inputs, 1, weights, weightsOffset, neurons, rows, columns, inputs, block);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(block.sums[i], 0, y, yOffset + i * neurons, columns);
        }
    }

    /** The block's sums[rows×columns] += a[rows×depth], its elements in steps of aRow and aStep, · b[depth×bStep]. */
    static void add(
            float[] a, int aOffset, int aRow, int aStep, float[] b, int bOffset, int bStep, int rows, int columns,
            int depth, Block block) {
        int k = 0;
        for (; k + 4 <= depth; k += 4) {
            int row = bOffset + k * bStep;
            System.arraycopy(b, row, block.w0, 0, columns);
            System.arraycopy(b, row + bStep, block.w1, 0, columns);
            System.arraycopy(b, row + 2 * bStep, block.w2, 0, columns);
            System.arraycopy(b, row + 3 * bStep, block.w3, 0, columns);
            for (int i = 0; i < rows; i++) {
                int at = aOffset + i * aRow + k * aStep;
                add4(
                        block.sums[i], block.w0, block.w1, block.w2, block.w3, a[at], a[at + aStep],
                        a[at + 2 * aStep], a[at + 3 * aStep], columns);
            }
        }
        for (; k < depth; k++) {
            System.arraycopy(b, bOffset + k * bStep, block.w0, 0, columns);
            for (int i = 0; i < rows; i++) {
                add1(block.sums[i], block.w0, a[aOffset + i * aRow + k * aStep], columns);
            }
        }
    }

    /** sums[n] += x0 · w0[n], then x1 · w1[n], x2 · w2[n] and x3 · w3[n]. */
    private static void add4(
            float[] sums, float[] w0, float[] w1, float[] w2, float[] w3, float x0, float x1, float x2, float x3,
            int n) {
        for (int j = 0; j < n; j++) {
            sums[j] = fma(x3, w3[j], fma(x2, w2[j], fma(x1, w1[j], fma(x0, w0[j], sums[j]))));
        }
    }

    /** sums[n] += x0 · w0[n]. */
    private static void add1(float[] sums, float[] w0, float x0, int n) {
        for (int j = 0; j < n; j++) {
            sums[j] = fma(x0, w0[j], sums[j]);
        }
    }

    /** y[neurons] = x[inputs] · weights[inputs×neurons] + bias[neurons], one chain per output, four inputs at once. */
    private static void shortRow(
            float[] x, int xOffset, float[] weights, int weightsOffset, float[] bias, int biasOffset, float[] y,
            int yOffset, int inputs, int neurons) {
        for (int j = 0; j < neurons; j++) {
            y[yOffset + j] = bias[biasOffset + j];
        }
        int k = 0;
        for (; k + 4 <= inputs; k += 4) {
            float x0 = x[xOffset + k];
            float x1 = x[xOffset + k + 1];
            float x2 = x[xOffset + k + 2];
            float x3 = x[xOffset + k + 3];
            int w0 = weightsOffset + k * neurons;
            int w1 = w0 + neurons;
            int w2 = w1 + neurons;
            int w3 = w2 + neurons;
            for (int j = 0; j < neurons; j++) {
                y[yOffset + j] = fma(
                        x3, weights[w3 + j],
                        fma(x2, weights[w2 + j], fma(x1, weights[w1 + j], fma(x0, weights[w0 + j], y[yOffset + j]))));
            }
        }
        for (; k < inputs; k++) {
            float x0 = x[xOffset + k];
            int w0 = weightsOffset + k * neurons;
            for (int j = 0; j < neurons; j++) {
                y[yOffset + j] = fma(x0, weights[w0 + j], y[yOffset + j]);
            }
        }
    }

    /** The same with two chains per output; the last four neurons overlap those before. */
    private static void narrowRow(
            float[] x, int xOffset, float[] w, int wOffset, float[] bias, int biasOffset, float[] y, int yOffset,
            int inputs, int neurons) {
        if (neurons < 4) {
            for (int j = 0; j < neurons; j++) {
                narrow1(x, xOffset, w, wOffset + j, bias[biasOffset + j], y, yOffset + j, inputs, neurons);
            }
            return;
        }
        for (int left = neurons; left > 0; left -= 4) {
            int j = Math.min(neurons - left, neurons - 4);
            narrow4(x, xOffset, w, wOffset + j, bias, biasOffset + j, y, yOffset + j, inputs, neurons);
        }
    }

    /** y[4]: eight chains, because two multiply-adds per cycle × 4 cycles of latency = 8 in flight. */
    private static void narrow4(
            float[] x, int xOffset, float[] w, int wOffset, float[] bias, int biasOffset, float[] y, int yOffset,
            int inputs, int neurons) {
        float a0 = bias[biasOffset];
        float b0 = bias[biasOffset + 1];
        float c0 = bias[biasOffset + 2];
        float d0 = bias[biasOffset + 3];
        float a1 = -0f;
        float b1 = -0f;
        float c1 = -0f;
        float d1 = -0f;
        int k = 0;
        for (; k < (inputs & -2); k += 2) {
            int even = wOffset + k * neurons;
            int odd = even + neurons;
            float x0 = x[xOffset + k];
            float x1 = x[xOffset + k + 1];
            a0 = fma(x0, w[even], a0);
            b0 = fma(x0, w[even + 1], b0);
            c0 = fma(x0, w[even + 2], c0);
            d0 = fma(x0, w[even + 3], d0);
            a1 = fma(x1, w[odd], a1);
            b1 = fma(x1, w[odd + 1], b1);
            c1 = fma(x1, w[odd + 2], c1);
            d1 = fma(x1, w[odd + 3], d1);
        }
        for (; k < inputs; k++) {
            int even = wOffset + k * neurons;
            a0 = fma(x[xOffset + k], w[even], a0);
            b0 = fma(x[xOffset + k], w[even + 1], b0);
            c0 = fma(x[xOffset + k], w[even + 2], c0);
            d0 = fma(x[xOffset + k], w[even + 3], d0);
        }
        y[yOffset] = a0 + a1;
        y[yOffset + 1] = b0 + b1;
        y[yOffset + 2] = c0 + c1;
        y[yOffset + 3] = d0 + d1;
    }

    private static void narrow1(
            float[] x, int xOffset, float[] w, int wOffset, float bias, float[] y, int yOffset, int inputs,
            int neurons) {
        float a0 = bias;
        float a1 = -0f;
        int k = 0;
        for (; k < (inputs & -2); k += 2) {
            a0 = fma(x[xOffset + k], w[wOffset + k * neurons], a0);
            a1 = fma(x[xOffset + k + 1], w[wOffset + (k + 1) * neurons], a1);
        }
        for (; k < inputs; k++) {
            a0 = fma(x[xOffset + k], w[wOffset + k * neurons], a0);
        }
        y[yOffset] = a0 + a1;
    }

    /** x[inputs] · w[inputs] by 32 chains. */
    private static float single(float[] x, int xOffset, float[] w, int wOffset, int inputs) {
        float s0 = quarter(x, xOffset, w, wOffset, inputs, 0);
        float s1 = quarter(x, xOffset, w, wOffset, inputs, 1);
        float s2 = quarter(x, xOffset, w, wOffset, inputs, 2);
        float s3 = quarter(x, xOffset, w, wOffset, inputs, 3);
        return (s0 + s2) + (s1 + s3);
    }

    /**
     * The tree over chains lane, lane + 4 and so on: eight chains, as two multiply-adds per cycle of latency 4 need.
     */
    private static float quarter(float[] x, int xOffset, float[] w, int wOffset, int inputs, int lane) {
        float a = -0f;
        float b = -0f;
        float c = -0f;
        float d = -0f;
        float e = -0f;
        float f = -0f;
        float g = -0f;
        float h = -0f;
        int whole = inputs & -DenseKernel.SINGLE_CHAINS;
        for (int k = 0; k < whole; k += DenseKernel.SINGLE_CHAINS) {
            int i = xOffset + k + lane;
            int j = wOffset + k + lane;
            a = fma(x[i], w[j], a);
            b = fma(x[i + 4], w[j + 4], b);
            c = fma(x[i + 8], w[j + 8], c);
            d = fma(x[i + 12], w[j + 12], d);
            e = fma(x[i + 16], w[j + 16], e);
            f = fma(x[i + 20], w[j + 20], f);
            g = fma(x[i + 24], w[j + 24], g);
            h = fma(x[i + 28], w[j + 28], h);
        }
        int last = inputs - DenseKernel.SINGLE_CHAINS + lane;
        a = lastOf(x, xOffset, w, wOffset, last, whole, a);
        b = lastOf(x, xOffset, w, wOffset, last + 4, whole, b);
        c = lastOf(x, xOffset, w, wOffset, last + 8, whole, c);
        d = lastOf(x, xOffset, w, wOffset, last + 12, whole, d);
        e = lastOf(x, xOffset, w, wOffset, last + 16, whole, e);
        f = lastOf(x, xOffset, w, wOffset, last + 20, whole, f);
        g = lastOf(x, xOffset, w, wOffset, last + 24, whole, g);
        h = lastOf(x, xOffset, w, wOffset, last + 28, whole, h);
        return ((a + e) + (c + g)) + ((b + f) + (d + h));
    }

    /** The chain's last step, where it has one past the whole 32s. */
    private static float lastOf(float[] x, int xOffset, float[] w, int wOffset, int k, int whole, float sum) {
        return k < whole ? sum : fma(x[xOffset + k], w[wOffset + k], sum);
    }

    @Override
    public Packed pack(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu) {
        return new Layer(
                this,
                Arrays.copyOfRange(weights, weightsOffset, weightsOffset + inputs * neurons),
                Arrays.copyOfRange(bias, biasOffset, biasOffset + neurons),
                inputs,
                neurons,
                relu);
    }

    /** y[length] = max(y[length], 0). */
    private static void rectify(float[] y, int yOffset, int length) {
        for (int i = yOffset; i < yOffset + length; i++) {
            y[i] = Math.max(y[i], 0f);
        }
    }

    /** A class, because linking a lambda takes milliseconds of the first use of the library ({@code FirstCalls}). */
    private record Layer(
            DenseKernel kernel, float[] weights, float[] bias, int inputs, int neurons, boolean relu)
            implements Packed {
        @Override
        public void forward(float[] x, int xOffset, float[] y, int yOffset, int batch) {
            kernel.forward(x, xOffset, weights, 0, bias, 0, y, yOffset, batch, inputs, neurons);
            if (relu) {
                rectify(y, yOffset, batch * neurons);
            }
        }

        @Override
        public float[] copyWeights() {
            return weights.clone();
        }

        @Override
        public float[] copyBias() {
            return bias.clone();
        }
    }
}
// spotless:on
