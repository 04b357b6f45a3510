package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Softmax by lanes along a row; a row that does not fill the sixteen partial sums goes the scalar way. */
public final class VectorSoftmax implements SoftmaxKernel {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    public void forward(
            float[] logits, int logitsOffset, float[] probabilities, int probabilitiesOffset, int rows, int columns) {
        if (columns < PinnedSum.LANES) {
            Kernels.SCALAR.softmax().forward(logits, logitsOffset, probabilities, probabilitiesOffset, rows, columns);
            return;
        }
        for (int i = 0; i < rows; i++) {
            row(logits, logitsOffset + i * columns, probabilities, probabilitiesOffset + i * columns, columns);
        }
    }

    /** p[columns] = exp(x[columns] − max) ÷ their sum, columns ≥ 16. */
    private static void row(float[] x, int xOffset, float[] p, int pOffset, int columns) {
        float max = max(x, xOffset, columns);
        float scale = 1f / VectorExp.sum(x, xOffset, p, pOffset, columns, max);
        int last = columns - LANES;
        FloatVector end = FloatVector.fromArray(SPECIES, p, pOffset + last).mul(scale);
        for (int j = 0; j < last; j += LANES) {
            FloatVector.fromArray(SPECIES, p, pOffset + j).mul(scale).intoArray(p, pOffset + j);
        }
        end.intoArray(p, pOffset + last);
    }

    @Override
    public void logForward(
            float[] logits, int logitsOffset, float[] logProbabilities, int logProbabilitiesOffset, int rows,
            int columns) {
        if (columns < PinnedSum.LANES) {
            Kernels.SCALAR
                    .softmax()
                    .logForward(logits, logitsOffset, logProbabilities, logProbabilitiesOffset, rows, columns);
            return;
        }
        for (int i = 0; i < rows; i++) {
            logRow(logits, logitsOffset + i * columns, logProbabilities, logProbabilitiesOffset + i * columns, columns);
        }
    }

    /** q[columns] = (x[columns] − max) − log(sum(exp(x − max))), columns ≥ 16. */
    private static void logRow(float[] x, int xOffset, float[] q, int qOffset, int columns) {
        float max = max(x, xOffset, columns);
        float logSum = Log.log(VectorExp.sum(x, xOffset, null, 0, columns, max));
        int last = columns - LANES;
        FloatVector end = FloatVector.fromArray(SPECIES, x, xOffset + last).sub(max).sub(logSum);
        for (int j = 0; j < last; j += LANES) {
            FloatVector.fromArray(SPECIES, x, xOffset + j).sub(max).sub(logSum).intoArray(q, qOffset + j);
        }
        end.intoArray(q, qOffset + last);
    }

    /**
     * The largest of x[columns], columns ≥ a vector, passing over NaN; −∞ if there is none. A comparison and a blend,
     * where {@code Vector.max} takes several steps for NaN and −0.
     */
    static float max(float[] x, int xOffset, int columns) {
        int last = columns - LANES;
        FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int j = 0; j < last; j += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + j);
            max = max.blend(v, v.compare(VectorOperators.GT, max));
        }
        FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + last);
        return max.blend(v, v.compare(VectorOperators.GT, max)).reduceLanes(VectorOperators.MAX);
    }
}
