package io.lanewise.kernel;

import jdk.incubator.vector.VectorSpecies;

/**
 * Dense layers by lanes across neurons, in panels of weights; narrow layers by lanes along the inputs, in {@link
 * VectorNarrowDense}.
 *
 * <p>Weights that are not packed are packed on the way if there are rows enough to pay for it; a few rows go to the
 * scalar kernel, which reads the weights of a wide layer in the order in which they lie.
 */
public final class VectorDense implements DenseKernel {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = VectorDenseTile.WIDTH;

    /** What no output of a layer without ReLU lies below; with ReLU that is 0. */
    static final float LINEAR = Float.NEGATIVE_INFINITY;

    /** From this many rows on, packing pays. */
    private static final int ROWS_TO_PACK = 8;

    @Override
    public void forward(
            float[] x, int xOffset, float[] weights, int weightsOffset, float[] bias, int biasOffset, float[] y,
            int yOffset, int batch, int inputs, int neurons) {
        boolean narrow = DenseKernel.isNarrow(inputs, neurons);
        boolean fits = VectorNarrowDense.elements(inputs, neurons) <= Integer.MAX_VALUE;
        boolean panels = neurons >= LANES && inputs <= VectorPanels.MAX_INPUTS_TO_PACK;
        if (batch < ROWS_TO_PACK || inputs == 0 || !(narrow ? fits : panels)) {
            Kernels.SCALAR.dense().forward(
                    x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        } else if (narrow) {
            VectorNarrowDense.forwardPacking(
                    x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        } else {
            VectorPanels.forwardPacking(
                    x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        }
    }

    @Override
    public Packed pack(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu) {
        if (DenseKernel.isNarrow(inputs, neurons)) {
            if (VectorNarrowDense.elements(inputs, neurons) <= Integer.MAX_VALUE) {
                return new VectorNarrowDense(weights, weightsOffset, bias, biasOffset, inputs, neurons, relu);
            }
        } else if (neurons < LANES) {
            return new VectorSmallDense(weights, weightsOffset, bias, biasOffset, inputs, neurons, relu);
        } else if (VectorPanels.elements(inputs, neurons) <= Integer.MAX_VALUE) {
            return new VectorPanels(weights, weightsOffset, bias, biasOffset, inputs, neurons, relu);
        }
        return Kernels.SCALAR.dense().pack(weights, weightsOffset, bias, biasOffset, inputs, neurons, relu);
    }
}
