package io.lanewise.model;

import java.util.Arrays;

/** How graphs compute the shape for a Reshape: from the sizes of a value, of which the rows' can be any. */
final class OnnxSizes {
    private OnnxSizes() {}

    static OnnxValue shapeOf(OnnxOperands in) {
        OnnxChain x = in.chain(0);
        if (x.row() == null) {
            throw in.node().refuse("the graph does not say the shape of its input");
        }
        long[] sizes = new long[1 + x.row().length];
        sizes[0] = OnnxValue.Sizes.ROWS;
        for (int i = 1; i < sizes.length; i++) {
            sizes[i] = x.row()[i - 1];
        }
        long start = index(in.node().integer("start", 0), sizes.length);
        long end = index(in.node().integer("end", sizes.length), sizes.length);
        return new OnnxValue.Sizes(Arrays.copyOfRange(sizes, (int) Math.min(start, end), (int) end));
    }

    private static long index(long i, int length) {
        return Math.max(0, Math.min(length, i < 0 ? i + length : i));
    }

    static OnnxValue gather(OnnxOperands in) {
        if (!in.isSizes(0) || in.node().integer("axis", 0) != 0) {
            throw in.node().refuse("it picks columns; " + OnnxOperands.CHAINS_ONLY);
        }
        long[] sizes = in.sizes(0);
        long[] picked = in.sizes(1).clone();
        for (int i = 0; i < picked.length; i++) {
            long from = picked[i] < 0 ? picked[i] + sizes.length : picked[i];
            if (from < 0 || from >= sizes.length) {
                throw in.node().refuse("it picks size " + picked[i] + " of " + sizes.length);
            }
            picked[i] = sizes[(int) from];
        }
        return new OnnxValue.Sizes(picked);
    }

    /** Of sizes, or the two probabilities of one: {@code [1 − p, p]}, as scikit-learn's classifiers of two classes. */
    static OnnxValue concat(OnnxOperands in) {
        long axis = in.node().integer("axis", 1);
        if (in.values().length == 2
                && (axis == 1 || axis == -1)
                && in.value(0) instanceof OnnxBranch first
                && in.value(1) instanceof OnnxBranch second
                && first.isOneMinus(second)) {
            OnnxChain p = in.chain(1);
            if (p.row() != null && Arrays.equals(p.row(), new int[] {1})) {
                return p.then(in.node(), null, 2);
            }
        }
        long[] all = {};
        for (int i = 0; i < in.values().length; i++) {
            if (in.isData(i) || all.length > OnnxTensor.MOST_INTEGERS) {
                throw in.node().refuse("it joins two branches of the graph; " + OnnxOperands.CHAINS_ONLY);
            }
            long[] more = in.sizes(i);
            long[] joined = Arrays.copyOf(all, all.length + more.length);
            System.arraycopy(more, 0, joined, all.length, more.length);
            all = joined;
        }
        return new OnnxValue.Sizes(all);
    }
}
