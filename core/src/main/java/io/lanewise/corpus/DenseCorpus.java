package io.lanewise.corpus;

import io.lanewise.Activation;
import io.lanewise.Dense;
import io.lanewise.DenseGradient;
import io.lanewise.DenseLayer;
import io.lanewise.Relu;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The corpus of dense layers. Every array and its order are part of the fingerprints. */
public final class DenseCorpus {
    /** The sizes of one call. */
    public record Shape(int batch, int inputs, int neurons) {}

    /** Around the lanes of a vector, of two, and of four panels of two. */
    private static final int[] WIDE_NEURONS = {63, 64, 65, 79, 80, 81, 95, 96, 97, 127, 128, 129, 257, 513};

    private static final int[] INPUTS = {1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31};
    private static final int[] NARROW_INPUTS = {32, 33, 34, 47, 48, 63, 64, 65, 100};
    /** Around the numbers of inputs where a kernel may store its sums and load them again. */
    private static final int[] DEEP_INPUTS = {513, 1000, 1001, 2001, 2049};

    private static final int[] DEEP_ROWS = {1, 2, 3, 9};

    private static final int[] FEW_ROWS = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};
    /** Around the rows of tiles and of blocks. */
    private static final int[] MANY_ROWS = {23, 24, 25, 31, 32, 33, 59, 60, 61, 62, 63, 64, 65, 70, 121};

    private static final Values[] KINDS = {
        Values.ORDINARY, Values.SPECIAL, Values.ORDINARY, Values.HUGE, Values.ORDINARY, Values.TINY, Values.ZEROS
    };

    private DenseCorpus() {}

    /** Every remainder of each size around the lanes and the tiles, in pairs rather than the full product. */
    public static List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        for (int neurons = 1; neurons <= 50; neurons++) {
            everyDepth(shapes, neurons);
        }
        for (int neurons : WIDE_NEURONS) {
            everyDepth(shapes, neurons);
        }
        for (int batch = 1; batch <= 20; batch++) {
            everyWidth(shapes, batch);
        }
        for (int batch : MANY_ROWS) {
            everyWidth(shapes, batch);
        }
        for (int inputs : DEEP_INPUTS) {
            for (int neurons : new int[] {1, 10, 16, 17, 33}) {
                shapes.add(new Shape(DEEP_ROWS[shapes.size() % DEEP_ROWS.length], inputs, neurons));
            }
        }
        for (int inputs = 32; inputs <= 64; inputs++) {
            shapes.add(new Shape(1 + inputs % 3, inputs, 1));
        }
        shapes.add(new Shape(253, 33, 20));
        return shapes;
    }

    private static void everyDepth(List<Shape> shapes, int neurons) {
        shapes.add(new Shape(1, INPUTS[neurons % INPUTS.length], neurons));
        shapes.add(new Shape(1, NARROW_INPUTS[neurons % NARROW_INPUTS.length], neurons));
        int batch = FEW_ROWS[neurons % FEW_ROWS.length];
        shapes.add(new Shape(batch, INPUTS[shapes.size() % INPUTS.length], neurons));
        shapes.add(new Shape(batch, NARROW_INPUTS[shapes.size() % NARROW_INPUTS.length], neurons));
    }

    private static void everyWidth(List<Shape> shapes, int batch) {
        for (int neurons : new int[] {10, 17, 40}) {
            shapes.add(new Shape(batch, 7, neurons));
            shapes.add(new Shape(batch, 33, neurons));
        }
    }

    static void dense(Fingerprint answers) {
        everyShape(1, (shape, x, weights, bias) -> {
            float[] y = new float[shape.batch * shape.neurons];
            Dense.forward(x, weights, bias, y, shape.batch, shape.inputs, shape.neurons);
            answers.add(y);
        });
    }

    /** The same weights as [inputs×neurons] and as [neurons×inputs]. */
    static void denseLayer(Fingerprint answers) {
        everyShape(2, (shape, x, weights, bias) -> {
            float[] y = new float[shape.batch * shape.neurons];
            DenseLayer.of(weights, bias, shape.inputs, shape.neurons, Activation.RELU)
                    .forward(x, y, shape.batch);
            answers.add(y);
            DenseLayer.ofTransposed(weights, bias, shape.inputs, shape.neurons, Activation.LINEAR)
                    .forward(x, y, shape.batch);
            answers.add(y);
        });
    }

    /** All three of each shape, written and then added to, and shapes of more than a block of rows. */
    static void gradient(Fingerprint answers) {
        Random random = new Random(24);
        List<Shape> shapes = shapes();
        for (int batch : new int[] {255, 256, 257, 600}) {
            shapes.add(new Shape(batch, 13, 33));
            shapes.add(new Shape(batch, 40, 3));
        }
        for (int i = 0; i < shapes.size(); i++) {
            Shape shape = shapes.get(i);
            Values kind = KINDS[i % KINDS.length];
            float[] x = kind.array(shape.batch * shape.inputs, random);
            float[] weights = kind.array(shape.inputs * shape.neurons, random);
            float[] dy = kind.array(shape.batch * shape.neurons, random);
            float[] dx = new float[x.length];
            float[] dw = new float[weights.length];
            float[] db = new float[shape.neurons];
            DenseGradient.all(x, weights, dy, dx, dw, db, shape.batch, shape.inputs, shape.neurons);
            answers.add(dx);
            answers.add(dw);
            answers.add(db);
            DenseGradient.addAll(x, weights, dy, dx, dw, db, shape.batch, shape.inputs, shape.neurons);
            answers.add(dx);
            answers.add(dw);
            answers.add(db);
        }
    }

    private interface Call {
        void on(Shape shape, float[] x, float[] weights, float[] bias);
    }

    private static void everyShape(long seed, Call call) {
        Random random = new Random(seed);
        List<Shape> shapes = shapes();
        for (int i = 0; i < shapes.size(); i++) {
            Shape shape = shapes.get(i);
            Values kind = KINDS[i % KINDS.length];
            float[] x = kind.array(shape.batch * shape.inputs, random);
            float[] weights = kind.array(shape.inputs * shape.neurons, random);
            float[] bias = kind.array(shape.neurons, random);
            call.on(shape, x, weights, bias);
        }
    }

    static void relu(Fingerprint answers) {
        Random random = new Random(3);
        for (int length = 0; length <= 70; length++) {
            for (Values kind : new Values[] {Values.ORDINARY, Values.ZEROS, Values.BITS}) {
                float[] y = kind.array(length, random);
                Relu.forward(y, y, length);
                answers.add(y);
            }
        }
        float[] y = Values.SPECIAL.array(10_000, random);
        Relu.forward(y, y, y.length);
        answers.add(y);
    }
}
