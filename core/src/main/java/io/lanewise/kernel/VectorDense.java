package io.lanewise.kernel;

import jdk.incubator.vector.VectorSpecies;

/**
 * Dense layers by lanes across neurons, in tiles of {@link VectorDenseTile}; narrow layers by lanes along the inputs,
 * in {@link VectorNarrowDense}. The scalar kernel takes layers of fewer neurons than a vector: shorter vectors beside
 * the usual ones would spoil C2's type profile of the Vector API for every kernel, and then vectors are objects.
 */
public final class VectorDense implements DenseKernel {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** Columns of a tile. */
    private static final int WIDTH = 2 * LANES;

    private static final int TILE_ROWS = 6;

    /** What no output of a layer without ReLU lies below; with ReLU that is 0. */
    private static final float LINEAR = Float.NEGATIVE_INFINITY;

    @Override
    public void forward(
            float[] x, int xOffset, float[] weights, int weightsOffset, float[] bias, int biasOffset, float[] y,
            int yOffset, int batch, int inputs, int neurons) {
        if (neurons < LANES || DenseKernel.isNarrow(inputs, neurons)) {
            Kernels.SCALAR.dense().forward(
                    x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
            return;
        }
        int second = second(neurons);
        for (int p = 0; p < panels(neurons); p++) {
            int column = column(p, neurons);
            panel(
                    x, xOffset, weights, weightsOffset + column, neurons, second, bias, biasOffset + column, y,
                    yOffset + column, second, batch, inputs, neurons, LINEAR);
        }
    }

    /** The two vectors of columns from y on of every row of y[batch×neurons]. */
    private static void panel(
            float[] x, int xOffset, float[] w, int wOffset, int wStride, int second, float[] bias, int biasOffset,
            float[] y, int yOffset, int ySecond, int batch, int inputs, int neurons, float floor) {
        int i = 0;
        for (; i + TILE_ROWS <= batch; i += TILE_ROWS) {
            VectorDenseTile.rows6(
                    x, xOffset + i * inputs, inputs, w, wOffset, wStride, second, bias, biasOffset, y,
                    yOffset + i * neurons, neurons, ySecond, floor);
        }
        for (; i + 2 <= batch; i += 2) {
            VectorDenseTile.rows2(
                    x, xOffset + i * inputs, inputs, w, wOffset, wStride, second, bias, biasOffset, y,
                    yOffset + i * neurons, neurons, ySecond, floor);
        }
        if (i < batch) {
            VectorDenseTile.rows1(
                    x, xOffset + i * inputs, inputs, w, wOffset, wStride, second, bias, biasOffset, y,
                    yOffset + i * neurons, ySecond, floor);
        }
    }

    @Override
    public Packed pack(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu) {
        boolean narrow = DenseKernel.isNarrow(inputs, neurons);
        if (narrow && VectorNarrowDense.elements(inputs, neurons) <= Integer.MAX_VALUE) {
            return new VectorNarrowDense(weights, weightsOffset, bias, biasOffset, inputs, neurons, relu);
        }
        if (narrow || neurons < LANES || panelElements(inputs, neurons) > Integer.MAX_VALUE) {
            return Kernels.SCALAR.dense().pack(weights, weightsOffset, bias, biasOffset, inputs, neurons, relu);
        }
        return new Panels(weights, weightsOffset, bias, biasOffset, inputs, neurons, relu);
    }

    private static int panels(int neurons) {
        return (neurons - 1) / WIDTH + 1;
    }

    /** A panel's first column: the last panel ends where the layer does. */
    private static int column(int panel, int neurons) {
        return Math.min(panel * WIDTH, Math.max(0, neurons - WIDTH));
    }

    /** How far after a panel's first vector of columns its second one starts. */
    private static int second(int neurons) {
        return Math.min(LANES, neurons - LANES);
    }

    private static long panelElements(int inputs, int neurons) {
        return inputs * (long) panels(neurons) * WIDTH;
    }

    /** Weights as panels [inputs×WIDTH], one after another; the last one may repeat columns of the one before. */
    private static final class Panels implements Packed {
        private final float[] weights;
        private final float[] bias;
        private final int inputs;
        private final int neurons;
        private final float floor;

        Panels(
                float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons,
                boolean relu) {
            int panels = panels(neurons);
            this.weights = new float[(int) panelElements(inputs, neurons)];
            this.bias = new float[panels * WIDTH];
            this.inputs = inputs;
            this.neurons = neurons;
            this.floor = relu ? 0f : LINEAR;
            for (int p = 0; p < panels; p++) {
                int column = column(p, neurons);
                int second = column + second(neurons);
                for (int k = 0; k < inputs; k++) {
                    int from = weightsOffset + k * neurons;
                    int to = (p * inputs + k) * WIDTH;
                    System.arraycopy(weights, from + column, this.weights, to, LANES);
                    System.arraycopy(weights, from + second, this.weights, to + LANES, LANES);
                }
                System.arraycopy(bias, biasOffset + column, this.bias, p * WIDTH, LANES);
                System.arraycopy(bias, biasOffset + second, this.bias, p * WIDTH + LANES, LANES);
            }
        }

        @Override
        public void forward(float[] x, int xOffset, float[] y, int yOffset, int batch) {
            int p = 0;
            if (batch == 1) {
                for (; p + 4 <= neurons / WIDTH; p += 4) {
                    VectorDenseTile.rows1Panels4(
                            x, xOffset, inputs, weights, p * inputs * WIDTH, WIDTH, LANES, inputs * WIDTH, bias,
                            p * WIDTH, y, yOffset + p * WIDTH, floor);
                }
            }
            for (; p < panels(neurons); p++) {
                panel(
                        x, xOffset, weights, p * inputs * WIDTH, WIDTH, LANES, bias, p * WIDTH, y,
                        yOffset + column(p, neurons), second(neurons), batch, inputs, neurons, floor);
            }
        }
    }
}
