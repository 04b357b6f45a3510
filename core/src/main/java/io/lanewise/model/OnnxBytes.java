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
        byte[] out = new byte[varints() * width];
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

    /**
     * This piece with another of the same message after it.
     *
     * @param room the bytes from more's first to the message's end: no later piece needs a larger array
     */
    OnnxBytes and(OnnxBytes more, int room, OnnxMemory memory) {
        byte[] all = array;
        int from = start;
        // What is not the file's array is one that an earlier piece made here.
        if (all == more.array) {
            memory.take("a list of numbers", length() + room);
            all = Arrays.copyOfRange(array, start, end + room);
            from = 0;
        }
        int to = from + length();
        System.arraycopy(more.array, more.start, all, to, more.length());
        return new OnnxBytes(all, from, to + more.length());
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
