package io.lanewise.kernel;

/** The names of the system properties that force a backend. */
public final class SystemProperties {
    /** {@code auto}, {@code vector} or {@code scalar}. */
    public static final String BACKEND = "lanewise.backend";

    /** The width of a vector: 128, 256 or 512. Setting it forces the vector backend. */
    public static final String BITS = "lanewise.vector.bits";

    private SystemProperties() {}
}
