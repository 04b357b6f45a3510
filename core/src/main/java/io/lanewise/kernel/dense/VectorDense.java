package io.lanewise.kernel.dense;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.VectorSpecies;

/**
 * Dense layers by lanes across neurons: {@link VectorDensePanels} for most, {@link VectorDenseNarrow} for those whose
 * outputs are two chains, {@link VectorDenseSmall} where neurons do not fill a vector, {@link VectorDenseSingle} for
 * one neuron.
 *
 * <p>Weights that are not packed are packed on the way if there are enough rows to pay for it. Fewer rows of a
 * wide layer go to {@link VectorDenseFewRows}, of other layers to the scalar kernel: {@link DensePath}.
 */
public final class VectorDense implements DenseKernel {
    private static final ScalarDense SCALAR = new ScalarDense();
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

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
        DensePath path = DensePath.of(LANES, batch, inputs, neurons);
        if (path == DensePath.SINGLE) {
            VectorDenseSingle.forward(x, xOffset, weights, weightsOffset, bias[biasOffset], y, yOffset, batch, inputs);
        } else if (path == DensePath.FEW_ROWS) {
            VectorDenseFewRows.forward(
                    x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        } else if (path == DensePath.SMALL) {
            VectorDenseSmall.forwardPacking(
                    x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        } else if (path == DensePath.NARROW) {
            VectorDenseNarrow.forwardPacking(
                    x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        } else if (path == DensePath.PANELS) {
            VectorDenseUnpacked.forward(
                    x, xOffset, weights, weightsOffset, false, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        } else {
            SCALAR.forward(x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        }
    }

    /** How many weights a packed layer keeps. */
    private static long elements(int inputs, int neurons) {
        return neurons < LANES ? (long) inputs * LANES : VectorDenseLayout.elements(inputs, neurons);
    }

    @Override
    public Packed pack(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu) {
        if (DenseKernel.isSingle(inputs, neurons)) {
            return new VectorDenseSingle(weights, weightsOffset, bias[biasOffset], inputs, relu);
        }
        if (elements(inputs, neurons) > Integer.MAX_VALUE) {
            return SCALAR.pack(weights, weightsOffset, bias, biasOffset, inputs, neurons, relu);
        }
        if (neurons < LANES) {
            return new VectorDenseSmall(weights, weightsOffset, bias, biasOffset, inputs, neurons, relu);
        }
        if (DenseKernel.isNarrow(inputs, neurons)) {
            return new VectorDenseNarrow(weights, weightsOffset, bias, biasOffset, inputs, neurons, relu);
        }
        return new VectorDensePanels(weights, weightsOffset, bias, biasOffset, inputs, neurons, relu);
    }
}
