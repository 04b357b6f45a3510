package io.lanewise.kernel.dense;

import io.lanewise.kernel.VectorWidth;
import io.lanewise.kernel.Workspace;
import jdk.incubator.vector.VectorSpecies;

// spotless:off, because a dozen arrays and offsets read best in lines as full as they are here.
/**
 * A layer of at least a vector of neurons: its weights as panels [inputs×WIDTH], one after another, and the loops
 * around the tiles. The package's page has their arithmetic.
 */
final class VectorDensePanels implements DenseKernel.Packed {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = VectorDenseLayout.WIDTH;

    /** The most rows that go through a panel before the next panel does. */
    private static final int BLOCK_ROWS = 180;

    private final float[] weights;
    private final float[] bias;
    private final int inputs;
    private final int neurons;
    private final int second;
    private final int panels;
    private final float floor;

    VectorDensePanels(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu) {
        this.weights = VectorDenseLayout.panels(weights, weightsOffset, inputs, neurons);
        this.bias = new float[neurons];
        this.inputs = inputs;
        this.neurons = neurons;
        this.second = VectorDenseLayout.second(neurons);
        this.panels = VectorDenseLayout.panels(neurons);
        this.floor = relu ? 0f : VectorDenseLayout.LINEAR;
        System.arraycopy(bias, biasOffset, this.bias, 0, neurons);
    }

