package io.lanewise.kernel;

/** {@code a * b + c} rounded once, on every processor. */
public final class Fma {
    /**
     * Whether {@link Math#fma} is one instruction; where it is not, the JDK's own takes the way through BigDecimal. A layer
     * of 64×64 takes 10 ms so, and 8 µs by the emulation.
     */
    private static final boolean HARDWARE = VirtualMachine.usesHardwareFma();

    private Fma() {}

    /** The float nearest to {@code a * b + c}, ties to even. */
    public static float fma(float a, float b, float c) {
        return HARDWARE ? Math.fma(a, b, c) : emulated(a, b, c);
    }

    /**
     * The same value from double arithmetic: the product of two floats is exact in double, the sum is rounded to odd,
     * and a value rounded to odd with at least two bits to spare rounds to float as the exact one does (S. Boldo and G.
     * Melquiond, "Emulation of FMA and correctly rounded sums: proved algorithms using rounding to odd", IEEE
     * Transactions on Computers 57(4), 2008).
     */
    static float emulated(float a, float b, float c) {
        double product = (double) a * b;
        double sum = product + c;
        double rest = sum - product;
        double error = (product - (sum - rest)) + (c - rest); // exact (Knuth's TwoSum); NaN where the sum is not finite
        long bits = Double.doubleToRawLongBits(sum);
        if ((error > 0 || error < 0) && (bits & 1) == 0) {
            bits += (error > 0) == (sum > 0) ? 1 : -1;
        }
        return (float) Double.longBitsToDouble(bits);
    }
}
