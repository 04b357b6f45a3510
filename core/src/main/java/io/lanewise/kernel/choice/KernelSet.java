package io.lanewise.kernel.choice;

import io.lanewise.kernel.dense.DenseKernel;
import io.lanewise.kernel.dense.GradientKernel;
import io.lanewise.kernel.rows.ActivationKernel;
import io.lanewise.kernel.rows.ArgMaxKernel;
import io.lanewise.kernel.rows.CrossEntropyKernel;
import io.lanewise.kernel.rows.ReluKernel;
import io.lanewise.kernel.rows.SoftmaxKernel;
import io.lanewise.kernel.rows.TopKKernel;

/**
 * The kernels of one backend. A record, because C2 takes the fields of a record for constants where the record is one.
 *
 * @param dense dense layers
 * @param gradient the gradients of dense layers
 * @param relu ReLU
 * @param activation every activation, ReLU too
 * @param softmax softmax and its logarithm
 * @param crossEntropy the categorical cross-entropy
 * @param argMax the largest of each row
 * @param topK the k largest of each row
 */
public record KernelSet(
        DenseKernel dense,
        GradientKernel gradient,
        ReluKernel relu,
        ActivationKernel activation,
        SoftmaxKernel softmax,
        CrossEntropyKernel crossEntropy,
        ArgMaxKernel argMax,
        TopKKernel topK) {}
