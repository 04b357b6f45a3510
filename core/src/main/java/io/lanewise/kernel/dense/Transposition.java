package io.lanewise.kernel.dense;

/** A matrix transposed. */
final class Transposition {
    private Transposition() {}

    /**
     * to[depth×toStride], its first columns, = w[columns×stride], its first depth elements, transposed. Eight columns
     * at once, in blocks of the depth whose lines stay in L1 until they are full.
     */
    static void copy(
            float[] w,
            int wOffset,
            int stride,
            int columns,
            int depth,
            float[] to,
            int toOffset,
            int toStride,
            int block) {
        for (int left = depth; left > 0; left -= block) {
            int k = depth - left;
            int n = Math.min(block, left);
            int from = wOffset + k;
            int at = toOffset + k * toStride;
            int c = 0;
            for (; c + 8 <= columns; c += 8) {
                eight(w, from + c * stride, stride, to, at + c, toStride, n);
            }
            for (; c < columns; c++) {
                for (int i = 0; i < n; i++) {
                    to[at + i * toStride + c] = w[from + c * stride + i];
                }
            }
        }
    }

    private static void eight(float[] w, int wOffset, int stride, float[] to, int toOffset, int toStride, int n) {
        int w1 = wOffset + stride;
        int w2 = w1 + stride;
        int w3 = w2 + stride;
        int w4 = w3 + stride;
        int w5 = w4 + stride;
        int w6 = w5 + stride;
        int w7 = w6 + stride;
        for (int i = 0; i < n; i++) {
            int at = toOffset + i * toStride;
            to[at] = w[wOffset + i];
            to[at + 1] = w[w1 + i];
            to[at + 2] = w[w2 + i];
            to[at + 3] = w[w3 + i];
            to[at + 4] = w[w4 + i];
            to[at + 5] = w[w5 + i];
            to[at + 6] = w[w6 + i];
            to[at + 7] = w[w7 + i];
        }
    }
}
