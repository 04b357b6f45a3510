package io.lanewise.kernel.dense;

import io.lanewise.kernel.VectorWidth;
import io.lanewise.kernel.Workspace;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

// spotless:off, because a dozen arrays and offsets read best in lines as full as they are here.
/**
 * A layer of fewer neurons than a vector has lanes: a row of weights is padded to a vector, and so is one of
 * outputs. Stored whole it reaches into the next row, which is stored after it. Where it would pass the end of y, lanes
 * are stored one by one. A shorter species would avoid that, but vectors of two widths spoil C2's type profile of the
 * Vector API for every kernel.
 */
final class VectorDenseSmall implements DenseKernel.Packed {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** [inputs×LANES]. */
    private final float[] weights;

    private final float[] bias;
    private final int inputs;
    private final int neurons;
    private final float floor;

    VectorDenseSmall(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu) {
        this.weights = new float[inputs * LANES];
        this.bias = new float[LANES];
        this.inputs = inputs;
        this.neurons = neurons;
        this.floor = relu ? 0f : VectorDenseLayout.LINEAR;
        // Without vectors, as VectorDenseLayout.panels.
        PackedRows.copy(weights, weightsOffset, neurons, this.weights, 0, LANES, inputs, neurons);
        System.arraycopy(bias, biasOffset, this.bias, 0, neurons);
    }

    /**
     * to[inputs×LANES] = w[inputs×neurons]. The other lanes get what follows in w, or stay as they are; nobody reads
     * what is made of them.
     */
    private static void pack(float[] w, int wOffset, float[] to, int inputs, int neurons) {
        int elements = inputs * neurons;
        int whole = elements < LANES ? 0 : (elements - LANES) / neurons + 1;
        for (int k = 0; k < whole; k++) {
            FloatVector.fromArray(SPECIES, w, wOffset + k * neurons).intoArray(to, k * LANES);
        }
        for (int k = whole; k < inputs; k++) {
            System.arraycopy(w, wOffset + k * neurons, to, k * LANES, neurons);
        }
    }

