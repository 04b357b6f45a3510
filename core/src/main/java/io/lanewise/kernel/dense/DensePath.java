package io.lanewise.kernel.dense;

/** Which vector kernel takes weights that are not packed. */
public enum DensePath {
    /** {@code VectorDenseSingle}. */
    SINGLE,
    /** {@code VectorDenseFewRows}. */
    FEW_ROWS,
    /** {@code VectorDenseSmall}, packed on the way. */
    SMALL,
    /** {@code VectorDenseNarrow}, packed on the way. */
    NARROW,
    /** {@code VectorDenseUnpacked}. */
    PANELS,
    /** The scalar kernel. */
    SCALAR;

    /** From this many rows on, packing pays. */
    private static final int ROWS_TO_PACK = 8;

    /**
     * From this many outputs on, packing a narrow layer pays: 1×128×10 takes 0.25 µs for 0.45 of the scalar kernel at
     * 512 bits, 7×128×10 0.57 for 3.0, but 1×64×2 would take 0.15 for 0.10, by a loop by hand on a Xeon.
     */
    private static final int NARROW_OUTPUTS_TO_PACK = 8;

    /** The path of a batch where a vector has that many lanes. */
    public static DensePath of(int lanes, int batch, int inputs, int neurons) {
        boolean some = inputs > 0 && neurons > 0;
        boolean narrow = DenseKernel.isNarrow(inputs, neurons);
        boolean few = narrow ? batch * neurons < NARROW_OUTPUTS_TO_PACK : batch < ROWS_TO_PACK;
        if (DenseKernel.isSingle(inputs, neurons)) {
            return SINGLE;
        }
        if (few && some && neurons >= lanes && !narrow) {
            return FEW_ROWS;
        }
        if (!some || few || inputs > PackedRows.MAX_UNPACKED_INPUTS) {
            return SCALAR;
        }
        if (neurons < lanes) {
            return SMALL;
        }
        return narrow ? NARROW : PANELS;
    }
}
