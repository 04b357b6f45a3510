package io.lanewise.kernel.rows;

/** Activations, element by element; in place where x and y are the same range. */
public interface ActivationKernel {
    /** y[length] = the activation of x[length]; the parameter is a slope or an alpha, or says nothing. */
    void forward(ActivationKind kind, float parameter, float[] x, int xOffset, float[] y, int yOffset, int length);
}
