package io.lanewise.kernel.rows;

/** SiLU with the bits of {@link Sigmoid}. */
final class VectorSilu implements VectorLoop {
    @Override
    public void run(float[] x, int xOffset, float[] y, int yOffset, int n, float parameter, float[] memory) {
        VectorQuotients.arguments(x, xOffset, n, memory);
        VectorQuotients.quotients(memory, n);
        VectorQuotients.products(x, xOffset, y, yOffset, n, memory, Sigmoid.HIGHEST);
    }
}
