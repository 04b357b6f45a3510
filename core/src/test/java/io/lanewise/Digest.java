package io.lanewise;

import java.util.Random;

/**
 * One number for the bits of all operations on fixed data. The data come from {@link Random#nextInt()}, whose sequence
 * its specification fixes, so the number must be the same on every backend, width, JDK and processor.
 */
final class Digest {
    private static final int[][] SHAPES = {
        {1, 1, 1}, {3, 4, 5}, {1, 40, 10}, {5, 33, 3}, {2, 64, 15}, {7, 31, 15}, {9, 17, 37}, {4, 600, 20}, {13, 50, 70}
    };

    private long state = 0xcbf29ce484222325L;
    private final Random random = new Random(20_240_607);

    private Digest() {}

    /** For a process of its own: prints the number. */
    public static void main(String[] arguments) {
        System.out.println(Long.toHexString(compute()));
    }

    static long compute() {
        Digest digest = new Digest();
        for (int[] shape : SHAPES) {
            digest.dense(shape[0], shape[1], shape[2]);
        }
        for (int columns : new int[] {1, 2, 10, 16, 31, 100}) {
            digest.rows(6, columns);
        }
        for (int columns : new int[] {1, 2, 10, 16, 31, 100, 1000}) {
            digest.largest(6, columns, Math.min(columns, 7));
            digest.largest(6, columns, columns);
        }
        return digest.state;
    }

    private void dense(int batch, int inputs, int neurons) {
        float[] x = values(batch * inputs, 1);
        float[] weights = values(inputs * neurons, 1);
        float[] bias = values(neurons, 1);
        float[] y = new float[batch * neurons];
        Dense.forward(x, weights, bias, y, batch, inputs, neurons);
        add(y);
        DenseLayer.of(weights, bias, inputs, neurons, Activation.RELU).forward(x, y, batch);
        add(y);
        DenseLayer.of(weights, bias, inputs, neurons, Activation.LINEAR).forward(x, y, batch);
        add(y);
        Relu.forward(y, y, y.length);
        add(y);
    }

    private void rows(int rows, int columns) {
        float[] logits = values(rows * columns, 20);
        float[] oneHot = values(rows * columns, 1);
        float[] out = new float[rows * columns];
        float[] losses = new float[rows];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = random.nextInt(columns);
        }
        Softmax.logForward(logits, out, rows, columns);
        add(out);
        Softmax.forward(logits, out, rows, columns);
        add(out);
        CrossEntropy.losses(out, labels, losses, rows, columns);
        add(losses);
        CrossEntropy.losses(out, oneHot, losses, rows, columns);
        add(losses);
        CrossEntropy.lossesFromLogits(logits, labels, losses, rows, columns);
        add(losses);
        CrossEntropy.lossesFromLogits(logits, oneHot, losses, rows, columns);
        add(losses);
        CrossEntropyLoss loss =
                CrossEntropyLoss.ofLogits().withClassWeights(positive(columns)).withLabelSmoothing(0.1f);
        add(Double.doubleToLongBits(loss.mean(logits, labels, rows, columns)));
        add(Double.doubleToLongBits(loss.mean(logits, oneHot, rows, columns)));
        add(Double.doubleToLongBits(CrossEntropy.mean(out, labels, rows, columns)));
        add(Double.doubleToLongBits(CrossEntropy.mean(out, oneHot, rows, columns)));
        add(Double.doubleToLongBits(CrossEntropy.meanFromLogits(logits, labels, rows, columns)));
        add(Double.doubleToLongBits(CrossEntropy.meanFromLogits(logits, oneHot, rows, columns)));
    }

    private float[] positive(int n) {
        float[] values = values(n, 1);
        for (int i = 0; i < n; i++) {
            values[i] = Math.abs(values[i]);
        }
        return values;
    }

    /** Of whole numbers, for ties and for both zeros. */
    private void largest(int rows, int columns, int k) {
        float[] x = values(rows * columns, 20);
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.rint(x[i]);
        }
        int[] first = new int[rows];
        ArgMax.forward(x, first, rows, columns);
        add(first);
        float[] values = new float[rows * k];
        int[] indices = new int[rows * k];
        TopK.forward(x, values, indices, rows, columns, k);
        add(values);
        add(indices);
    }

    private float[] values(int n, float size) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = size * (random.nextInt() >> 7) * 0x1p-24f;
        }
        return values;
    }

    private void add(float[] values) {
        for (float v : values) {
            add(Float.floatToIntBits(v));
        }
    }

    private void add(int[] values) {
        for (int v : values) {
            add(v);
        }
    }

    /** FNV-1a, a long at a time, with the high bits brought down. */
    private void add(long bits) {
        state = (state ^ bits) * 0x100000001b3L;
        state ^= state >>> 29;
    }
}
