package io.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The width of the vectors that this VM computes with. */
public final class VectorWidth {
    /** The species of every kernel. */
    public static final VectorSpecies<Float> SPECIES =
            switch (Integer.getInteger(SystemProperties.BITS, preferredBits())) {
                case 128 -> FloatVector.SPECIES_128;
                case 256 -> FloatVector.SPECIES_256;
                default -> FloatVector.SPECIES_512;
            };

    private VectorWidth() {}

    /** The width of {@link #SPECIES}, in bits. */
    public static int bits() {
        return SPECIES.vectorBitSize();
    }

    /** The width that the VM prefers, in bits. */
    public static int preferredBits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }
}
