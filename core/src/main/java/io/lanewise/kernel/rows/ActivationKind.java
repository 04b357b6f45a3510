package io.lanewise.kernel.rows;

/** Which formula an {@link ActivationKernel} computes. */
public enum ActivationKind {
    /** A copy. */
    LINEAR,
    /** {@link ReluKernel}. */
    RELU,
    /** The parameter times v below 0, else v. */
    LEAKY_RELU,
    /** The parameter times (e^v − 1) below 0, else v. */
    ELU,
    /** σ(v) = 1 / (1 + e^−v). */
    SIGMOID,
    /** tanh v. */
    TANH,
    /** v σ(v). */
    SILU,
    /** v Φ(v), Φ the normal distribution's. */
    GELU,
    /** v σ(2u), u = √(2/π) (v + 0.044715 v³). */
    GELU_TANH,
    /** min(max(v, 0), 6). */
    RELU6
}
