package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A layer of at least a vector of neurons: its weights as panels [inputs×WIDTH], one after another, and the loops around
 * the tiles. The package's page has their arithmetic.
 */
final class VectorPanels implements DenseKernel.Packed {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = VectorDenseTile.WIDTH;

    /** Rows that a panel is used for before the next one is: ten tall tiles. */
    private static final int BLOCK_ROWS = 60;

    /** The same where weights are packed on the way; more rows share that work. */
    private static final int PACKING_ROWS = 252;

    /** The most strides that a block's packed rows may take, 4 MB, unless one tile takes more. */
    private static final int BLOCK_STRIDES = 1024;

    /** Past this many inputs a packed block would have too few rows to pay for the packing of the weights. */
    static final int MAX_INPUTS_TO_PACK = BLOCK_STRIDES / BLOCK_ROWS * VectorDenseTile.MAX_DEPTH;

    private final float[] weights;
    private final float[] bias;
    private final int inputs;
    private final int neurons;
    private final int second;
    private final int panels;
    private final float floor;

    VectorPanels(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu) {
        this.weights = new float[(int) elements(inputs, neurons)];
        this.bias = new float[neurons];
        this.inputs = inputs;
        this.neurons = neurons;
        this.second = second(neurons);
        this.panels = panels(neurons);
        this.floor = relu ? 0f : VectorDense.LINEAR;
        for (int p = 0; p < panels; p++) {
            pack(
                    weights, weightsOffset + column(p, neurons), neurons, second, this.weights, p * inputs * WIDTH,
                    inputs);
        }
        System.arraycopy(bias, biasOffset, this.bias, 0, neurons);
    }

    /** How many weights the panels keep. */
    static long elements(int inputs, int neurons) {
        return (long) inputs * panels(neurons) * WIDTH;
    }

    static int panels(int neurons) {
        return (neurons - 1) / WIDTH + 1;
    }

    /** A panel's first column: the last panel ends where the layer does. */
    static int column(int panel, int neurons) {
        return Math.min(panel * WIDTH, Math.max(0, neurons - WIDTH));
    }

    /**
     * How far after a panel's first vector of columns its second one starts. A layer of one vector of neurons computes
     * it twice, which costs one row nothing but the weights' memory.
     */
    static int second(int neurons) {
        return Math.min(LANES, neurons - LANES);
    }

    /** Inputs that are accumulated at once: blocks of one size, as few as there may be. */
    private static int depth(int inputs) {
        return (inputs - 1) / strides(inputs) + 1;
    }

    /** Strides that a packed row takes, one for each block of inputs. */
    private static int strides(int inputs) {
        return (inputs - 1) / VectorDenseTile.MAX_DEPTH + 1;
    }

    /** Rows that go in tiles of six and four: an even number of four or more. */
    private static int tall(int batch) {
        return batch < 4 ? 0 : batch & -2;
    }

    /** Rows that are packed and computed together: blocks of whole tiles and of one size. */
    private static int blockRows(int batch, int inputs, int most) {
        int tiles = (batch - 1) / 6 + 1;
        int mostTiles = Math.max(1, Math.min(most, BLOCK_STRIDES / strides(inputs)) / 6);
        int blocks = (tiles - 1) / mostTiles + 1;
        return ((tiles - 1) / blocks + 1) * 6;
    }

    /** Rows of the next block: the last one takes what would be too few for one of its own. */
    private static int nextRows(int left, int step) {
        return left < step + 4 ? left : step;
    }

    /** panel[depth×2 vectors] = two vectors of columns of w[depth×neurons]. */
    static void pack(float[] w, int wOffset, int neurons, int second, float[] panel, int offset, int depth) {
        for (int k = 0; k < depth; k++) {
            FloatVector.fromArray(SPECIES, w, wOffset + k * neurons).intoArray(panel, offset + k * WIDTH);
            FloatVector.fromArray(SPECIES, w, wOffset + k * neurons + second)
                    .intoArray(panel, offset + k * WIDTH + LANES);
        }
    }

