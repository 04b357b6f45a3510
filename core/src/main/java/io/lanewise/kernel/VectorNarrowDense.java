package io.lanewise.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
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

    /** Outputs computed together; a layer is filled up with neurons of any weights, whose outputs nobody stores. */
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

    /** How many weights it keeps; where an array cannot hold them, nothing else here is called. */
    static long elements(int inputs, int neurons) {
        return ((long) neurons + TOGETHER - 1) / TOGETHER * blocks(inputs) * PinnedSum.LANES * TOGETHER;
    }

    /** Of sixteen inputs; the last one ends with the last input. */
    private static int blocks(int inputs) {
        return (inputs - 1) / PinnedSum.LANES + 1;
    }

    /** The weights of four neurons. */
    private static int group(int inputs) {
        return blocks(inputs) * PinnedSum.LANES * TOGETHER;
    }

    /**
     * to[groups×blocks×TOGETHER×16] = weights[inputs×neurons], so that a call reads them from first to last. What the
     * last block repeats of the one before is −0.
     */
    private static void pack(float[] weights, int weightsOffset, float[] to, int inputs, int neurons) {
        int whole = PinnedSum.wholeBlocks(inputs);
        for (int j = 0; j < neurons; j++) {
            int at = j / TOGETHER * group(inputs) + j % TOGETHER * PinnedSum.LANES;
            for (int k = 0; k < blocks(inputs) * PinnedSum.LANES; k++) {
                int input = k < whole ? k : inputs - PinnedSum.LANES + (k - whole);
                int block = k / PinnedSum.LANES * PinnedSum.LANES * TOGETHER;
                boolean repeated = k >= whole && input < whole;
                to[at + block + k % PinnedSum.LANES] =
                        repeated ? -0f : weights[weightsOffset + input * neurons + j];
            }
        }
    }

    @Override
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int batch) {
        if (inputs % PinnedSum.LANES == 0) {
            rows(x, xOffset, weights, bias, 0, y, yOffset, batch, inputs, neurons);
        } else {
            VectorWorkspace workspace = VectorWorkspace.take();
            filledRows(x, xOffset, weights, bias, 0, y, yOffset, batch, inputs, neurons, workspace);
            workspace.give();
        }
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
        if (inputs % PinnedSum.LANES == 0) {
            rows(x, xOffset, packed, bias, biasOffset, y, yOffset, batch, inputs, neurons);
        } else {
            filledRows(x, xOffset, packed, bias, biasOffset, y, yOffset, batch, inputs, neurons, workspace);
        }
        workspace.give();
    }

    /** y[batch×neurons] = bias[neurons] + x[batch×inputs] · packed weights, inputs a multiple of sixteen. */
    private static void rows(
            float[] x, int xOffset, float[] weights, float[] bias, int biasOffset, float[] y, int yOffset, int batch,
            int inputs, int neurons) {
        for (int i = 0; i < batch; i++) {
            row(x, xOffset + i * inputs, weights, bias, biasOffset, y, yOffset + i * neurons, inputs, neurons);
        }
    }

    /**
     * The same for any inputs, each row copied and filled up: what the last block repeats is +0 times −0, which changes
     * no sum, not even one of −0. Masks would do without the copy, but made {@link #four} so large that C2 might not
     * keep its vectors in registers.
     */
    private static void filledRows(
            float[] x, int xOffset, float[] weights, float[] bias, int biasOffset, float[] y, int yOffset, int batch,
            int inputs, int neurons, VectorWorkspace workspace) {
        int whole = PinnedSum.wholeBlocks(inputs);
        int rest = inputs - whole;
        float[] filled = workspace.rows(whole + PinnedSum.LANES);
        Arrays.fill(filled, whole, whole + PinnedSum.LANES - rest, 0f);
        for (int i = 0; i < batch; i++) {
            int at = xOffset + i * inputs;
            System.arraycopy(x, at, filled, 0, whole);
            System.arraycopy(x, at + whole, filled, whole + PinnedSum.LANES - rest, rest);
            row(filled, 0, weights, bias, biasOffset, y, yOffset + i * neurons, whole + PinnedSum.LANES, neurons);
        }
    }

    /** y[neurons] = bias[neurons] + x[inputs] · packed weights, inputs a multiple of sixteen. */
    private static void row(
            float[] x, int xOffset, float[] weights, float[] bias, int biasOffset, float[] y, int yOffset, int inputs,
            int neurons) {
        for (int j = 0; j < neurons; j += TOGETHER) {
            four(x, xOffset, weights, j * inputs, bias, biasOffset + j, y, yOffset + j, inputs, neurons - j);
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
        for (int k = 0; k < inputs; k += PinnedSum.LANES) {
            int xAt = xOffset + k;
            int wAt = wOffset + k * TOGETHER;
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xAt);
            a0 = x0.fma(FloatVector.fromArray(SPECIES, w, wAt), a0);
            b0 = x0.fma(FloatVector.fromArray(SPECIES, w, wAt + 16), b0);
            c0 = x0.fma(FloatVector.fromArray(SPECIES, w, wAt + 32), c0);
            d0 = x0.fma(FloatVector.fromArray(SPECIES, w, wAt + 48), d0);
            if (VECTORS > 1) {
                FloatVector x1 = FloatVector.fromArray(SPECIES, x, xAt + LANES);
                a1 = x1.fma(FloatVector.fromArray(SPECIES, w, wAt + LANES), a1);
                b1 = x1.fma(FloatVector.fromArray(SPECIES, w, wAt + 16 + LANES), b1);
                c1 = x1.fma(FloatVector.fromArray(SPECIES, w, wAt + 32 + LANES), c1);
                d1 = x1.fma(FloatVector.fromArray(SPECIES, w, wAt + 48 + LANES), d1);
            }
            if (VECTORS > 2) {
                FloatVector x2 = FloatVector.fromArray(SPECIES, x, xAt + 2 * LANES);
                a2 = x2.fma(FloatVector.fromArray(SPECIES, w, wAt + 2 * LANES), a2);
                b2 = x2.fma(FloatVector.fromArray(SPECIES, w, wAt + 16 + 2 * LANES), b2);
                c2 = x2.fma(FloatVector.fromArray(SPECIES, w, wAt + 32 + 2 * LANES), c2);
                d2 = x2.fma(FloatVector.fromArray(SPECIES, w, wAt + 48 + 2 * LANES), d2);
                FloatVector x3 = FloatVector.fromArray(SPECIES, x, xAt + 3 * LANES);
                a3 = x3.fma(FloatVector.fromArray(SPECIES, w, wAt + 3 * LANES), a3);
                b3 = x3.fma(FloatVector.fromArray(SPECIES, w, wAt + 16 + 3 * LANES), b3);
                c3 = x3.fma(FloatVector.fromArray(SPECIES, w, wAt + 32 + 3 * LANES), c3);
                d3 = x3.fma(FloatVector.fromArray(SPECIES, w, wAt + 48 + 3 * LANES), d3);
            }
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
