package io.lanewise.kernel.dense;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.VectorSpecies;

/**
 * Dense layers by lanes across neurons: {@link VectorDensePanels} for most, {@link VectorDenseNarrow} for those whose
 * outputs are two chains, {@link VectorDenseSmall} where neurons do not fill a vector, {@link VectorDenseSingle} for
 * one neuron.
 *
 * <p>Weights that are not packed are packed on the way if there are enough rows to pay for it. Fewer rows of a
 * wide layer go to {@link VectorDenseFewRows}, of other layers to the scalar kernel.
 */
public final class VectorDense implements DenseKernel {
    private static final ScalarDense SCALAR = new ScalarDense();
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** From this many rows on, packing pays. */
    private static final int ROWS_TO_PACK = 8;

    /**
     * From this many outputs on, packing a narrow layer pays: 1×128×10 takes 0.25 µs for 0.45 of the scalar kernel at
     * 512 bits, 7×128×10 0.57 for 3.0, but 1×64×2 would take 0.15 for 0.10, by a loop by hand on a Xeon.
     */
    private static final int NARROW_OUTPUTS_TO_PACK = 8;

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
        boolean some = inputs > 0 && neurons > 0;
        boolean narrow = DenseKernel.isNarrow(inputs, neurons);
        boolean few = narrow ? batch * neurons < NARROW_OUTPUTS_TO_PACK : batch < ROWS_TO_PACK;
        if (DenseKernel.isSingle(inputs, neurons)) {
            VectorDenseSingle.forward(x, xOffset, weights, weightsOffset, bias[biasOffset], y, yOffset, batch, inputs);
        } else if (few && some && neurons >= LANES && !narrow) {
            VectorDenseFewRows.forward(
                    x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        } else if (!some || few || inputs > VectorDenseUnpacked.MAX_INPUTS) {
            SCALAR.forward(x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        } else if (neurons < LANES) {
            VectorDenseSmall.forwardPacking(
                    x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        } else if (narrow) {
            VectorDenseNarrow.forwardPacking(
                    x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        } else {
            VectorDenseUnpacked.forward(
                    x, xOffset, weights, weightsOffset, bias, biasOffset, y, yOffset, batch, inputs, neurons);
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
