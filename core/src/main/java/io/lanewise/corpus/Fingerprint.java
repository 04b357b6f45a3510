package io.lanewise.corpus;

/**
 * One number for the bits of many results, in their order. All NaNs count as the same, because their payload is outside
 * the contract.
 */
final class Fingerprint {
    private long state = 0xcbf29ce484222325L;

    void add(float[] values) {
        for (float v : values) {
            add(Float.floatToIntBits(v));
        }
    }

    void add(double value) {
        add(Double.doubleToLongBits(value));
    }

    void add(int[] values) {
        for (int v : values) {
            add((long) v);
        }
    }

    /** FNV-1a, a long at a time, with the high bits brought down. */
    void add(long bits) {
        state = (state ^ bits) * 0x100000001b3L;
        state ^= state >>> 29;
    }

    /** In sixteen hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%016x", state);
    }
}
