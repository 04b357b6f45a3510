package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A narrow layer by lanes along the inputs: an output is a {@link PinnedSum}, and four outputs at a time are the chains
 * that hide one another's latency. The branches on {@link VectorPinnedSum#VECTORS} are on a constant.
 */
final class VectorNarrowDense implements DenseKernel.Packed {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int VECTORS = VectorPinnedSum.VECTORS;

    /** Outputs computed together; the layer is filled up with neurons of zeros, whose outputs nobody stores. */
    private static final int TOGETHER = 4;

    /** [neurons×inputs], neurons a multiple of {@link #TOGETHER}. */
    private final float[] weights;

    private final float[] bias;
    private final int inputs;
    private final int neurons;
    private final boolean relu;

    VectorNarrowDense(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu) {
        this.weights = new float[(int) elements(inputs, neurons)];
        this.bias = new float[neurons];
        this.inputs = inputs;
        this.neurons = neurons;
        this.relu = relu;
        for (int j = 0; j < neurons; j++) {
            for (int k = 0; k < inputs; k++) {
                this.weights[j * inputs + k] = weights[weightsOffset + k * neurons + j];
            }
        }
        System.arraycopy(bias, biasOffset, this.bias, 0, neurons);
    }

    /** How many weights it keeps. */
    static long elements(int inputs, int neurons) {
        return (long) inputs * ((neurons + TOGETHER - 1) / TOGETHER * TOGETHER);
    }

