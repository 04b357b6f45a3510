package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * A narrow layer by lanes along the inputs: an output is a {@link PinnedSum}, and four outputs at a time are the chains
 * that hide one another's latency. The branches on {@link VectorPinnedSum#VECTORS} are on a constant.
 */
final class VectorNarrowDense implements DenseKernel.Packed {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int VECTORS = VectorPinnedSum.VECTORS;

    private static final VectorShuffle<Float> HALF_ON = exchange(LANES / 2);
    private static final VectorShuffle<Float> QUARTER_ON = exchange(LANES / 4);
    private static final VectorShuffle<Float> EIGHTH_ON = exchange(LANES / 8);
    private static final VectorShuffle<Float> SIXTEENTH_ON = exchange(LANES / 16);
    private static final VectorMask<Float> UPPER_HALF = odd(LANES / 2);
    private static final VectorMask<Float> ODD_QUARTERS = odd(LANES / 4);

    /** Outputs computed together; the layer is filled up with neurons of zeros, whose outputs nobody stores. */
    private static final int TOGETHER = 4;

    /** As {@link #pack} lays them out. */
    private final float[] weights;

    private final float[] bias;
    private final int inputs;
    private final int neurons;
    private final boolean relu;

    /** Lane i takes lane i ^ distance. */
    private static VectorShuffle<Float> exchange(int distance) {
        return VectorShuffle.fromOp(SPECIES, i -> i ^ distance);
    }

    /** The lanes that have this bit. */
    private static VectorMask<Float> odd(int bit) {
        boolean[] lanes = new boolean[LANES];
        for (int i = 0; i < LANES; i++) {
            lanes[i] = (i & bit) != 0;
        }
        return VectorMask.fromArray(SPECIES, lanes, 0);
    }

    VectorNarrowDense(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu) {
        this.weights = new float[(int) elements(inputs, neurons)];
        this.bias = new float[neurons];
        this.inputs = inputs;
        this.neurons = neurons;
        this.relu = relu;
        pack(weights, weightsOffset, this.weights, inputs, neurons);
        System.arraycopy(bias, biasOffset, this.bias, 0, neurons);
    }

    /** How many weights it keeps. */
    static long elements(int inputs, int neurons) {
        return (neurons + TOGETHER - 1) / TOGETHER * (long) group(inputs);
    }

    /** The weights of four neurons: the whole blocks of sixteen inputs, and the block that ends with the last input. */
    private static int group(int inputs) {
        return (PinnedSum.wholeBlocks(inputs) + PinnedSum.LANES) * TOGETHER;
    }

