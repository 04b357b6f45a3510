package io.lanewise.kernel.rows;

import java.util.Arrays;

/**
 * The k largest values of a row so far, kept in the outputs: a heap with the last of them at the root, sorted at the
 * end. A value comes before another if it is larger, or equal and in a lower column. So there is one result, in
 * whatever order values are offered and whichever a backend skips. A newcomer moves at most log2 k others.
 */
final class TopKHeap {
    private TopKHeap() {}

    /**
     * Adds v of a column to n that are there, and returns how many there are then. The k-th makes a heap of them; one
     * more takes the place of the last, which it must come before.
     */
    static int add(
            float[] values, int valuesOffset, int[] indices, int indicesOffset, int n, int k, float v, int column) {
        if (n == k) {
            sink(values, valuesOffset, indices, indicesOffset, 0, k, v, column);
            return k;
        }
        values[valuesOffset + n] = v;
        indices[indicesOffset + n] = column;
        if (n + 1 == k) {
            order(values, valuesOffset, indices, indicesOffset, k);
        }
        return n + 1;
    }

    /** Makes a heap of k values in any order. */
    private static void order(float[] values, int valuesOffset, int[] indices, int indicesOffset, int k) {
        for (int i = k / 2 - 1; i >= 0; i--) {
            float v = values[valuesOffset + i];
            sink(values, valuesOffset, indices, indicesOffset, i, k, v, indices[indicesOffset + i]);
        }
    }

    /** values[k] and indices[k] in their order: the root, which is the last, goes to the end until none is left. */
    static void sort(float[] values, int valuesOffset, int[] indices, int indicesOffset, int k) {
        for (int n = k - 1; n > 0; n--) {
            float v = values[valuesOffset + n];
            int column = indices[indicesOffset + n];
            values[valuesOffset + n] = values[valuesOffset];
            indices[indicesOffset + n] = indices[indicesOffset];
            sink(values, valuesOffset, indices, indicesOffset, 0, n, v, column);
        }
    }

    /** The result for a row with NaN. */
    static void none(float[] values, int valuesOffset, int[] indices, int indicesOffset, int k) {
        Arrays.fill(values, valuesOffset, valuesOffset + k, Float.NaN);
        Arrays.fill(indices, indicesOffset, indicesOffset + k, -1);
    }

    /** Puts v of a column at i of n or below, so that no child comes after its parent. */
    private static void sink(
            float[] values, int valuesOffset, int[] indices, int indicesOffset, int i, int n, float v, int column) {
        int at = i;
        for (int child = 2 * at + 1; child < n; child = 2 * at + 1) {
            float childV = values[valuesOffset + child];
            int childColumn = indices[indicesOffset + child];
            int right = child + 1;
            if (right < n && after(values[valuesOffset + right], indices[indicesOffset + right], childV, childColumn)) {
                child = right;
                childV = values[valuesOffset + child];
                childColumn = indices[indicesOffset + child];
            }
            if (!after(childV, childColumn, v, column)) {
                break;
            }
            values[valuesOffset + at] = childV;
            indices[indicesOffset + at] = childColumn;
            at = child;
        }
        values[valuesOffset + at] = v;
        indices[indicesOffset + at] = column;
    }

    private static boolean after(float v, int column, float other, int otherColumn) {
        return v < other || v == other && column > otherColumn;
    }
}
