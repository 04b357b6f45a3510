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

    /** Whether rows with this label are left out. */
    public boolean ignores(int label) {
        return ignoring && label == ignored;
    }

    /** How many of labels[rows] are not ignored. */
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

    /** The sum of the weights of labels[rows], rows ascending, ignored ones left out. */
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

    /** The loss of a row times the weight of its label. */
    float weighted(float loss, int label) {
        return classWeights == null ? loss : product(classWeights[label], loss);
    }

    /** weight · loss, and 0 for a weight of 0 even if the loss is infinite. */
    static float product(float weight, float loss) {
        return weight == 0 ? 0 : weight * loss;
    }
}
