package io.lanewise.model;

import java.util.function.Supplier;

/** What a name of the graph stands for, as far as a chain of dense layers can say it. */
interface OnnxValue {

    /**
     * Numbers from the file, perhaps in another shape than there.
     *
     * @param transposed whether rows and columns of the tensor's own shape change places
     */
    record Constant(OnnxTensor tensor, int[] shape, boolean transposed) implements OnnxValue {
        Constant(OnnxTensor tensor) {
            this(tensor, tensor.shape(), false);
        }

        boolean isScalar() {
            return tensor.elements() == 1;
        }

        /** {@return whether all sizes but the last are 1, so that it is one row} */
        boolean isRow() {
            return shape.length == 0 || tensor.elements() == shape[shape.length - 1];
        }
    }

    /** The sizes of a value, or some of them; {@link #ROWS} stands for the rows, of which there can be any number. */
    record Sizes(long[] sizes) implements OnnxValue {
        static final long ROWS = Long.MIN_VALUE;
    }

    /** Something that a chain of dense layers is not; the reason is thrown if the answer needs it. */
    record Unknown(Supplier<OnnxRefusal> reason) implements OnnxValue {}

    /** What a classifier says beside its probabilities: the class. Lanewise has predictions of its own. */
    Unknown LABEL = new Unknown(null);

    /** The product of sizes that are all at least 0; {@code Long.MAX_VALUE} if it is more. */
    static long product(int[] sizes) {
        long product = 1;
        for (int size : sizes) {
            boolean fits = size == 0 || product <= Long.MAX_VALUE / size;
            product = fits ? product * size : Long.MAX_VALUE;
        }
        return product;
    }
}
