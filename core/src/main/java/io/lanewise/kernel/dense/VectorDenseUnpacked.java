package io.lanewise.kernel.dense;

import io.lanewise.kernel.Workspace;

// spotless:off, because a dozen arrays and offsets read best in lines as full as they are here.
/** A layer of at least a vector of neurons on weights as they are: {@link VectorDensePanels}, packed on the way. */
final class VectorDenseUnpacked {
    private static final int WIDTH = VectorDenseLayout.WIDTH;
    private static final int GROUP = VectorDenseLayout.GROUP;

    /**
     * The most rows that share the packing of the weights. At 256×1024×1024 packing them is most of 6.2 − 5.9 = 0.3 ms
     * ({@code DenseBenchmark} and {@code DenseLayerBenchmark}).
     */
    private static final int BLOCK_ROWS = 504;

    private VectorDenseUnpacked() {}

    /** y[batch×neurons] = x · w + bias, w being [inputs×neurons] or, transposed, [neurons×inputs]. */
    static void forward(
            float[] x, int xOffset, float[] w, int wOffset, boolean transposed, float[] bias, int biasOffset,
            float[] y, int yOffset, int batch, int inputs, int neurons) {
        Workspace workspace = Workspace.take();
        int step = PackedRows.blockRows(batch, inputs, BLOCK_ROWS);
        int rows;
        for (int i = 0; i < batch; i += rows) {
            rows = PackedRows.nextRows(batch - i, step);
            block(
                    x, xOffset + i * inputs, w, wOffset, transposed, bias, biasOffset, y, yOffset + i * neurons, rows,
                    inputs, neurons, workspace);
        }
        workspace.give();
    }

    private static void block(
            float[] x, int xOffset, float[] w, int wOffset, boolean transposed, float[] bias, int biasOffset,
            float[] y, int yOffset, int rows, int inputs, int neurons, Workspace workspace) {
        int step = PackedRows.depth(inputs);
        int tall = PackedRows.tall(rows, inputs);
        int panels = VectorDenseLayout.panels(neurons);
        int whole = neurons / WIDTH;
        float[] packed = PackedRows.pack(x, xOffset, tall, inputs, workspace);
        float[] group = workspace.panel(Math.min(panels, GROUP) * step * WIDTH);
        int past;
        for (int first = 0; first < panels; first = past) {
            // A panel that overlaps the one before starts from the bias again, so it comes after all blocks of that
            // panel.
            past = first < whole ? Math.min(first + GROUP, whole) : panels;
            for (int k = 0; k < inputs; k += step) {
                int depth = Math.min(step, inputs - k);
                if (transposed) {
                    VectorDenseLayout.packTransposed(w, wOffset + k, inputs, neurons, first, past, group, depth);
                } else {
                    VectorDenseLayout.pack(w, wOffset + k * neurons, neurons, first, past, group, 0, depth);
                }
                for (int p = first; p < past; p++) {
                    int column = VectorDenseLayout.column(p, neurons);
                    int panel = (p - first) * depth * WIDTH;
                    VectorDensePanels.tiles(
                            packed, PackedRows.at(k, tall, inputs), group, panel, depth, k == 0, bias,
                            biasOffset + column, y, yOffset + column, tall, neurons, VectorDenseLayout.LINEAR);
                    for (int i = tall; i < rows; i++) {
                        int at = yOffset + i * neurons + column;
                        VectorDenseTile.row(
                                x, xOffset + i * inputs + k, group, panel, depth, k == 0 ? bias : y,
                                k == 0 ? biasOffset + column : at, y, at, VectorDenseLayout.second(neurons),
                                VectorDenseLayout.LINEAR);
                    }
                }
            }
        }
    }
}
// spotless:on
