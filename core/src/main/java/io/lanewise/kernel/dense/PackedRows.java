package io.lanewise.kernel.dense;

import io.lanewise.kernel.Workspace;

/**
 * Rows of x copied {@link #STRIDE} apart, so that all rows of a tile have one address. A longer row takes several
 * strides, {@code [strides×rows×STRIDE]}.
 */
final class PackedRows {
    /** The most inputs of a row that lie in one stride. */
    static final int MAX_WIDTH = 1024;

    /**
     * From a row to the next. A constant, so that all rows of a tile have one address; a cache line more than a power
     * of two, so that they lie in different sets of a cache.
     */
    static final int STRIDE = MAX_WIDTH + 16;

    /**
     * Inputs that the tall tiles accumulate before the sums go back to y. C2 cuts a longer loop into pieces of 1,000
     * steps with a safepoint between them (LoopStripMiningIter). Then it has one register too few for twelve sums, and
     * stores and loads one of them at every step, at half the speed. It leaves a loop whole that it knows to be no
     * longer; that is what the minimum in these tiles is for, which changes no value. Lower tiles are slower with it.
     */
    static final int MAX_DEPTH = 1000;

    /** The most strides that the rows packed at a time may take, 4 MB, unless one tile takes more. */
    static final int MAX_STRIDES = 1024;

    /** With more inputs than this a block of unpacked weights' rows would have fewer than 60, too few to pay for them. */
    static final int MAX_UNPACKED_INPUTS = MAX_STRIDES / 60 * MAX_WIDTH;

    private PackedRows() {}

    /** How many strides a row takes. */
    static int strides(int inputs) {
        return (inputs - 1) / MAX_WIDTH + 1;
    }

    /** Inputs in a stride: an even number, the same in all but the last. */
    private static int width(int inputs) {
        return ((inputs - 1) / strides(inputs) / 2 + 1) * 2;
    }

    /** Inputs that a tile accumulates at once: those of a stride, or half of them. */
    static int depth(int inputs) {
        int width = width(inputs);
        return width <= MAX_DEPTH ? width : width / 2;
    }

    /** Where the inputs from k on start. */
    static int at(int k, int rows, int inputs) {
        int width = width(inputs);
        return k / width * rows * STRIDE + k % width;
    }

    /**
     * Rows that go in tiles of six and four: an even number of four or more, or none. None of more inputs than a million
     * either: nine such rows would be 38 MB of copies, and at 268 million more than an array holds.
     */
    static int tall(int batch, int inputs) {
        return batch < 4 || strides(inputs) > MAX_STRIDES ? 0 : batch & -2;
    }

    /** Rows to pack at a time: blocks of whole tiles and of one size. */
    static int blockRows(int batch, int inputs, int most) {
        int tiles = (batch - 1) / 6 + 1;
        int mostTiles = Math.max(1, Math.min(most, MAX_STRIDES / strides(inputs)) / 6);
        int blocks = (tiles - 1) / mostTiles + 1;
        return ((tiles - 1) / blocks + 1) * 6;
    }

    /** Rows of the next block: the last one takes what would be too few for one of its own. */
    static int nextRows(int left, int step) {
        return left < step + 4 ? left : step;
    }

    /** x[rows×inputs], packed. */
    static float[] pack(float[] x, int xOffset, int rows, int inputs, Workspace workspace) {
        float[] packed = workspace.rows(rows * strides(inputs) * STRIDE);
        int width = width(inputs);
        for (int k = 0; k < inputs; k += width) {
            copy(x, xOffset + k, inputs, packed, at(k, rows, inputs), STRIDE, rows, Math.min(width, inputs - k));
        }
        return packed;
    }

    /** to[rows×toStride] = x[rows×xStride], the first columns of each. */
    static void copy(
            float[] x, int xOffset, int xStride, float[] to, int toOffset, int toStride, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(x, xOffset + i * xStride, to, toOffset + i * toStride, columns);
        }
    }
}