    /** to[groups×blocks×TOGETHER×16] = weights[inputs×neurons], so that a call reads them from first to last. */
    private static void pack(float[] weights, int weightsOffset, float[] to, int inputs, int neurons) {
        int whole = PinnedSum.wholeBlocks(inputs);
        for (int j = 0; j < neurons; j++) {
            int at = j / TOGETHER * group(inputs) + j % TOGETHER * PinnedSum.LANES;
            for (int k = 0; k < whole + PinnedSum.LANES; k++) {
                int input = k < whole ? k : inputs - PinnedSum.LANES + (k - whole);
                int block = k / PinnedSum.LANES * PinnedSum.LANES * TOGETHER;
                to[at + block + k % PinnedSum.LANES] = weights[weightsOffset + input * neurons + j];
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
        pack(weights, weightsOffset, packed, inputs, neurons);
        rows(x, xOffset, packed, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        workspace.give();
    }

    /** y[batch×neurons] = bias[neurons] + x[batch×inputs] · packed weights. */
    static void rows(
            float[] x, int xOffset, float[] weights, float[] bias, int biasOffset, float[] y, int yOffset, int batch,
            int inputs, int neurons) {
        for (int i = 0; i < batch; i++) {
            for (int j = 0; j < neurons; j += TOGETHER) {
                four(
                        x, xOffset + i * inputs, weights, j / TOGETHER * group(inputs), bias, biasOffset + j, y,
                        yOffset + i * neurons + j, inputs, neurons - j);
            }
        }
    }

    /** y[4] = bias[4] + x[inputs] · four neurons' weights at wOffset, as many of them as there are neurons. */
    private static void four(
            float[] x, int xOffset, float[] w, int wOffset, float[] bias, int biasOffset, float[] y, int yOffset,
            int inputs, int neurons) {
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
            a0 = x0.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER), a0);
            b0 = x0.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + 16), b0);
            c0 = x0.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + 32), c0);
            d0 = x0.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + 48), d0);
            if (VECTORS > 1) {
                FloatVector x1 = FloatVector.fromArray(SPECIES, x, xOffset + k + LANES);
                a1 = x1.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + LANES), a1);
                b1 = x1.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + 16 + LANES), b1);
                c1 = x1.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + 32 + LANES), c1);
                d1 = x1.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + 48 + LANES), d1);
            }
            if (VECTORS > 2) {
                FloatVector x2 = FloatVector.fromArray(SPECIES, x, xOffset + k + 2 * LANES);
                a2 = x2.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + 2 * LANES), a2);
                b2 = x2.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + 16 + 2 * LANES), b2);
                c2 = x2.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + 32 + 2 * LANES), c2);
                d2 = x2.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + 48 + 2 * LANES), d2);
                FloatVector x3 = FloatVector.fromArray(SPECIES, x, xOffset + k + 3 * LANES);
                a3 = x3.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + 3 * LANES), a3);
                b3 = x3.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + 16 + 3 * LANES), b3);
                c3 = x3.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + 32 + 3 * LANES), c3);
                d3 = x3.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * TOGETHER + 48 + 3 * LANES), d3);
            }
        }
        // The sixteen inputs that end at the row's end, of which those that are left count: perhaps none. A branch
        // around it would make objects of the vectors.
        int last = xOffset + inputs - PinnedSum.LANES;
        int wLast = wOffset + whole * TOGETHER;
        int done = whole - (inputs - PinnedSum.LANES);
        VectorMask<Float> m0 = VectorPinnedSum.IOTA.compare(VectorOperators.GE, (float) done);
        FloatVector x0 = FloatVector.fromArray(SPECIES, x, last);
        a0 = a0.blend(x0.fma(FloatVector.fromArray(SPECIES, w, wLast), a0), m0);
        b0 = b0.blend(x0.fma(FloatVector.fromArray(SPECIES, w, wLast + 16), b0), m0);
        c0 = c0.blend(x0.fma(FloatVector.fromArray(SPECIES, w, wLast + 32), c0), m0);
        d0 = d0.blend(x0.fma(FloatVector.fromArray(SPECIES, w, wLast + 48), d0), m0);
        if (VECTORS > 1) {
            VectorMask<Float> m1 = VectorPinnedSum.IOTA.compare(VectorOperators.GE, (float) (done - LANES));
            FloatVector x1 = FloatVector.fromArray(SPECIES, x, last + LANES);
            a1 = a1.blend(x1.fma(FloatVector.fromArray(SPECIES, w, wLast + LANES), a1), m1);
            b1 = b1.blend(x1.fma(FloatVector.fromArray(SPECIES, w, wLast + 16 + LANES), b1), m1);
            c1 = c1.blend(x1.fma(FloatVector.fromArray(SPECIES, w, wLast + 32 + LANES), c1), m1);
            d1 = d1.blend(x1.fma(FloatVector.fromArray(SPECIES, w, wLast + 48 + LANES), d1), m1);
        }
        if (VECTORS > 2) {
            VectorMask<Float> m2 = VectorPinnedSum.IOTA.compare(VectorOperators.GE, (float) (done - 2 * LANES));
            FloatVector x2 = FloatVector.fromArray(SPECIES, x, last + 2 * LANES);
            a2 = a2.blend(x2.fma(FloatVector.fromArray(SPECIES, w, wLast + 2 * LANES), a2), m2);
            b2 = b2.blend(x2.fma(FloatVector.fromArray(SPECIES, w, wLast + 16 + 2 * LANES), b2), m2);
            c2 = c2.blend(x2.fma(FloatVector.fromArray(SPECIES, w, wLast + 32 + 2 * LANES), c2), m2);
            d2 = d2.blend(x2.fma(FloatVector.fromArray(SPECIES, w, wLast + 48 + 2 * LANES), d2), m2);
            VectorMask<Float> m3 = VectorPinnedSum.IOTA.compare(VectorOperators.GE, (float) (done - 3 * LANES));
            FloatVector x3 = FloatVector.fromArray(SPECIES, x, last + 3 * LANES);
            a3 = a3.blend(x3.fma(FloatVector.fromArray(SPECIES, w, wLast + 3 * LANES), a3), m3);
            b3 = b3.blend(x3.fma(FloatVector.fromArray(SPECIES, w, wLast + 16 + 3 * LANES), b3), m3);
            c3 = c3.blend(x3.fma(FloatVector.fromArray(SPECIES, w, wLast + 32 + 3 * LANES), c3), m3);
            d3 = d3.blend(x3.fma(FloatVector.fromArray(SPECIES, w, wLast + 48 + 3 * LANES), d3), m3);
        }
        FloatVector a = VECTORS == 4 ? a0.add(a2).add(a1.add(a3)) : VECTORS == 2 ? a0.add(a1) : a0;
        FloatVector b = VECTORS == 4 ? b0.add(b2).add(b1.add(b3)) : VECTORS == 2 ? b0.add(b1) : b0;
        FloatVector c = VECTORS == 4 ? c0.add(c2).add(c1.add(c3)) : VECTORS == 2 ? c0.add(c1) : c0;
        FloatVector d = VECTORS == 4 ? d0.add(d2).add(d1.add(d3)) : VECTORS == 2 ? d0.add(d1) : d0;
        // The tree for all four at once: a takes the lower half of the lanes and b the upper one, then c and d the odd
        // quarters, so that a step adds no lane for nothing.
        FloatVector ab = a.blend(b.rearrange(HALF_ON), UPPER_HALF).add(a.rearrange(HALF_ON).blend(b, UPPER_HALF));
        FloatVector cd = c.blend(d.rearrange(HALF_ON), UPPER_HALF).add(c.rearrange(HALF_ON).blend(d, UPPER_HALF));
        FloatVector sums = ab.blend(cd.rearrange(QUARTER_ON), ODD_QUARTERS)
                .add(ab.rearrange(QUARTER_ON).blend(cd, ODD_QUARTERS));
        if (LANES >= 8) {
            sums = sums.add(sums.rearrange(EIGHTH_ON));
        }
        if (LANES >= 16) {
            sums = sums.add(sums.rearrange(SIXTEENTH_ON));
        }
        y[yOffset] = bias[biasOffset] + sums.lane(0);
        if (neurons > 1) {
            y[yOffset + 1] = bias[biasOffset + 1] + sums.lane(LANES / 2);
        }
        if (neurons > 2) {
            y[yOffset + 2] = bias[biasOffset + 2] + sums.lane(LANES / 4);
        }
        if (neurons > 3) {
            y[yOffset + 3] = bias[biasOffset + 3] + sums.lane(3 * LANES / 4);
        }
    }
}
