package io.lanewise.kernel.dense;

import io.lanewise.kernel.VectorWidth;
import io.lanewise.kernel.Workspace;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

// spotless:off, because a dozen arrays and offsets read best in lines as full as they are here.
/**
 * A narrow layer of at least a vector of neurons: the panels of {@link VectorDensePanels}, two chains per output. Two
 * rows × two vectors × two chains = 8 chains, and the two rows share the loads of weights, which are the limit.
 */
final class VectorDenseNarrow implements DenseKernel.Packed {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = VectorDenseLayout.WIDTH;

    private final float[] weights;
    private final float[] bias;
    private final int inputs;
    private final int neurons;
    private final float floor;

    VectorDenseNarrow(
            float[] weights, int weightsOffset, float[] bias, int biasOffset, int inputs, int neurons, boolean relu) {
        this.weights = VectorDenseLayout.panels(weights, weightsOffset, inputs, neurons);
        this.bias = new float[neurons];
        this.inputs = inputs;
        this.neurons = neurons;
        this.floor = relu ? 0f : VectorDenseLayout.LINEAR;
        System.arraycopy(bias, biasOffset, this.bias, 0, neurons);
    }

    private static void pack(float[] w, int wOffset, float[] to, int inputs, int neurons) {
        VectorDenseLayout.pack(w, wOffset, neurons, 0, VectorDenseLayout.panels(neurons), to, 0, inputs);
    }

    @Override
    public void forward(float[] x, int xOffset, float[] y, int yOffset, int batch) {
        rows(x, xOffset, weights, bias, 0, y, yOffset, batch, inputs, neurons, floor);
    }

    @Override
    public float[] copyWeights() {
        return VectorDenseLayout.unpack(weights, inputs, neurons);
    }

    @Override
    public float[] copyBias() {
        return bias.clone();
    }

    /** y[batch×neurons] = x · weights[inputs×neurons] + bias[neurons], packing the weights on the way. */
    static void forwardPacking(
            float[] x, int xOffset, float[] weights, int weightsOffset, float[] bias, int biasOffset, float[] y,
            int yOffset, int batch, int inputs, int neurons) {
        Workspace workspace = Workspace.take();
        float[] packed = workspace.panel((int) VectorDenseLayout.elements(inputs, neurons));
        pack(weights, weightsOffset, packed, inputs, neurons);
        rows(x, xOffset, packed, bias, biasOffset, y, yOffset, batch, inputs, neurons, VectorDenseLayout.LINEAR);
        workspace.give();
    }

    private static void rows(
            float[] x, int xOffset, float[] w, float[] bias, int biasOffset, float[] y, int yOffset, int batch,
            int inputs, int neurons, float floor) {
        int second = VectorDenseLayout.second(neurons);
        for (int p = 0; p < VectorDenseLayout.panels(neurons); p++) {
            int column = VectorDenseLayout.column(p, neurons);
            int wAt = p * inputs * WIDTH;
            int i = 0;
            for (; i + 2 <= batch; i += 2) {
                rows2(
                        x, xOffset + i * inputs, w, wAt, inputs, bias, biasOffset + column, y,
                        yOffset + i * neurons + column, neurons, second, floor);
            }
            if (i < batch) {
                row(
                        x, xOffset + i * inputs, w, wAt, inputs, bias, biasOffset + column, y,
                        yOffset + i * neurons + column, second, floor);
            }
        }
    }

    /** Two vectors of columns of y[2×neurons]. */
    private static void rows2(
            float[] x, int xOffset, float[] w, int wOffset, int inputs, float[] bias, int biasOffset, float[] y,
            int yOffset, int neurons, int second, float floor) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, bias, biasOffset);
        FloatVector b0 = FloatVector.fromArray(SPECIES, bias, biasOffset + second);
        FloatVector c0 = a0;
        FloatVector d0 = b0;
        FloatVector a1 = FloatVector.broadcast(SPECIES, -0f);
        FloatVector b1 = a1;
        FloatVector c1 = a1;
        FloatVector d1 = a1;
        int next = xOffset + inputs;
        int k = 0;
        for (; k < (inputs & -2); k += 2) {
            int at = wOffset + k * WIDTH;
            FloatVector wa = FloatVector.fromArray(SPECIES, w, at);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            a0 = v.fma(wa, a0);
            b0 = v.fma(wb, b0);
            v = FloatVector.broadcast(SPECIES, x[next + k]);
            c0 = v.fma(wa, c0);
            d0 = v.fma(wb, d0);
            wa = FloatVector.fromArray(SPECIES, w, at + WIDTH);
            wb = FloatVector.fromArray(SPECIES, w, at + WIDTH + LANES);
            v = FloatVector.broadcast(SPECIES, x[xOffset + k + 1]);
            a1 = v.fma(wa, a1);
            b1 = v.fma(wb, b1);
            v = FloatVector.broadcast(SPECIES, x[next + k + 1]);
            c1 = v.fma(wa, c1);
            d1 = v.fma(wb, d1);
        }
        for (; k < inputs; k++) {
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH + LANES);
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            a0 = v.fma(wa, a0);
            b0 = v.fma(wb, b0);
            v = FloatVector.broadcast(SPECIES, x[next + k]);
            c0 = v.fma(wa, c0);
            d0 = v.fma(wb, d0);
        }
        FloatVector least = FloatVector.broadcast(SPECIES, floor);
        a0.add(a1).max(least).intoArray(y, yOffset);
        b0.add(b1).max(least).intoArray(y, yOffset + second);
        c0.add(c1).max(least).intoArray(y, yOffset + neurons);
        d0.add(d1).max(least).intoArray(y, yOffset + neurons + second);
    }

    /** Two vectors of columns of y[neurons]. */
    private static void row(
            float[] x, int xOffset, float[] w, int wOffset, int inputs, float[] bias, int biasOffset, float[] y,
            int yOffset, int second, float floor) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, bias, biasOffset);
        FloatVector b0 = FloatVector.fromArray(SPECIES, bias, biasOffset + second);
        FloatVector a1 = FloatVector.broadcast(SPECIES, -0f);
        FloatVector b1 = a1;
        int k = 0;
        for (; k < (inputs & -2); k += 2) {
            int at = wOffset + k * WIDTH;
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            a0 = v.fma(FloatVector.fromArray(SPECIES, w, at), a0);
            b0 = v.fma(FloatVector.fromArray(SPECIES, w, at + LANES), b0);
            v = FloatVector.broadcast(SPECIES, x[xOffset + k + 1]);
            a1 = v.fma(FloatVector.fromArray(SPECIES, w, at + WIDTH), a1);
            b1 = v.fma(FloatVector.fromArray(SPECIES, w, at + WIDTH + LANES), b1);
        }
        for (; k < inputs; k++) {
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            a0 = v.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH), a0);
            b0 = v.fma(FloatVector.fromArray(SPECIES, w, wOffset + k * WIDTH + LANES), b0);
        }
        FloatVector least = FloatVector.broadcast(SPECIES, floor);
        a0.add(a1).max(least).intoArray(y, yOffset);
        b0.add(b1).max(least).intoArray(y, yOffset + second);
    }
}
// spotless:on