    /** An even number of rows in tall tiles; three rows for one or three that are left, then two, then one. */
    @Override
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int batch) {
        boolean threes = panels > 1 && inputs <= VectorDenseTile.MAX_DEPTH_OF_3;
        int i = PackedRows.tall(threes && batch % 2 != 0 ? batch - 3 : batch, inputs);
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

    @Override
    public float[] copyWeights() {
        return VectorDenseLayout.unpack(weights, inputs, neurons);
    }

    @Override
    public float[] copyBias() {
        return bias.clone();
    }

    /** y[batch×neurons], an even batch of four or more. */
    private void blocks(float[] x, int xOffset, float[] y, int yOffset, int batch) {
        Workspace workspace = Workspace.take();
        int step = PackedRows.blockRows(batch, inputs, BLOCK_ROWS);
        int rows;
        for (int i = 0; i < batch; i += rows) {
            rows = PackedRows.nextRows(batch - i, step);
            float[] packed = PackedRows.pack(x, xOffset + i * inputs, rows, inputs, workspace);
            block(packed, y, yOffset + i * neurons, rows);
        }
        workspace.give();
    }

    /**
     * y[rows×neurons] from packed rows. A block of inputs goes through all panels before the next one does, so that its
     * part of x stays in L2: 4,096 inputs of 180 rows do not. Panels that overlap take all of their inputs at once,
     * because what overlaps may not be added twice.
     */
    private void block(float[] x, float[] y, int yOffset, int rows) {
        int together = neurons % WIDTH == 0 ? panels : 1;
        int step = PackedRows.depth(inputs);
        for (int first = 0; first < panels; first += together) {
            for (int k = 0; k < inputs; k += step) {
                int depth = Math.min(step, inputs - k);
                for (int p = first; p < first + together; p++) {
                    int column = VectorDenseLayout.column(p, neurons);
                    tiles(
                            x, PackedRows.at(k, rows, inputs), weights, (p * inputs + k) * WIDTH, depth, k == 0, bias,
                            column, y, yOffset + column, rows, neurons,
                            k + depth == inputs ? floor : VectorDenseLayout.LINEAR);
                }
            }
        }
    }

    /** Two vectors of columns of y[rows×neurons] for a block of inputs, the first of which starts from the bias. */
    static void tiles(
            float[] x, int xOffset, float[] w, int wOffset, int depth, boolean first, float[] bias, int biasOffset,
            float[] y, int yOffset, int rows, int neurons, float floor) {
        int second = VectorDenseLayout.second(neurons);
        int tile;
        for (int i = 0; i < rows; i += tile) {
            tile = tile(rows - i);
            int xAt = xOffset + i * PackedRows.STRIDE;
            int yAt = yOffset + i * neurons;
            float[] from = first ? bias : y;
            int fromAt = first ? biasOffset : yAt;
            int fromStride = first ? 0 : neurons;
            if (tile == 12) {
                VectorDenseTallTile.rows12(
                        x, xAt, w, wOffset, depth, from, fromAt, fromStride, y, yAt, neurons, second, floor);
            } else if (tile == 8) {
                VectorDenseTallTile.rows8(
                        x, xAt, w, wOffset, depth, from, fromAt, fromStride, y, yAt, neurons, second, floor);
            } else if (tile == 6) {
                VectorDenseTile.rows6(
                        x, xAt, w, wOffset, depth, from, fromAt, fromStride, y, yAt, neurons, second, floor);
            } else {
                VectorDenseTile.rows4(
                        x, xAt, w, wOffset, depth, from, fromAt, fromStride, y, yAt, neurons, second, floor);
            }
        }
    }

    /** Rows of the next tile, where an even number of four or more is left: never so many that two would be left. */
    private static int tile(int left) {
        if (VectorDenseTallTile.FITS) {
            if (left == 8 || left == 14 || left == 16) {
                return 8;
            }
            if (left >= 12) {
                return 12;
            }
        }
        return left == 4 || left == 8 ? 4 : 6;
    }

    /** y[3×neurons], three vectors of columns at a time: v and the next two, of which a panel is two. */
    private void rows3(float[] x, int xOffset, float[] y, int yOffset) {
        Workspace workspace = Workspace.take();
        float[] packed = workspace.rows(3 * VectorDenseTile.STRIDE_OF_3);
        PackedRows.copy(x, xOffset, inputs, packed, 0, VectorDenseTile.STRIDE_OF_3, 3, inputs);
        int vectors = 2 * panels;
        for (int left = vectors; left > 0; left -= 3) {
            int v = Math.min(vectors - left, vectors - 3);
            int panel = (v + 1) / 2;
            int third = v % 2 == 0 ? v + 2 : v;
            int column = VectorDenseLayout.column(panel, neurons);
            VectorDenseTile.rows3(
                    packed, weights, panel * inputs * WIDTH, third / 2 * inputs * WIDTH + third % 2 * LANES, inputs,
                    bias, column, y, yOffset + column, neurons,
                    VectorDenseLayout.column(third / 2, neurons) + third % 2 * LANES - column, floor);
        }
        workspace.give();
    }

    /** Two rows of panels p and p + 1. */
    private void rows2(float[] x, int xOffset, float[] y, int yOffset, int p) {
        int column = VectorDenseLayout.column(p, neurons);
        VectorDenseTile.rows2Panels2(
                x, xOffset, inputs, weights, p * inputs * WIDTH, inputs * WIDTH, inputs, bias, column, y,
                yOffset + column, neurons, VectorDenseLayout.column(p + 1, neurons) - column, floor);
    }

    /**
     * y[neurons]: four panels at a time are the eight chains of a tile. One panel alone waits for its two chains and
     * takes half the time of four, so the last three are taken with the one before.
     */
    private void row(float[] x, int xOffset, float[] y, int yOffset) {
        int p = 0;
        while (panels >= 4 && panels - p >= 3) {
            int q = Math.min(p, panels - 4);
            int column = VectorDenseLayout.column(q, neurons);
            VectorDenseTile.rowPanels4(
                    x, xOffset, weights, q * inputs * WIDTH, inputs * WIDTH, inputs, bias, column, y, yOffset + column,
                    VectorDenseLayout.column(q + 3, neurons) - column, floor);
            p = q + 4;
        }
        for (; p < panels; p++) {
            int column = VectorDenseLayout.column(p, neurons);
            VectorDenseTile.row(
                    x, xOffset, weights, p * inputs * WIDTH, inputs, bias, column, y, yOffset + column, second, floor);
        }
    }
}
// spotless:on
