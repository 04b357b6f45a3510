package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.lanewise.corpus.DenseCorpus;
import io.lanewise.corpus.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A row has the bits that it has alone: in any batch, at any offset, and in any split of the rows over threads. */
class BatchTest {
    private static final int MOST_ROWS = 509;
    /** Around the rows of blocks, packed and unpacked. */
    private static final int[] LARGE_BATCHES = {121, 181, 253, 509};

    private static final int[] COLUMNS = {1, 2, 3, 8, 10, 16, 17, 33, 65, 257};
    /** Floats past an array's start: 16 × 4 = 64 bytes, so every alignment to a cache line. */
    private static final int OFFSETS = 16;

    private static final int THREADS = 4;

    /** An operation on rows: x[rows×in] to y[rows×out]. */
    private record Operation(String name, int in, int out, Call call) {}

    private interface Call {
        void on(float[] x, int xOffset, float[] y, int yOffset, int rows);
    }

    private final Random random = new Random(1);

    @Test
    void dense() {
        denses().forEach(this::everyBatch);
    }

    @Test
    void denseLayers() {
        layers().forEach(this::everyBatch);
    }

    @Test
    void operationsOnRows() {
        onRows().forEach(this::everyBatch);
    }

    @Test
    void splitOverThreads() throws Exception {
        List<Operation> all = new ArrayList<>(denses());
        all.addAll(layers());
        all.addAll(onRows());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Operation operation : all) {
                split(operation, threads);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void everyBatch(Operation operation) {
        float[] x = Values.SPECIAL.array(MOST_ROWS * operation.in, random);
        float[] alone = new float[MOST_ROWS * operation.out];
        for (int i = 0; i < MOST_ROWS; i++) {
            operation.call.on(x, i * operation.in, alone, i * operation.out, 1);
        }
        for (int batch = 1; batch <= 70; batch++) {
            batch(operation, x, alone, batch);
        }
        for (int batch : LARGE_BATCHES) {
            batch(operation, x, alone, batch);
        }
    }

    /** A batch of randomly chosen rows. */
    private void batch(Operation operation, float[] x, float[] alone, int batch) {
        int first = random.nextInt(MOST_ROWS - batch + 1);
        int xOffset = random.nextInt(OFFSETS);
        int yOffset = random.nextInt(OFFSETS);
        float[] in = new float[xOffset + batch * operation.in];
        float[] out = new float[yOffset + batch * operation.out];
        System.arraycopy(x, first * operation.in, in, xOffset, batch * operation.in);
        operation.call.on(in, xOffset, out, yOffset, batch);
        float[] expected = Arrays.copyOfRange(alone, first * operation.out, (first + batch) * operation.out);
        float[] actual = Arrays.copyOfRange(out, yOffset, out.length);
        assertArrayEquals(bits(expected), bits(actual), () -> operation.name + ", batch " + batch);
    }

    /** The threads write to neighbouring parts of one array: a store that goes too far would show too. */
    private void split(Operation operation, ExecutorService threads) throws Exception {
        int rows = 100;
        float[] x = Values.SPECIAL.array(rows * operation.in, random);
        float[] expected = new float[rows * operation.out];
        operation.call.on(x, 0, expected, 0, rows);
        float[] actual = new float[rows * operation.out];
        List<Future<?>> parts = new ArrayList<>();
        int next;
        for (int from = 0; from < rows; from = next) {
            next = Math.min(rows, from + 1 + random.nextInt(25));
            int first = from;
            int n = next - from;
            parts.add(
                    threads.submit(() -> operation.call.on(x, first * operation.in, actual, first * operation.out, n)));
        }
        for (Future<?> part : parts) {
            part.get();
        }
        assertArrayEquals(bits(expected), bits(actual), operation.name);
    }

    private List<Operation> denses() {
        List<Operation> denses = new ArrayList<>();
        for (Layer l : corpusLayers()) {
            float[] weights = Values.ORDINARY.array(l.inputs * l.neurons, random);
            float[] bias = Values.ORDINARY.array(l.neurons, random);
            denses.add(new Operation(
                    "Dense " + l,
                    l.inputs,
                    l.neurons,
                    (x, xOffset, y, yOffset, rows) ->
                            Dense.forward(x, xOffset, weights, 0, bias, 0, y, yOffset, rows, l.inputs, l.neurons)));
        }
        return denses;
    }

    private List<Operation> layers() {
        List<Operation> layers = new ArrayList<>();
        for (Layer l : corpusLayers()) {
            float[] weights = Values.ORDINARY.array(l.inputs * l.neurons, random);
            float[] bias = Values.ORDINARY.array(l.neurons, random);
            DenseLayer layer = DenseLayer.of(weights, bias, l.inputs, l.neurons, Activation.RELU);
            layers.add(new Operation("DenseLayer " + l, l.inputs, l.neurons, layer::forward));
        }
        for (int neurons : COLUMNS) {
            float[] weights = Values.ORDINARY.array(5 * neurons, random);
            DenseLayer layer = DenseLayer.of(weights, new float[neurons], 5, neurons, Activation.GELU);
            layers.add(new Operation("DenseLayer with GELU " + neurons, 5, neurons, layer::forward));
        }
        return layers;
    }

    private record Layer(int inputs, int neurons) {}

    private static Set<Layer> corpusLayers() {
        Set<Layer> layers = new LinkedHashSet<>();
        for (DenseCorpus.Shape shape : DenseCorpus.shapes()) {
            layers.add(new Layer(shape.inputs(), shape.neurons()));
        }
        return layers;
    }

    private static List<Operation> onRows() {
        List<Operation> operations = new ArrayList<>();
        int[] labels = new int[MOST_ROWS];
        for (int n : COLUMNS) {
            operations.add(new Operation(
                    "Softmax of " + n,
                    n,
                    n,
                    (x, xOffset, y, yOffset, rows) -> Softmax.forward(x, xOffset, y, yOffset, rows, n)));
            operations.add(new Operation(
                    "log softmax of " + n,
                    n,
                    n,
                    (x, xOffset, y, yOffset, rows) -> Softmax.logForward(x, xOffset, y, yOffset, rows, n)));
            operations.add(new Operation(
                    "losses of " + n,
                    n,
                    1,
                    (x, xOffset, y, yOffset, rows) ->
                            CrossEntropy.ofProbabilities().losses(x, xOffset, labels, 0, y, yOffset, rows, n)));
            operations.add(new Operation(
                    "losses from logits of " + n,
                    n,
                    1,
                    (x, xOffset, y, yOffset, rows) ->
                            CrossEntropy.ofLogits().losses(x, xOffset, labels, 0, y, yOffset, rows, n)));
            operations.add(new Operation("ArgMax of " + n, n, 1, (x, xOffset, y, yOffset, rows) -> {
                int[] indices = new int[rows];
                ArgMax.forward(x, xOffset, indices, 0, rows, n);
                for (int i = 0; i < rows; i++) {
                    y[yOffset + i] = indices[i];
                }
            }));
            int k = Math.min(n, 5);
            operations.add(new Operation(
                    "TopK of " + n,
                    n,
                    k,
                    (x, xOffset, y, yOffset, rows) ->
                            TopK.forward(x, xOffset, y, yOffset, new int[rows * k], 0, rows, n, k)));
        }
        return operations;
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToIntBits(values[i]));
        return bits;
    }
}
