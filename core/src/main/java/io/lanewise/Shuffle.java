package io.lanewise;

/** Seeded orders of samples, the same on every machine. */
public final class Shuffle {
    // SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", 2014).
    private static final long STEP = 0x9e3779b97f4a7c15L;
    private static final long MIX_1 = 0xbf58476d1ce4e5b9L;
    private static final long MIX_2 = 0x94d049bb133111ebL;

    private Shuffle() {}

    /**
     * The numbers from 0 to length − 1 in an order that depends on length and seed alone. Each order is as likely as the
     * others but for {@code length / 2³¹} of itself at each of its places.
     *
     * @param order {@code [length]}, the output
     * @param length how many numbers
     * @param seed of the order, as the number of an epoch
     * @throws NullPointerException if order is null
     * @throws IllegalArgumentException if length is negative
     * @throws IndexOutOfBoundsException if order is too short
     */
    public static void order(int[] order, int length, long seed) {
        order(order, 0, length, seed);
    }

    /**
     * {@link #order(int[], int, long)} into a part of an array.
     *
     * @param order {@code [length]} from orderOffset, the output
     * @param orderOffset where the order starts
     * @param length how many numbers
     * @param seed of the order, as the number of an epoch
     * @throws NullPointerException if order is null
     * @throws IllegalArgumentException if length is negative
     * @throws IndexOutOfBoundsException if the offset is negative or order too short
     */
    public static void order(int[] order, int orderOffset, int length, long seed) {
        Checks.notNegative("length", length);
        Checks.range("order", order, orderOffset, length);
        long state = seed;
        // R. Durstenfeld's shuffle of a row that grows.
        for (int i = 0; i < length; i++) {
            state += STEP;
            long z = (state ^ state >>> 30) * MIX_1;
            z = (z ^ z >>> 27) * MIX_2;
            int place = (int) (((z ^ z >>> 31) >>> 33) * (i + 1) >>> 31);
            order[orderOffset + i] = order[orderOffset + place];
            order[orderOffset + place] = i;
        }
    }
}
