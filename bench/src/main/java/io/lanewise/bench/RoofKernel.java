package io.lanewise.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The roof's loops, at the processor's full width. Each stores its sums, because C2 leaves out what nobody reads. */
final class RoofKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Two multiply-adds per cycle, of up to five cycles each, need ten; twelve and the factor fit 16 registers. */
    static final int CHAINS = 12;

    /** Of sums: as many as the widest vector has. */
    static final int MAX_LANES = 16;

    private static final int STREAMS = 8;

    private RoofKernel() {}

    /**
     * Adds 1·1 to each of 12 chains, floats/lanes times, and their total to sums. A chain is the addend: the
     * instruction writes over that operand; as a factor it costs a move each, which is a fifth of the rate.
     */
    static void multiplyAdd(int floats, float one, float[] sums) {
        FloatVector f = FloatVector.broadcast(SPECIES, one);
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        FloatVector a6 = a0;
        FloatVector a7 = a0;
        FloatVector a8 = a0;
        FloatVector a9 = a0;
        FloatVector a10 = a0;
        FloatVector a11 = a0;
        for (int i = 0; i < floats; i += LANES) {
            a0 = f.fma(f, a0);
            a1 = f.fma(f, a1);
            a2 = f.fma(f, a2);
            a3 = f.fma(f, a3);
            a4 = f.fma(f, a4);
            a5 = f.fma(f, a5);
            a6 = f.fma(f, a6);
            a7 = f.fma(f, a7);
            a8 = f.fma(f, a8);
            a9 = f.fma(f, a9);
            a10 = f.fma(f, a10);
            a11 = f.fma(f, a11);
        }
        FloatVector low = a0.add(a1).add(a2.add(a3)).add(a4.add(a5));
        FloatVector total = a6.add(a7).add(a8.add(a9)).add(a10.add(a11)).add(low);
        total.add(FloatVector.fromArray(SPECIES, sums, 0)).intoArray(sums, 0);
    }

    /** Adds length floats, a multiple of 8 vectors, to sums: from first to last. */
    static void read(float[] a, int offset, int length, float[] sums) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        int end = offset + length;
        for (int i = offset; i < end; i += STREAMS * LANES) {
            s0 = s0.add(FloatVector.fromArray(SPECIES, a, i));
            s1 = s1.add(FloatVector.fromArray(SPECIES, a, i + LANES));
            s2 = s2.add(FloatVector.fromArray(SPECIES, a, i + 2 * LANES));
            s3 = s3.add(FloatVector.fromArray(SPECIES, a, i + 3 * LANES));
            s4 = s4.add(FloatVector.fromArray(SPECIES, a, i + 4 * LANES));
            s5 = s5.add(FloatVector.fromArray(SPECIES, a, i + 5 * LANES));
            s6 = s6.add(FloatVector.fromArray(SPECIES, a, i + 6 * LANES));
            s7 = s7.add(FloatVector.fromArray(SPECIES, a, i + 7 * LANES));
        }
        FloatVector total = s0.add(s1).add(s2.add(s3)).add(s4.add(s5).add(s6.add(s7)));
        total.add(FloatVector.fromArray(SPECIES, sums, 0)).intoArray(sums, 0);
    }

    /** The same as eight streams, an eighth of the array apart: past the caches, more loads are under way at once. */
    static void readStreams(float[] a, int offset, int length, float[] sums) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        int apart = length / STREAMS;
        int end = offset + apart;
        for (int i = offset; i < end; i += LANES) {
            s0 = s0.add(FloatVector.fromArray(SPECIES, a, i));
            s1 = s1.add(FloatVector.fromArray(SPECIES, a, i + apart));
            s2 = s2.add(FloatVector.fromArray(SPECIES, a, i + 2 * apart));
            s3 = s3.add(FloatVector.fromArray(SPECIES, a, i + 3 * apart));
            s4 = s4.add(FloatVector.fromArray(SPECIES, a, i + 4 * apart));
            s5 = s5.add(FloatVector.fromArray(SPECIES, a, i + 5 * apart));
            s6 = s6.add(FloatVector.fromArray(SPECIES, a, i + 6 * apart));
            s7 = s7.add(FloatVector.fromArray(SPECIES, a, i + 7 * apart));
        }
        FloatVector total = s0.add(s1).add(s2.add(s3)).add(s4.add(s5).add(s6.add(s7)));
        total.add(FloatVector.fromArray(SPECIES, sums, 0)).intoArray(sums, 0);
    }
}