    @Override
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int batch) {
        rows(x, xOffset, weights, bias, y, yOffset, batch, inputs, neurons, floor);
    }

    @Override
    public float[] copyWeights() {
        float[] copy = new float[inputs * neurons];
        PackedRows.copy(weights, 0, LANES, copy, 0, neurons, inputs, neurons);
        return copy;
    }

    @Override
    public float[] copyBias() {
        return Arrays.copyOf(bias, neurons);
    }

    /** y[batch×neurons] = x · weights[inputs×neurons] + bias[neurons], packing the weights on the way. */
    static void forwardPacking(
            float[] x, int xOffset, float[] weights, int weightsOffset, float[] bias, int biasOffset, float[] y,
            int yOffset, int batch, int inputs, int neurons) {
        Workspace workspace = Workspace.take();
        float[] packed = workspace.panel(inputs * LANES);
        float[] packedBias = workspace.rows(LANES);
        pack(weights, weightsOffset, packed, inputs, neurons);
        System.arraycopy(bias, biasOffset, packedBias, 0, neurons);
        rows(x, xOffset, packed, packedBias, y, yOffset, batch, inputs, neurons, VectorDenseLayout.LINEAR);
        workspace.give();
    }

    /** y[batch×neurons] from packed weights and bias. */
    private static void rows(
            float[] x, int xOffset, float[] w, float[] bias, float[] y, int yOffset, int batch, int inputs, int neurons,
            float floor) {
        boolean narrow = DenseKernel.isNarrow(inputs, neurons);
        int pairs = narrow ? inputs & -2 : 0;
        int elements = batch * neurons;
        int storedWhole = elements < LANES ? 0 : (elements - LANES) / neurons + 1;
        int i = 0;
        for (; i + 4 <= storedWhole; i += 4) {
            if (narrow) {
                narrowRows4(x, xOffset + i * inputs, inputs, w, bias, y, yOffset + i * neurons, neurons, floor);
            } else {
                rows4(x, xOffset + i * inputs, inputs, w, bias, y, yOffset + i * neurons, neurons, floor);
            }
        }
        for (; i < storedWhole; i++) {
            row(x, xOffset + i * inputs, inputs, pairs, w, bias, y, yOffset + i * neurons, LANES, floor);
        }
        for (; i < batch; i++) {
            row(x, xOffset + i * inputs, inputs, pairs, w, bias, y, yOffset + i * neurons, neurons, floor);
        }
    }

    /** y[4×neurons], each row stored as a whole vector. */
    private static void rows4(
            float[] x, int xOffset, int inputs, float[] w, float[] bias, float[] y, int yOffset, int neurons,
            float floor) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, bias, 0);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        int x1 = xOffset + inputs;
        int x2 = x1 + inputs;
        int x3 = x2 + inputs;
        for (int k = 0; k < inputs; k++) {
            FloatVector v = FloatVector.fromArray(SPECIES, w, k * LANES);
            a0 = v.fma(FloatVector.broadcast(SPECIES, x[xOffset + k]), a0);
            a1 = v.fma(FloatVector.broadcast(SPECIES, x[x1 + k]), a1);
            a2 = v.fma(FloatVector.broadcast(SPECIES, x[x2 + k]), a2);
            a3 = v.fma(FloatVector.broadcast(SPECIES, x[x3 + k]), a3);
        }
        FloatVector least = FloatVector.broadcast(SPECIES, floor);
        a0.max(least).intoArray(y, yOffset);
        a1.max(least).intoArray(y, yOffset + neurons);
        a2.max(least).intoArray(y, yOffset + 2 * neurons);
        a3.max(least).intoArray(y, yOffset + 3 * neurons);
    }

    /** The same with two chains per output. */
    private static void narrowRows4(
            float[] x, int xOffset, int inputs, float[] w, float[] bias, float[] y, int yOffset, int neurons,
            float floor) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, bias, 0);
        FloatVector b0 = a0;
        FloatVector c0 = a0;
        FloatVector d0 = a0;
        FloatVector a1 = FloatVector.broadcast(SPECIES, -0f);
        FloatVector b1 = a1;
        FloatVector c1 = a1;
        FloatVector d1 = a1;
        int x1 = xOffset + inputs;
        int x2 = x1 + inputs;
        int x3 = x2 + inputs;
        int k = 0;
        for (; k < (inputs & -2); k += 2) {
            FloatVector v = FloatVector.fromArray(SPECIES, w, k * LANES);
            a0 = v.fma(FloatVector.broadcast(SPECIES, x[xOffset + k]), a0);
            b0 = v.fma(FloatVector.broadcast(SPECIES, x[x1 + k]), b0);
            c0 = v.fma(FloatVector.broadcast(SPECIES, x[x2 + k]), c0);
            d0 = v.fma(FloatVector.broadcast(SPECIES, x[x3 + k]), d0);
            v = FloatVector.fromArray(SPECIES, w, k * LANES + LANES);
            a1 = v.fma(FloatVector.broadcast(SPECIES, x[xOffset + k + 1]), a1);
            b1 = v.fma(FloatVector.broadcast(SPECIES, x[x1 + k + 1]), b1);
            c1 = v.fma(FloatVector.broadcast(SPECIES, x[x2 + k + 1]), c1);
            d1 = v.fma(FloatVector.broadcast(SPECIES, x[x3 + k + 1]), d1);
        }
        for (; k < inputs; k++) {
            FloatVector v = FloatVector.fromArray(SPECIES, w, k * LANES);
            a0 = v.fma(FloatVector.broadcast(SPECIES, x[xOffset + k]), a0);
            b0 = v.fma(FloatVector.broadcast(SPECIES, x[x1 + k]), b0);
            c0 = v.fma(FloatVector.broadcast(SPECIES, x[x2 + k]), c0);
            d0 = v.fma(FloatVector.broadcast(SPECIES, x[x3 + k]), d0);
        }
        FloatVector least = FloatVector.broadcast(SPECIES, floor);
        a0.add(a1).max(least).intoArray(y, yOffset);
        b0.add(b1).max(least).intoArray(y, yOffset + neurons);
        c0.add(c1).max(least).intoArray(y, yOffset + 2 * neurons);
        d0.add(d1).max(least).intoArray(y, yOffset + 3 * neurons);
    }

    /**
     * y[neurons] with two chains over the first {@code pairs} inputs and one over the others: adding −0 changes no sum.
     * Stored lane by lane unless neurons is LANES.
     */
    private static void row(
            float[] x, int xOffset, int inputs, int pairs, float[] w, float[] bias, float[] y, int yOffset, int neurons,
            float floor) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, bias, 0);
        FloatVector a1 = FloatVector.broadcast(SPECIES, -0f);
        int k = 0;
        for (; k < pairs; k += 2) {
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            a0 = v.fma(FloatVector.fromArray(SPECIES, w, k * LANES), a0);
            v = FloatVector.broadcast(SPECIES, x[xOffset + k + 1]);
            a1 = v.fma(FloatVector.fromArray(SPECIES, w, k * LANES + LANES), a1);
        }
        for (; k < inputs; k++) {
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            a0 = v.fma(FloatVector.fromArray(SPECIES, w, k * LANES), a0);
        }
        FloatVector a = a0.add(a1).max(FloatVector.broadcast(SPECIES, floor));
        if (neurons == LANES) {
            a.intoArray(y, yOffset);
            return;
        }
        y[yOffset] = a.lane(0);
        if (neurons > 1) {
            y[yOffset + 1] = a.lane(1);
        }
        if (neurons > 2) {
            y[yOffset + 2] = a.lane(2);
        }
        if (neurons > 3 && LANES > 4) {
            y[yOffset + 3] = a.lane(3);
        }
        if (neurons > 4 && LANES > 4) {
            y[yOffset + 4] = a.lane(4);
        }
        if (neurons > 5 && LANES > 4) {
            y[yOffset + 5] = a.lane(5);
        }
        if (neurons > 6 && LANES > 4) {
            y[yOffset + 6] = a.lane(6);
        }
        if (neurons > 7 && LANES > 4) {
            y[yOffset + 7] = a.lane(7);
        }
        if (neurons > 8 && LANES > 8) {
            y[yOffset + 8] = a.lane(8);
        }
        if (neurons > 9 && LANES > 8) {
            y[yOffset + 9] = a.lane(9);
        }
        if (neurons > 10 && LANES > 8) {
            y[yOffset + 10] = a.lane(10);
        }
        if (neurons > 11 && LANES > 8) {
            y[yOffset + 11] = a.lane(11);
        }
        if (neurons > 12 && LANES > 8) {
            y[yOffset + 12] = a.lane(12);
        }
        if (neurons > 13 && LANES > 8) {
            y[yOffset + 13] = a.lane(13);
        }
        if (neurons > 14 && LANES > 8) {
            y[yOffset + 14] = a.lane(14);
        }
    }
}
// spotless:on
