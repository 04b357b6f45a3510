package io.lanewise.kernel.rows;

/**
 * What a cross-entropy may have beyond the plain one.
 *
 * @param classWeights {@code [columns]}, or null for 1 each
 * @param ignoring whether a label is ignored
 * @param ignored the label that is, if one is
 * @param smoothing how much of each row of labels is spread evenly over the columns, in [0, 1)
 */
public record LossOptions(float[] classWeights, boolean ignoring, int ignored, float smoothing) {
    /** The plain cross-entropy. */
    public static final LossOptions NONE = new LossOptions(null, false, 0, 0f);

    /** Whether a row of this label counts as nothing. */
    public boolean ignores(int label) {
        return ignoring && label == ignored;
    }

    /** The rows of labels[rows] that are not ignored. */
    public int count(int[] labels, int offset, int rows) {
        if (!ignoring) {
            return rows;
        }
        int count = 0;
        for (int i = 0; i < rows; i++) {
            count += ignores(labels[offset + i]) ? 0 : 1;
        }
        return count;
    }

    /** The weights of labels[rows] together, rows ascending, ignored ones left out. */
    public double weightSum(int[] labels, int offset, int rows) {
        if (classWeights == null) {
            return count(labels, offset, rows);
        }
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int label = labels[offset + i];
            sum += ignores(label) ? 0 : classWeights[label];
        }
        return sum;
    }

    /** The loss of a row by the weight of its label. */
    float weighted(float loss, int label) {
        return classWeights == null ? loss : product(classWeights[label], loss);
    }

    /** weight · loss, where a weight of 0 counts as nothing even of an infinite loss. */
    static float product(float weight, float loss) {
        return weight == 0 ? 0 : weight * loss;
    }
}
