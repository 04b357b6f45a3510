package io.lanewise.kernel.choice;

import io.lanewise.kernel.dense.VectorDense;
import io.lanewise.kernel.dense.VectorGradient;
import io.lanewise.kernel.rows.VectorActivation;
import io.lanewise.kernel.rows.VectorArgMax;
import io.lanewise.kernel.rows.VectorCrossEntropy;
import io.lanewise.kernel.rows.VectorRelu;
import io.lanewise.kernel.rows.VectorSoftmax;
import io.lanewise.kernel.rows.VectorTopK;

/** The vector backend; loaded by name, and only where {@code jdk.incubator.vector} is there. */
public final class VectorKernels {
    private VectorKernels() {}

    /** The vector backend. */
    public static KernelSet create() {
        return new KernelSet(
                new VectorDense(),
                new VectorGradient(),
                new VectorRelu(),
                new VectorActivation(),
                new VectorSoftmax(),
                new VectorCrossEntropy(),
                new VectorArgMax(),
                new VectorTopK());
    }
}
