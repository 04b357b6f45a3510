package io.lanewise.kernel.choice;

import io.lanewise.kernel.dense.ScalarDense;
import io.lanewise.kernel.dense.ScalarGradient;
import io.lanewise.kernel.rows.ScalarActivation;
import io.lanewise.kernel.rows.ScalarArgMax;
import io.lanewise.kernel.rows.ScalarCrossEntropy;
import io.lanewise.kernel.rows.ScalarRelu;
import io.lanewise.kernel.rows.ScalarSoftmax;
import io.lanewise.kernel.rows.ScalarTopK;

/** The specification: plain loops, which C2 vectorises where their order of arithmetic lets it. */
public final class ScalarKernels {
    /** The scalar backend, whichever is in force. */
    public static final KernelSet SET = new KernelSet(
            new ScalarDense(),
            new ScalarGradient(),
            new ScalarRelu(),
            new ScalarActivation(),
            new ScalarSoftmax(),
            new ScalarCrossEntropy(),
            new ScalarArgMax(),
            new ScalarTopK());

    private ScalarKernels() {}
}
