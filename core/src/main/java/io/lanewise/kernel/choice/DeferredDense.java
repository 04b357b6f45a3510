package io.lanewise.kernel.choice;

import io.lanewise.kernel.dense.DenseKernel;
import io.lanewise.kernel.dense.DensePath;
import io.lanewise.kernel.dense.GradientKernel;
import io.lanewise.kernel.dense.ScalarGradient;

/** Dense layers and their gradients by the scalar kernel until a trial shows that the vector one is compiled. */
final class DeferredDense implements DenseKernel, GradientKernel {
    private final int lanes;
    private final Trial single = Trials.dense(45, 1, 5, 1, 2);
    private final Trial fewRows;
    private final Trial narrow = Trials.dense(33, 10, 11, 1, 8);
    private final Trial small = Trials.dense(9, 3, 13, 8);
    private final Trial panels;
    private final Trial gradientOfInputs;
    private final Trial gradientOfWeights;

    DeferredDense(int lanes) {
        this.lanes = lanes;
        this.fewRows = Trials.dense(9, 9 * lanes + 1, 3, 1, 2);
        this.panels = Trials.dense(9, 5 * lanes + 1, 18, 8, 9, 12, 13, 14, 16);
        this.gradientOfInputs = Trials.gradientOfInputs(lanes);
        this.gradientOfWeights = Trials.gradientOfWeights(lanes);
    }

    private Trial trial(int batch, int inputs, int neurons) {
        DensePath path = DensePath.of(lanes, batch, inputs, neurons);
        if (path == DensePath.SCALAR) {
            return Trial.NONE;
        }
        if (path == DensePath.SINGLE) {
            return single;
        }
        if (path == DensePath.FEW_ROWS) {
            return fewRows;
        }
        if (path == DensePath.PANELS) {
            return panels;
        }
        return DenseKernel.isNarrow(inputs, neurons) ? narrow : small;
    }

    @Override
    public void forward(
            float[] x,
            int xOffset,
            float[] weights,
            int weightsOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            int batch,
            int inputs,
            int neurons) {
        Trial trial = trial(batch, inputs, neurons);
        long start = trial.start();
        trial.kernels()
                .dense()
                .forward(x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        trial.after(start);
    }

    /** Every height of tile is the panels' trial's. */
    @Override
    public void inputs(
            float[] dy,
            int dyOffset,
            float[] weights,
            int weightsOffset,
            float[] dx,
            int dxOffset,
            int batch,
            int inputs,
            int neurons) {
        if (!DensePath.isAcross(batch, inputs, neurons)
                && DensePath.of(lanes, batch, neurons, inputs) != DensePath.PANELS) {
            ScalarGradient.inputs(this, dy, dyOffset, weights, weightsOffset, dx, dxOffset, batch, inputs, neurons);
            return;
        }
        Trial trial = panels.isReady() ? gradientOfInputs : panels;
        long start = trial.start();
        trial.kernels().gradient().inputs(dy, dyOffset, weights, weightsOffset, dx, dxOffset, batch, inputs, neurons);
        trial.after(start);
    }

    @Override
    public void weights(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] dw,
            int dwOffset,
            int batch,
            int inputs,
            int neurons,
            boolean add) {
        Trial trial = DensePath.isScalarGradient(batch, inputs, neurons) ? Trial.NONE : gradientOfWeights;
        long start = trial.start();
        trial.kernels().gradient().weights(x, xOffset, dy, dyOffset, dw, dwOffset, batch, inputs, neurons, add);
        trial.after(start);
    }

    @Override
    public Packed pack(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu) {
        return new DeferredLayer(
                ScalarKernels.SET.dense().pack(weights, weightsOffset, bias, biasOffset, inputs, neurons, relu),
                Trial.Vectors.SET.dense().pack(weights, weightsOffset, bias, biasOffset, inputs, neurons, relu),
                Trials.packed(inputs, neurons, relu, true),
                Trials.packed(inputs, neurons, relu, false));
    }

    /**
     * A packed layer in both layouts. The scalar one goes when both trials are over: until then a layer takes twice its
     * weights' memory, for good where only single rows are ever asked for.
     */
    private static final class DeferredLayer implements Packed {
        private final Packed vector;
        private final Trial oneTrial;
        private final Trial rowsTrial;
        private Packed scalar;

        /** The layer that answers a single row, or more; null as long as the scalar one does. */
        private Packed one;

        private Packed rows;

        DeferredLayer(Packed scalar, Packed vector, Trial oneTrial, Trial rowsTrial) {
            this.scalar = scalar;
            this.vector = vector;
            this.oneTrial = oneTrial;
            this.rowsTrial = rowsTrial;
            oneTrial.begin();
        }

        @Override
        public void forward(float[] x, int xOffset, float[] y, int yOffset, int batch) {
            Packed packed = batch == 1 ? one : rows;
            if (packed != null) {
                packed.forward(x, xOffset, y, yOffset, batch);
            } else {
                deferred(x, xOffset, y, yOffset, batch);
            }
        }

        private void deferred(float[] x, int xOffset, float[] y, int yOffset, int batch) {
            Trial trial = batch == 1 ? oneTrial : rowsTrial;
            Packed specified = scalar;
            if (trial.isReady() || specified == null) {
                vector.forward(x, xOffset, y, yOffset, batch);
                if (batch == 1) {
                    one = vector;
                } else {
                    rows = vector;
                }
                if (one != null && rows != null) {
                    scalar = null;
                }
                return;
            }
            long start = trial.start();
            specified.forward(x, xOffset, y, yOffset, batch);
            trial.after(start);
        }

        @Override
        public float[] copyWeights() {
            return vector.copyWeights();
        }

        @Override
        public float[] copyBias() {
            return vector.copyBias();
        }
    }
}
