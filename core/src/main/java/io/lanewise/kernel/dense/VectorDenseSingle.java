package io.lanewise.kernel.dense;

import io.lanewise.kernel.VectorWidth;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * A layer of one neuron, as the score of a ranking is: lanes along its inputs, on weights as they are. The 32 chains
 * are as many vectors as the width has; branches on {@link #VECTORS} are on a constant, so C2 keeps one side.
 *
 * <p>The last 32 inputs end with the last one, and those that an earlier step has taken are masked. In the tree,
 * rotated lanes are added; only lane 0 counts.
 */
final class VectorDenseSingle implements DenseKernel.Packed {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int CHAINS = DenseKernel.SINGLE_CHAINS;

    /** Vectors that hold the chains. */
    private static final int VECTORS = CHAINS / LANES;

    /** 0, 1, 2 …: compared with a number, it makes a mask of the lanes from there on. */
    private static final FloatVector IOTA = FloatVector.zero(SPECIES).addIndex(1);

    private static final VectorShuffle<Float> EIGHT_ON = rotation(8);
    private static final VectorShuffle<Float> FOUR_ON = rotation(4);
    private static final VectorShuffle<Float> TWO_ON = rotation(2);
    private static final VectorShuffle<Float> ONE_ON = rotation(1);

    private final float[] weights;
    private final float bias;
    private final int inputs;
    private final boolean relu;

    VectorDenseSingle(float[] weights, int weightsOffset, float bias, int inputs, boolean relu) {
        this.weights = Arrays.copyOfRange(weights, weightsOffset, weightsOffset + inputs);
        this.bias = bias;
        this.inputs = inputs;
        this.relu = relu;
    }

    private static VectorShuffle<Float> rotation(int lanes) {
        return VectorShuffle.iota(SPECIES, lanes % LANES, 1, true);
    }

    @Override
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int batch) {
        forward(x, xOffset, weights, 0, bias, y, yOffset, batch, inputs);
        for (int i = yOffset; relu && i < yOffset + batch; i++) {
            y[i] = Math.max(y[i], 0f);
        }
    }

    @Override
    public float[] copyWeights() {
        return weights.clone();
    }

    @Override
    public float[] copyBias() {
        return new float[] {bias};
    }

    /** y[batch] = x[batch×inputs] · weights[inputs] + bias. */
    static void forward(
            float[] x,
            int xOffset,
            float[] weights,
            int weightsOffset,
            float bias,
            float[] y,
            int yOffset,
            int batch,
            int inputs) {
        for (int i = 0; i < batch; i++) {
            y[yOffset + i] = dot(x, xOffset + i * inputs, weights, weightsOffset, inputs) + bias;
        }
    }

    /** x[inputs] · w[inputs], inputs ≥ 32. */
    private static float dot(float[] x, int xOffset, float[] w, int wOffset, int inputs) {
        FloatVector a = FloatVector.broadcast(SPECIES, -0f);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        int whole = inputs & -CHAINS;
        for (int k = 0; k < whole; k += CHAINS) {
            int i = xOffset + k;
            int j = wOffset + k;
            a = FloatVector.fromArray(SPECIES, x, i).fma(FloatVector.fromArray(SPECIES, w, j), a);
            b = FloatVector.fromArray(SPECIES, x, i + LANES).fma(FloatVector.fromArray(SPECIES, w, j + LANES), b);
            if (VECTORS >= 4) {
                c = FloatVector.fromArray(SPECIES, x, i + 2 * LANES)
                        .fma(FloatVector.fromArray(SPECIES, w, j + 2 * LANES), c);
                d = FloatVector.fromArray(SPECIES, x, i + 3 * LANES)
                        .fma(FloatVector.fromArray(SPECIES, w, j + 3 * LANES), d);
            }
            if (VECTORS == 8) {
                e = FloatVector.fromArray(SPECIES, x, i + 4 * LANES)
                        .fma(FloatVector.fromArray(SPECIES, w, j + 4 * LANES), e);
                f = FloatVector.fromArray(SPECIES, x, i + 5 * LANES)
                        .fma(FloatVector.fromArray(SPECIES, w, j + 5 * LANES), f);
                g = FloatVector.fromArray(SPECIES, x, i + 6 * LANES)
                        .fma(FloatVector.fromArray(SPECIES, w, j + 6 * LANES), g);
                h = FloatVector.fromArray(SPECIES, x, i + 7 * LANES)
                        .fma(FloatVector.fromArray(SPECIES, w, j + 7 * LANES), h);
            }
        }
        if (whole < inputs) {
            int i = xOffset + inputs - CHAINS;
            int j = wOffset + inputs - CHAINS;
            int done = CHAINS - (inputs - whole);
            VectorMask<Float> mask = IOTA.compare(VectorOperators.GE, (float) done);
            FloatVector next = FloatVector.fromArray(SPECIES, x, i).fma(FloatVector.fromArray(SPECIES, w, j), a);
            a = a.blend(next, mask);
            mask = IOTA.compare(VectorOperators.GE, (float) (done - LANES));
            next = FloatVector.fromArray(SPECIES, x, i + LANES).fma(FloatVector.fromArray(SPECIES, w, j + LANES), b);
            b = b.blend(next, mask);
            if (VECTORS >= 4) {
                mask = IOTA.compare(VectorOperators.GE, (float) (done - 2 * LANES));
                next = FloatVector.fromArray(SPECIES, x, i + 2 * LANES)
                        .fma(FloatVector.fromArray(SPECIES, w, j + 2 * LANES), c);
                c = c.blend(next, mask);
                mask = IOTA.compare(VectorOperators.GE, (float) (done - 3 * LANES));
                next = FloatVector.fromArray(SPECIES, x, i + 3 * LANES)
                        .fma(FloatVector.fromArray(SPECIES, w, j + 3 * LANES), d);
                d = d.blend(next, mask);
            }
            if (VECTORS == 8) {
                mask = IOTA.compare(VectorOperators.GE, (float) (done - 4 * LANES));
                next = FloatVector.fromArray(SPECIES, x, i + 4 * LANES)
                        .fma(FloatVector.fromArray(SPECIES, w, j + 4 * LANES), e);
                e = e.blend(next, mask);
                mask = IOTA.compare(VectorOperators.GE, (float) (done - 5 * LANES));
                next = FloatVector.fromArray(SPECIES, x, i + 5 * LANES)
                        .fma(FloatVector.fromArray(SPECIES, w, j + 5 * LANES), f);
                f = f.blend(next, mask);
                mask = IOTA.compare(VectorOperators.GE, (float) (done - 6 * LANES));
                next = FloatVector.fromArray(SPECIES, x, i + 6 * LANES)
                        .fma(FloatVector.fromArray(SPECIES, w, j + 6 * LANES), g);
                g = g.blend(next, mask);
                mask = IOTA.compare(VectorOperators.GE, (float) (done - 7 * LANES));
                next = FloatVector.fromArray(SPECIES, x, i + 7 * LANES)
                        .fma(FloatVector.fromArray(SPECIES, w, j + 7 * LANES), h);
                h = h.blend(next, mask);
            }
        }
        FloatVector s = VECTORS == 8
                ? a.add(e).add(c.add(g)).add(b.add(f).add(d.add(h)))
                : VECTORS == 4 ? a.add(c).add(b.add(d)) : a.add(b);
        s = VECTORS == 2 ? s.add(s.rearrange(EIGHT_ON)) : s;
        s = VECTORS < 8 ? s.add(s.rearrange(FOUR_ON)) : s;
        s = s.add(s.rearrange(TWO_ON));
        return s.add(s.rearrange(ONE_ON)).lane(0);
    }
}
