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

    private static final int MOST_ROWS_ACROSS = 64;

    private static final int FEWEST_NEURONS_ACROSS = 64;

    /** With more of them dxᵀ would be more than 64 MB. */
    private static final int MOST_INPUTS_ACROSS = 1 << 18;

    private static final int FEWEST_WEIGHTS = 64;

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

    /**
     * Whether the vectors of a gradient of inputs run across its rows: dxᵀ = weights · dyᵀ transposes dx and dy and not
     * the weights. 32×1024×1024 takes 0.86 ms so for 1.27 at 512 bits, 64×784×128 161 µs for 172, but 32×256×10 would
     * take 8 µs for 4.
     */
    public static boolean isAcross(int batch, int inputs, int neurons) {
        return batch <= MOST_ROWS_ACROSS
                && neurons >= FEWEST_NEURONS_ACROSS
                && neurons <= PackedRows.MAX_UNPACKED_INPUTS
                && inputs <= MOST_INPUTS_ACROSS
                && !DenseKernel.isNarrow(neurons, inputs)
                && !DenseKernel.isSingle(neurons, inputs);
    }

    /** Whether the scalar kernel takes a gradient of weights: there is nothing to add, or too little for a tile. */
    public static boolean isScalarGradient(int batch, int inputs, int neurons) {
        return batch == 0 || inputs * neurons < FEWEST_WEIGHTS;
    }
}
