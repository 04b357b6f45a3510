package io.lanewise.kernel.rows;

import io.lanewise.kernel.VectorWidth;
import io.lanewise.kernel.Workspace;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Activations on whole vectors. A last, partial one is computed in memory of its own: one that overlapped its neighbour
 * would be activated twice in place.
 */
public final class VectorActivation implements ActivationKernel {
    private static final VectorRelu RELU = new VectorRelu();
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    private static final int BLOCK = VectorSigmoid.BLOCK;

    @Override
    public void forward(
            ActivationKind kind, float parameter, float[] x, int xOffset, float[] y, int yOffset, int length) {
        if (kind == ActivationKind.LINEAR) {
            System.arraycopy(x, xOffset, y, yOffset, length);
            return;
        }
        if (kind == ActivationKind.RELU) {
            RELU.forward(x, xOffset, y, yOffset, length);
            return;
        }
        Workspace workspace = Workspace.take();
        float[] memory = workspace.panel(VectorSigmoid.MEMORY);
        int whole = length & -LANES;
        int tail = length - whole;
        float[] last = workspace.rows(LANES);
        if (tail > 0) {
            System.arraycopy(x, xOffset + whole, last, 0, tail);
            vectors(kind, parameter, last, 0, last, 0, LANES, memory);
        }
        for (int i = 0; i < whole; i += BLOCK) {
            vectors(kind, parameter, x, xOffset + i, y, yOffset + i, Math.min(BLOCK, whole - i), memory);
        }
        System.arraycopy(last, 0, y, yOffset + whole, tail);
        workspace.give();
    }

    /** y[n] = the activation of x[n], n in whole vectors, at most a block. */
    private static void vectors(
            ActivationKind kind,
            float parameter,
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            int n,
            float[] memory) {
        switch (kind) {
            case LEAKY_RELU -> leakyRelu(x, xOffset, y, yOffset, n, parameter);
            case ELU -> VectorElu.elu(x, xOffset, y, yOffset, n, parameter);
            case SIGMOID -> VectorSigmoid.sigmoid(x, xOffset, y, yOffset, n, memory);
            case TANH -> VectorTanh.tanh(x, xOffset, y, yOffset, n);
            case SILU -> VectorSigmoid.silu(x, xOffset, y, yOffset, n, memory);
            case GELU -> VectorGelu.gelu(x, xOffset, y, yOffset, n, memory);
            case GELU_TANH -> VectorSigmoid.geluTanh(x, xOffset, y, yOffset, n, memory);
            case RELU6 -> relu6(x, xOffset, y, yOffset, n);
            default -> throw new AssertionError(kind);
        }
    }

    private static void leakyRelu(float[] x, int xOffset, float[] y, int yOffset, int n, float slope) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            v.blend(v.mul(slope), v.compare(VectorOperators.LT, 0f)).intoArray(y, yOffset + i);
        }
    }

    private static void relu6(float[] x, int xOffset, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            v.blend(0f, v.compare(VectorOperators.LE, 0f))
                    .blend(6f, v.compare(VectorOperators.GT, 6f))
                    .intoArray(y, yOffset + i);
        }
    }
}
