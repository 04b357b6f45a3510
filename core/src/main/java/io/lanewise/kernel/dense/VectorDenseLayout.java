package io.lanewise.kernel.dense;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Weights as panels: {@code [inputs×2 vectors of columns]}, one after another. */
final class VectorDenseLayout {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** The lower bound of a layer's outputs without ReLU; with ReLU it is 0. */
    static final float LINEAR = Float.NEGATIVE_INFINITY;

    /** Columns of a panel. */
    static final int WIDTH = 2 * LANES;

    /**
     * Panels that are packed together, because their parts of a row of weights are neighbours and share cache lines and
     * pages. At 256 bits 4 panels × 1,000 inputs × 16 columns × 4 bytes = 256 KB, half of L2.
     */
    static final int GROUP = 4;

    /**
     * Rows of weights that are packed before those of the next panel are. Rows that lie a power of two apart share a
     * set of L1, which has eight ways.
     */
    private static final int ROWS = 8;

    /** Rows of a panel that are transposed at once: at 512 bits 64 × 128 bytes, which stay in L1. */
    static final int DEPTH = 64;

    private VectorDenseLayout() {}

    /** How many weights the panels of a layer keep. */
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

    /** to[panels×depth×WIDTH] = the columns of panels first to past of w[depth×neurons]. */
    static void pack(float[] w, int wOffset, int neurons, int first, int past, float[] to, int toOffset, int depth) {
        int second = second(neurons);
        for (int k = 0; k < depth; k += ROWS) {
            int rows = Math.min(ROWS, depth - k);
            for (int p = first; p < past; p++) {
                packRows(
                        w,
                        wOffset + k * neurons + column(p, neurons),
                        neurons,
                        second,
                        to,
                        toOffset + ((p - first) * depth + k) * WIDTH,
                        rows);
            }
        }
    }

    /** {@link #pack} of the transpose of w[neurons×inputs], its first depth columns. */
    static void packTransposed(
            float[] w, int wOffset, int inputs, int neurons, int first, int past, float[] to, int depth) {
        int second = second(neurons);
        for (int p = first; p < past; p++) {
            int from = wOffset + column(p, neurons) * inputs;
            int at = (p - first) * depth * WIDTH;
            Transposition.copy(w, from, inputs, LANES, depth, to, at, WIDTH, DEPTH);
            Transposition.copy(w, from + second * inputs, inputs, LANES, depth, to, at + LANES, WIDTH, DEPTH);
        }
    }

    /**
     * A layer's panels of w[inputs×neurons]. It copies without vectors, because a layer may be built before C2 has compiled
     * anything, and then a vector takes a microsecond to load and store.
     */
    static float[] panels(float[] w, int wOffset, int inputs, int neurons) {
        float[] panels = new float[(int) elements(inputs, neurons)];
        for (int p = 0; p < panels(neurons); p++) {
            int from = wOffset + column(p, neurons);
            int to = p * inputs * WIDTH;
            PackedRows.copy(w, from, neurons, panels, to, WIDTH, inputs, LANES);
            PackedRows.copy(w, from + second(neurons), neurons, panels, to + LANES, WIDTH, inputs, LANES);
        }
        return panels;
    }

    /** The weights [inputs×neurons] of a layer's panels; a column that two panels have is in both. */
    static float[] unpack(float[] panels, int inputs, int neurons) {
        float[] weights = new float[inputs * neurons];
        for (int p = 0; p < panels(neurons); p++) {
            int from = p * inputs * WIDTH;
            int to = column(p, neurons);
            PackedRows.copy(panels, from, WIDTH, weights, to, neurons, inputs, LANES);
            PackedRows.copy(panels, from + LANES, WIDTH, weights, to + second(neurons), neurons, inputs, LANES);
        }
        return weights;
    }

    /** to[rows×2 vectors] = two vectors of columns of w[rows×neurons]. */
    private static void packRows(float[] w, int wOffset, int neurons, int second, float[] to, int toOffset, int rows) {
        for (int k = 0; k < rows; k++) {
            FloatVector.fromArray(SPECIES, w, wOffset + k * neurons).intoArray(to, toOffset + k * WIDTH);
            FloatVector.fromArray(SPECIES, w, wOffset + k * neurons + second)
                    .intoArray(to, toOffset + k * WIDTH + LANES);
        }
    }
}
