package io.lanewise.kernel.rows;

import io.lanewise.kernel.VectorWidth;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * What vector forms of a {@link PinnedSum} share. The sixteen partial sums are one vector of 512 bits, two of 256 or
 * four of 128; branches on {@link #VECTORS} are on a constant, so C2 keeps one side.
 *
 * <p>Each step of a sum adds a vector to the partial sums at the front and sends them to the back; after sixteen
 * elements they are in their order again. So the loop's body has one term. The last sixteen elements end at the row's
 * end, and those that an earlier step has taken, {@code done} of them, are masked. Loop and tree are written out in
 * each sum, with these rotations, because a method that takes vectors may box them (the page of {@code
 * io.lanewise.kernel}). {@link VectorExp} has another loop, and this tree.
 */
final class VectorPinnedSum {
    private static final VectorSpecies<Float> SPECIES = VectorWidth.SPECIES;
    private static final int LANES = SPECIES.length();

    /** Vectors that hold the sixteen partial sums. */
    static final int VECTORS = PinnedSum.LANES / LANES;

    /** 0, 1, 2 …: compared with a number, it makes a mask of the lanes from there on. */
    static final FloatVector IOTA = FloatVector.zero(SPECIES).addIndex(1);

    static final VectorShuffle<Float> EIGHT_ON = rotation(8);
    static final VectorShuffle<Float> FOUR_ON = rotation(4);
    static final VectorShuffle<Float> TWO_ON = rotation(2);
    static final VectorShuffle<Float> ONE_ON = rotation(1);

    private VectorPinnedSum() {}

    private static VectorShuffle<Float> rotation(int lanes) {
        return VectorShuffle.iota(SPECIES, lanes % LANES, 1, true);
    }
}