    @Override
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int batch) {
        for (int i = 0; i < batch; i++) {
            for (int j = 0; j < neurons; j += TOGETHER) {
                four(x, xOffset + i * inputs, j, y, yOffset + i * neurons + j);
            }
        }
        if (relu) {
            Kernels.SCALAR.relu().forward(y, yOffset, y, yOffset, batch * neurons);
        }
    }

    /** y[4] = bias[4] + x[inputs] · weights[4×inputs] from neuron j on, as many of them as there are. */
    private void four(float[] x, int xOffset, int j, float[] y, int yOffset) {
        int wa = j * inputs;
        int wb = wa + inputs;
        int wc = wb + inputs;
        int wd = wc + inputs;
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector c2 = a0;
        FloatVector c3 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        FloatVector d2 = a0;
        FloatVector d3 = a0;
        for (int k = 0; k < inputs; k += PinnedSum.LANES) {
            // The last step takes the sixteen inputs that end at the row's end and adds those that are left.
            int at = Math.min(k, inputs - PinnedSum.LANES);
            int done = k - at;
            int k0 = at;
            VectorMask<Float> m0 = VectorPinnedSum.IOTA.compare(VectorOperators.GE, (float) done);
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xOffset + k0);
            a0 = a0.blend(x0.fma(FloatVector.fromArray(SPECIES, weights, wa + k0), a0), m0);
            b0 = b0.blend(x0.fma(FloatVector.fromArray(SPECIES, weights, wb + k0), b0), m0);
            c0 = c0.blend(x0.fma(FloatVector.fromArray(SPECIES, weights, wc + k0), c0), m0);
            d0 = d0.blend(x0.fma(FloatVector.fromArray(SPECIES, weights, wd + k0), d0), m0);
            if (VECTORS > 1) {
                int k1 = at + LANES;
                VectorMask<Float> m1 = VectorPinnedSum.IOTA.compare(VectorOperators.GE, (float) (done - LANES));
                FloatVector x1 = FloatVector.fromArray(SPECIES, x, xOffset + k1);
                a1 = a1.blend(x1.fma(FloatVector.fromArray(SPECIES, weights, wa + k1), a1), m1);
                b1 = b1.blend(x1.fma(FloatVector.fromArray(SPECIES, weights, wb + k1), b1), m1);
                c1 = c1.blend(x1.fma(FloatVector.fromArray(SPECIES, weights, wc + k1), c1), m1);
                d1 = d1.blend(x1.fma(FloatVector.fromArray(SPECIES, weights, wd + k1), d1), m1);
            }
            if (VECTORS > 2) {
                int k2 = at + 2 * LANES;
                VectorMask<Float> m2 = VectorPinnedSum.IOTA.compare(VectorOperators.GE, (float) (done - 2 * LANES));
                FloatVector x2 = FloatVector.fromArray(SPECIES, x, xOffset + k2);
                a2 = a2.blend(x2.fma(FloatVector.fromArray(SPECIES, weights, wa + k2), a2), m2);
                b2 = b2.blend(x2.fma(FloatVector.fromArray(SPECIES, weights, wb + k2), b2), m2);
                c2 = c2.blend(x2.fma(FloatVector.fromArray(SPECIES, weights, wc + k2), c2), m2);
                d2 = d2.blend(x2.fma(FloatVector.fromArray(SPECIES, weights, wd + k2), d2), m2);
                int k3 = at + 3 * LANES;
                VectorMask<Float> m3 = VectorPinnedSum.IOTA.compare(VectorOperators.GE, (float) (done - 3 * LANES));
                FloatVector x3 = FloatVector.fromArray(SPECIES, x, xOffset + k3);
                a3 = a3.blend(x3.fma(FloatVector.fromArray(SPECIES, weights, wa + k3), a3), m3);
                b3 = b3.blend(x3.fma(FloatVector.fromArray(SPECIES, weights, wb + k3), b3), m3);
                c3 = c3.blend(x3.fma(FloatVector.fromArray(SPECIES, weights, wc + k3), c3), m3);
                d3 = d3.blend(x3.fma(FloatVector.fromArray(SPECIES, weights, wd + k3), d3), m3);
            }
        }
        FloatVector a = VECTORS == 4 ? a0.add(a2).add(a1.add(a3)) : VECTORS == 2 ? a0.add(a1) : a0;
        FloatVector b = VECTORS == 4 ? b0.add(b2).add(b1.add(b3)) : VECTORS == 2 ? b0.add(b1) : b0;
        FloatVector c = VECTORS == 4 ? c0.add(c2).add(c1.add(c3)) : VECTORS == 2 ? c0.add(c1) : c0;
        FloatVector d = VECTORS == 4 ? d0.add(d2).add(d1.add(d3)) : VECTORS == 2 ? d0.add(d1) : d0;
        if (VECTORS == 1) {
            a = a.add(a.rearrange(VectorPinnedSum.EIGHT_ON));
            b = b.add(b.rearrange(VectorPinnedSum.EIGHT_ON));
            c = c.add(c.rearrange(VectorPinnedSum.EIGHT_ON));
            d = d.add(d.rearrange(VectorPinnedSum.EIGHT_ON));
        }
        if (VECTORS < 4) {
            a = a.add(a.rearrange(VectorPinnedSum.FOUR_ON));
            b = b.add(b.rearrange(VectorPinnedSum.FOUR_ON));
            c = c.add(c.rearrange(VectorPinnedSum.FOUR_ON));
            d = d.add(d.rearrange(VectorPinnedSum.FOUR_ON));
        }
        a = a.add(a.rearrange(VectorPinnedSum.TWO_ON));
        b = b.add(b.rearrange(VectorPinnedSum.TWO_ON));
        c = c.add(c.rearrange(VectorPinnedSum.TWO_ON));
        d = d.add(d.rearrange(VectorPinnedSum.TWO_ON));
        a = a.add(a.rearrange(VectorPinnedSum.ONE_ON));
        b = b.add(b.rearrange(VectorPinnedSum.ONE_ON));
        c = c.add(c.rearrange(VectorPinnedSum.ONE_ON));
        d = d.add(d.rearrange(VectorPinnedSum.ONE_ON));
        y[yOffset] = bias[j] + a.lane(0);
        if (j + 1 < neurons) {
            y[yOffset + 1] = bias[j + 1] + b.lane(0);
        }
        if (j + 2 < neurons) {
            y[yOffset + 2] = bias[j + 2] + c.lane(0);
        }
        if (j + 3 < neurons) {
            y[yOffset + 3] = bias[j + 3] + d.lane(0);
        }
    }
}
