package io.lanewise.kernel.rows;

import io.lanewise.kernel.VectorWidth;
import io.lanewise.kernel.Workspace;
import java.util.Arrays;
import jdk.incubator.vector.VectorSpecies;

/**
 * Activations on whole vectors. A last, partial one is computed in memory of its own: one that overlapped its neighbour
 * would be activated twice in place.
 */
public final class VectorActivation implements ActivationKernel {
    private static final VectorRelu RELU = new VectorRelu();
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

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
        VectorLoop loop = Loops.OF[kind.ordinal()];
        Workspace workspace = Workspace.take();
        float[] memory = workspace.panel(VectorLoop.MEMORY);
        int whole = length & -LANES;
        int tail = length - whole;
        float[] last = workspace.rows(LANES);
        if (tail > 0) {
            System.arraycopy(x, xOffset + whole, last, 0, tail);
            // Tiny numbers that were left there would have subnormal squares, and a processor takes 0.5 µs for some of
            // them.
            Arrays.fill(last, tail, LANES, 0f);
            run(loop, last, 0, last, 0, LANES, parameter, memory);
        }
        for (int i = 0; i < whole; i += VectorLoop.BLOCK) {
            int n = Math.min(VectorLoop.BLOCK, whole - i);
            run(loop, x, xOffset + i, y, yOffset + i, n, parameter, memory);
        }
        System.arraycopy(last, 0, y, yOffset + whole, tail);
        workspace.give();
    }

    /** Loaded with the first activation, because they are eight classes that a network of ReLU does without. */
    private static final class Loops {
        /** By the kinds' order; the first two kinds are no loops. */
        static final VectorLoop[] OF = {
            null,
            null,
            new VectorLeakyRelu(),
            new VectorElu(),
            new VectorSigmoid(),
            new VectorTanh(),
            new VectorSilu(),
            new VectorGelu(),
            new VectorGeluTanh(),
            new VectorRelu6()
        };
    }

    /** The only call of a loop: its profile has every loop in use, so C2 inlines two of them at most. */
    private static void run(
            VectorLoop loop, float[] x, int xOffset, float[] y, int yOffset, int n, float parameter, float[] memory) {
        loop.run(x, xOffset, y, yOffset, n, parameter, memory);
    }
}
