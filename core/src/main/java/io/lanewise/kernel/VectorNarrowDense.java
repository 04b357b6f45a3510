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
        transpose(weights, weightsOffset, this.weights, inputs, neurons);
        System.arraycopy(bias, biasOffset, this.bias, 0, neurons);
    }

    /** How many weights it keeps. */
    static long elements(int inputs, int neurons) {
        return (long) inputs * ((neurons + TOGETHER - 1) / TOGETHER * TOGETHER);
    }

    /** to[neurons×inputs] = weights[inputs×neurons]. */
    static void transpose(float[] weights, int weightsOffset, float[] to, int inputs, int neurons) {
        for (int j = 0; j < neurons; j++) {
            for (int k = 0; k < inputs; k++) {
                to[j * inputs + k] = weights[weightsOffset + k * neurons + j];
            }
        }
    }

    @Override
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int batch) {
        rows(x, xOffset, weights, bias, 0, y, yOffset, batch, inputs, neurons);
        if (relu) {
            Kernels.SCALAR.relu().forward(y, yOffset, y, yOffset, batch * neurons);
        }
    }

    /** y[batch×neurons] = x · weights[inputs×neurons] + bias, packing the weights on the way. */
    static void forwardPacking(
            float[] x, int xOffset, float[] weights, int weightsOffset, float[] bias, int biasOffset, float[] y,
            int yOffset, int batch, int inputs, int neurons) {
        VectorWorkspace workspace = VectorWorkspace.take();
        float[] packed = workspace.panel((int) elements(inputs, neurons));
        transpose(weights, weightsOffset, packed, inputs, neurons);
        rows(x, xOffset, packed, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        workspace.give();
    }

    /** y[batch×neurons] = bias[neurons] + x[batch×inputs] · weights, these [neurons×inputs] and filled up. */
    static void rows(
            float[] x, int xOffset, float[] weights, float[] bias, int biasOffset, float[] y, int yOffset, int batch,
            int inputs, int neurons) {
        for (int i = 0; i < batch; i++) {
            for (int j = 0; j < neurons; j += TOGETHER) {
                four(
                        x, xOffset + i * inputs, weights, j * inputs, bias, biasOffset + j, y, yOffset + i * neurons + j,
                        inputs, neurons - j);
            }
        }
    }

    /** y[4] = bias[4] + x[inputs] · weights[4×inputs], as many of them as there are neurons. */
    private static void four(
            float[] x, int xOffset, float[] weights, int wa, float[] bias, int biasOffset, float[] y, int yOffset,
            int inputs, int neurons) {
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
        int whole = PinnedSum.wholeBlocks(inputs);
        for (int k = 0; k < whole; k += PinnedSum.LANES) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xOffset + k);
            a0 = x0.fma(FloatVector.fromArray(SPECIES, weights, wa + k), a0);
            b0 = x0.fma(FloatVector.fromArray(SPECIES, weights, wb + k), b0);
            c0 = x0.fma(FloatVector.fromArray(SPECIES, weights, wc + k), c0);
            d0 = x0.fma(FloatVector.fromArray(SPECIES, weights, wd + k), d0);
            if (VECTORS > 1) {
                FloatVector x1 = FloatVector.fromArray(SPECIES, x, xOffset + k + LANES);
                a1 = x1.fma(FloatVector.fromArray(SPECIES, weights, wa + k + LANES), a1);
                b1 = x1.fma(FloatVector.fromArray(SPECIES, weights, wb + k + LANES), b1);
                c1 = x1.fma(FloatVector.fromArray(SPECIES, weights, wc + k + LANES), c1);
                d1 = x1.fma(FloatVector.fromArray(SPECIES, weights, wd + k + LANES), d1);
            }
            if (VECTORS > 2) {
                FloatVector x2 = FloatVector.fromArray(SPECIES, x, xOffset + k + 2 * LANES);
                a2 = x2.fma(FloatVector.fromArray(SPECIES, weights, wa + k + 2 * LANES), a2);
                b2 = x2.fma(FloatVector.fromArray(SPECIES, weights, wb + k + 2 * LANES), b2);
                c2 = x2.fma(FloatVector.fromArray(SPECIES, weights, wc + k + 2 * LANES), c2);
                d2 = x2.fma(FloatVector.fromArray(SPECIES, weights, wd + k + 2 * LANES), d2);
                FloatVector x3 = FloatVector.fromArray(SPECIES, x, xOffset + k + 3 * LANES);
                a3 = x3.fma(FloatVector.fromArray(SPECIES, weights, wa + k + 3 * LANES), a3);
                b3 = x3.fma(FloatVector.fromArray(SPECIES, weights, wb + k + 3 * LANES), b3);
                c3 = x3.fma(FloatVector.fromArray(SPECIES, weights, wc + k + 3 * LANES), c3);
                d3 = x3.fma(FloatVector.fromArray(SPECIES, weights, wd + k + 3 * LANES), d3);
            }
        }
        // The sixteen inputs that end at the row's end, of which those that are left count: perhaps none. A branch
        // around it would make objects of the vectors.
        int last = inputs - PinnedSum.LANES;
        int done = whole - last;
        VectorMask<Float> m0 = VectorPinnedSum.IOTA.compare(VectorOperators.GE, (float) done);
        FloatVector x0 = FloatVector.fromArray(SPECIES, x, xOffset + last);
        a0 = a0.blend(x0.fma(FloatVector.fromArray(SPECIES, weights, wa + last), a0), m0);
        b0 = b0.blend(x0.fma(FloatVector.fromArray(SPECIES, weights, wb + last), b0), m0);
        c0 = c0.blend(x0.fma(FloatVector.fromArray(SPECIES, weights, wc + last), c0), m0);
        d0 = d0.blend(x0.fma(FloatVector.fromArray(SPECIES, weights, wd + last), d0), m0);
        if (VECTORS > 1) {
            VectorMask<Float> m1 = VectorPinnedSum.IOTA.compare(VectorOperators.GE, (float) (done - LANES));
            FloatVector x1 = FloatVector.fromArray(SPECIES, x, xOffset + last + LANES);
            a1 = a1.blend(x1.fma(FloatVector.fromArray(SPECIES, weights, wa + last + LANES), a1), m1);
            b1 = b1.blend(x1.fma(FloatVector.fromArray(SPECIES, weights, wb + last + LANES), b1), m1);
            c1 = c1.blend(x1.fma(FloatVector.fromArray(SPECIES, weights, wc + last + LANES), c1), m1);
            d1 = d1.blend(x1.fma(FloatVector.fromArray(SPECIES, weights, wd + last + LANES), d1), m1);
        }
        if (VECTORS > 2) {
            VectorMask<Float> m2 = VectorPinnedSum.IOTA.compare(VectorOperators.GE, (float) (done - 2 * LANES));
            FloatVector x2 = FloatVector.fromArray(SPECIES, x, xOffset + last + 2 * LANES);
            a2 = a2.blend(x2.fma(FloatVector.fromArray(SPECIES, weights, wa + last + 2 * LANES), a2), m2);
            b2 = b2.blend(x2.fma(FloatVector.fromArray(SPECIES, weights, wb + last + 2 * LANES), b2), m2);
            c2 = c2.blend(x2.fma(FloatVector.fromArray(SPECIES, weights, wc + last + 2 * LANES), c2), m2);
            d2 = d2.blend(x2.fma(FloatVector.fromArray(SPECIES, weights, wd + last + 2 * LANES), d2), m2);
            VectorMask<Float> m3 = VectorPinnedSum.IOTA.compare(VectorOperators.GE, (float) (done - 3 * LANES));
            FloatVector x3 = FloatVector.fromArray(SPECIES, x, xOffset + last + 3 * LANES);
            a3 = a3.blend(x3.fma(FloatVector.fromArray(SPECIES, weights, wa + last + 3 * LANES), a3), m3);
            b3 = b3.blend(x3.fma(FloatVector.fromArray(SPECIES, weights, wb + last + 3 * LANES), b3), m3);
            c3 = c3.blend(x3.fma(FloatVector.fromArray(SPECIES, weights, wc + last + 3 * LANES), c3), m3);
            d3 = d3.blend(x3.fma(FloatVector.fromArray(SPECIES, weights, wd + last + 3 * LANES), d3), m3);
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
        y[yOffset] = bias[biasOffset] + a.lane(0);
        if (neurons > 1) {
            y[yOffset + 1] = bias[biasOffset + 1] + b.lane(0);
        }
        if (neurons > 2) {
            y[yOffset + 2] = bias[biasOffset + 2] + c.lane(0);
        }
        if (neurons > 3) {
            y[yOffset + 3] = bias[biasOffset + 3] + d.lane(0);
        }
    }
}
