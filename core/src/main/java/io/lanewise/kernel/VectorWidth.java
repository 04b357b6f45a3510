package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector that this VM computes with. */
public final class VectorWidth {
    static final VectorSpecies<Float> SPECIES =
            switch (Integer.getInteger(Selection.BITS, preferredBits())) {
                case 128 -> FloatVector.SPECIES_128;
                case 256 -> FloatVector.SPECIES_256;
                default -> FloatVector.SPECIES_512;
            };

    private VectorWidth() {}

    /** The width that the VM prefers, in bits. */
    public static int preferredBits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }
}
