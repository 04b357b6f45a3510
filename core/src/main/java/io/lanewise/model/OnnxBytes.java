package io.lanewise.model;

import java.util.Arrays;

/** A piece of an array, {@code [start, end)}. */
record OnnxBytes(byte[] array, int start, int end) {
    int length() {
        return end - start;
    }

    /** {@return the unsigned little-endian number of width bytes at index} */
    static long little(byte[] array, int index, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | array[index + i] & 0xFF;
        }
        return value;
    }

    /** The varints in this piece. */
    int varints() {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += array[i] >= 0 ? 1 : 0;
        }
        return count;
    }

    /** Reads all varints, each cut to width bytes; a number without an end at the end of the piece is left out. */
    byte[] varintsAsLittle(int width) {
        byte[] out = new byte[Math.multiplyExact(varints(), width)];
        long value = 0;
        int shift = 0;
        int to = 0;
        for (int i = start; i < end; i++) {
            if (shift < 64) {
                value |= (long) (array[i] & 0x7F) << shift;
            }
            shift += 7;
            if (array[i] >= 0) {
                for (int b = 0; b < width; b++) {
                    out[to++] = (byte) (value >> 8 * b);
                }
                value = 0;
                shift = 0;
            }
        }
        return out;
    }

    /** This piece with another after it. It grows by half of itself, so that many small ones stay linear. */
    OnnxBytes and(OnnxBytes more) {
        long length = (long) length() + more.length();
        if (length > Integer.MAX_VALUE - 64) {
            throw new OnnxRefusal("a tensor's data is larger than an array holds");
        }
        byte[] all = array;
        int from = start;
        // What is not the file's array is one that an earlier piece made here, with room behind.
        if (all == more.array || all.length - end < more.length()) {
            all = Arrays.copyOfRange(array, start, start + (int) Math.min(length + length / 2, Integer.MAX_VALUE - 64));
            from = 0;
        }
        System.arraycopy(more.array, more.start, all, from + length(), more.length());
        return new OnnxBytes(all, from, from + (int) length);
    }

    /** More integers at the end of a list, packed or one. */
    static long[] append(long[] list, OnnxBytes varints, int most) {
        int more = varints.varints();
        if (more > most - list.length) {
            throw new OnnxRefusal("a list of more than " + most + " integers in a shape, which no layer needs");
        }
        long[] all = Arrays.copyOf(list, list.length + more);
        byte[] values = varints.varintsAsLittle(8);
        for (int i = 0; i < more; i++) {
            all[list.length + i] = little(values, 8 * i, 8);
        }
        return all;
    }
}