    /** to[blocks of depth inputs×rows×stride] = x[rows×inputs]. */
    private static void packRows(float[] x, int xOffset, float[] to, int rows, int inputs, int step, int stride) {
        int at = 0;
        for (int k = 0; k < inputs; k += step) {
            int depth = Math.min(step, inputs - k);
            for (int i = 0; i < rows; i++) {
                System.arraycopy(x, xOffset + i * inputs + k, to, at, depth);
                at += stride;
            }
        }
    }

    /** An even number of rows in tall tiles; three rows for one or three that are left, then two, then one. */
    @Override
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int batch) {
        boolean threes = panels > 1 && inputs <= VectorDenseTile.MAX_DEPTH_OF_3;
        int i = tall(threes && batch % 2 != 0 ? batch - 3 : batch);
        if (i > 0) {
            blocks(x, xOffset, y, yOffset, i);
        }
        if (threes && batch - i >= 3) {
            rows3(x, xOffset + i * inputs, y, yOffset + i * neurons);
            i += 3;
        }
        for (; i + 2 <= batch && panels > 1; i += 2) {
            for (int p = 0; p < panels; p += 2) {
                rows2(x, xOffset + i * inputs, y, yOffset + i * neurons, Math.min(p, panels - 2));
            }
        }
        for (; i < batch; i++) {
            row(x, xOffset + i * inputs, y, yOffset + i * neurons);
        }
    }

    /** y[batch×neurons], an even batch of four or more. */
    private void blocks(float[] x, int xOffset, float[] y, int yOffset, int batch) {
        Workspace workspace = Workspace.take();
        int step = blockRows(batch, inputs, BLOCK_ROWS);
        float[] packed = packedRows(workspace, Math.min(batch, step + 2), inputs);
        int rows;
        for (int i = 0; i < batch; i += rows) {
            rows = nextRows(batch - i, step);
            packRows(x, xOffset + i * inputs, packed, rows, inputs, depth(inputs), VectorDenseTile.STRIDE);
            block(packed, y, yOffset + i * neurons, rows);
        }
        workspace.give();
    }

    /** Memory for packed rows. */
    private static float[] packedRows(Workspace workspace, int rows, int inputs) {
        return workspace.rows(rows * strides(inputs) * VectorDenseTile.STRIDE);
    }

    /** y[rows×neurons] from packed rows: a panel's block of inputs stays near for all of them. */
    private void block(float[] x, float[] y, int yOffset, int rows) {
        int step = depth(inputs);
        for (int p = 0; p < panels; p++) {
            int column = column(p, neurons);
            int xAt = 0;
            for (int k = 0; k < inputs; k += step) {
                int depth = Math.min(step, inputs - k);
                tiles(
                        x, xAt, weights, (p * inputs + k) * WIDTH, depth, k == 0, bias, column, y, yOffset + column,
                        rows, neurons, second, k + depth == inputs ? floor : VectorDense.LINEAR);
                xAt += rows * VectorDenseTile.STRIDE;
            }
        }
    }

    /** Two vectors of columns of y[rows×neurons] for a block of inputs, the first of which starts from the bias. */
    private static void tiles(
            float[] x, int xOffset, float[] w, int wOffset, int depth, boolean first, float[] bias, int biasOffset,
            float[] y, int yOffset, int rows, int neurons, int second, float floor) {
        // No, two or four rows past the sixes are no, two or one four.
        int fours = (6 - rows % 6) / 2 % 3;
        int sixes = rows - fours * 4;
        int tile;
        for (int i = 0; i < rows; i += tile) {
            tile = i < sixes ? 6 : 4;
            int xAt = xOffset + i * VectorDenseTile.STRIDE;
            int yAt = yOffset + i * neurons;
            float[] from = first ? bias : y;
            int fromAt = first ? biasOffset : yAt;
            int fromStride = first ? 0 : neurons;
            if (tile == 6) {
                VectorDenseTile.rows6(
                        x, xAt, w, wOffset, depth, from, fromAt, fromStride, y, yAt, neurons, second, floor);
            } else {
                VectorDenseTile.rows4(
                        x, xAt, w, wOffset, depth, from, fromAt, fromStride, y, yAt, neurons, second, floor);
            }
        }
    }

    /** y[3×neurons], three vectors of columns at a time: v and the next two, of which a panel is two. */
    private void rows3(float[] x, int xOffset, float[] y, int yOffset) {
        Workspace workspace = Workspace.take();
        float[] packed = workspace.rows(3 * VectorDenseTile.STRIDE_OF_3);
        packRows(x, xOffset, packed, 3, inputs, inputs, VectorDenseTile.STRIDE_OF_3);
        int vectors = 2 * panels;
        for (int left = vectors; left > 0; left -= 3) {
            int v = Math.min(vectors - left, vectors - 3);
            int panel = (v + 1) / 2;
            int third = v % 2 == 0 ? v + 2 : v;
            int column = column(panel, neurons);
            VectorDenseTile.rows3(
                    packed, weights, panel * inputs * WIDTH, third / 2 * inputs * WIDTH + third % 2 * LANES, inputs,
                    bias, column, y, yOffset + column, neurons,
                    column(third / 2, neurons) + third % 2 * LANES - column, floor);
        }
        workspace.give();
    }

    /** Two rows of panels p and p + 1. */
    private void rows2(float[] x, int xOffset, float[] y, int yOffset, int p) {
        int column = column(p, neurons);
        VectorDenseTile.rows2Panels2(
                x, xOffset, inputs, weights, p * inputs * WIDTH, inputs * WIDTH, inputs, bias, column, y,
                yOffset + column, neurons, column(p + 1, neurons) - column, floor);
    }

    /**
     * y[neurons]: four panels at a time are the eight chains of a tile. One panel alone waits for its two chains and
     * takes half the time of four, so three that are left are taken with the one before.
     */
    private void row(float[] x, int xOffset, float[] y, int yOffset) {
        int p = 0;
        while (panels >= 4 && panels - p >= 3) {
            int q = Math.min(p, panels - 4);
            int column = column(q, neurons);
            VectorDenseTile.rowPanels4(
                    x, xOffset, weights, q * inputs * WIDTH, inputs * WIDTH, inputs, bias, column, y, yOffset + column,
                    column(q + 3, neurons) - column, floor);
            p = q + 4;
        }
        for (; p < panels; p++) {
            int column = column(p, neurons);
            VectorDenseTile.row(
                    x, xOffset, weights, p * inputs * WIDTH, inputs, bias, column, y, yOffset + column, second, floor);
        }
    }

    /** y[batch×neurons] = x · w + bias, packing one panel's block of inputs after another. */
    static void forwardPacking(
            float[] x, int xOffset, float[] w, int wOffset, float[] bias, int biasOffset, float[] y, int yOffset,
            int batch, int inputs, int neurons) {
        Workspace workspace = Workspace.take();
        int step = blockRows(batch, inputs, PACKING_ROWS);
        int rows;
        for (int i = 0; i < batch; i += rows) {
            rows = nextRows(batch - i, step);
            packingBlock(
                    x, xOffset + i * inputs, w, wOffset, bias, biasOffset, y, yOffset + i * neurons, rows, inputs,
                    neurons, workspace);
        }
        workspace.give();
    }

    private static void packingBlock(
            float[] x, int xOffset, float[] w, int wOffset, float[] bias, int biasOffset, float[] y, int yOffset,
            int rows, int inputs, int neurons, Workspace workspace) {
        int second = second(neurons);
        int step = depth(inputs);
        int tall = tall(rows);
        float[] packed = packedRows(workspace, tall, inputs);
        float[] panel = workspace.panel(step * WIDTH);
        packRows(x, xOffset, packed, tall, inputs, step, VectorDenseTile.STRIDE);
        for (int p = 0; p < panels(neurons); p++) {
            int column = column(p, neurons);
            int xAt = 0;
            for (int k = 0; k < inputs; k += step) {
                int depth = Math.min(step, inputs - k);
                pack(w, wOffset + k * neurons + column, neurons, second, panel, 0, depth);
                tiles(
                        packed, xAt, panel, 0, depth, k == 0, bias, biasOffset + column, y, yOffset + column, tall,
                        neurons, second, VectorDense.LINEAR);
                xAt += tall * VectorDenseTile.STRIDE;
                for (int i = tall; i < rows; i++) {
                    int at = yOffset + i * neurons + column;
                    VectorDenseTile.row(
                            x, xOffset + i * inputs + k, panel, 0, depth, k == 0 ? bias : y,
                            k == 0 ? biasOffset + column : at, y, at, second, VectorDense.LINEAR);
                }
            }
        }
    }
}
