package io.lanewise;

import io.lanewise.kernel.rows.LossOptions;

/** The checks of a session's calls, by its network's sizes. */
final class SessionChecks {
    private final int inputs;
    private final int outputs;
    private final int maxBatch;

    SessionChecks(int inputs, int outputs, int maxBatch) {
        Checks.positive("maxBatch", maxBatch);
        this.inputs = inputs;
        this.outputs = outputs;
        this.maxBatch = maxBatch;
    }

    void batch(int batch) {
        Checks.notNegative("batch", batch);
        if (batch > maxBatch) {
            throw new IllegalArgumentException("batch is " + batch + ", over maxBatch " + maxBatch);
        }
    }

    /** Of x[batch×inputs]; returns its length. */
    int x(float[] x, int xOffset, int batch) {
        batch(batch);
        int length = Checks.product("batch", batch, "inputs", inputs);
        Checks.range("x", x, xOffset, length);
        return length;
    }

    /** Of out[batch×outputs]. */
    void outputs(float[] x, int xOffset, float[] out, int outOffset, int batch) {
        int xLength = x(x, xOffset, batch);
        int outLength = Checks.product("batch", batch, "outputs", outputs);
        Checks.range("out", out, outOffset, outLength);
        Checks.apart("x", x, xOffset, xLength, "out", out, outOffset, outLength);
    }

    /** Of out[batch]. */
    void predictions(float[] x, int xOffset, int[] out, int outOffset, int batch) {
        x(x, xOffset, batch);
        Checks.range("out", out, outOffset, batch);
    }

    /** Of values[batch×k] and indices[batch×k]. */
    void topK(
            float[] x,
            int xOffset,
            float[] values,
            int valuesOffset,
            int[] indices,
            int indicesOffset,
            int batch,
            int k) {
        int xLength = x(x, xOffset, batch);
        Checks.k(k, "outputs", outputs);
        int length = Checks.product("batch", batch, "k", k);
        Checks.range("values", values, valuesOffset, length);
        Checks.range("indices", indices, indicesOffset, length);
        Checks.apart("x", x, xOffset, xLength, "values", values, valuesOffset, length);
    }

    /** Of labels[batch]. */
    void labels(float[] x, int xOffset, int[] labels, int labelsOffset, int batch) {
        x(x, xOffset, batch);
        LossChecks.labels(labels, labelsOffset, batch, outputs, LossOptions.NONE);
    }
}
