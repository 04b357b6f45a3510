package io.lanewise.bench;

import io.lanewise.DenseLayer;
import io.lanewise.Network;
import java.util.Arrays;
import java.util.List;

/** A network with its samples: once as the library builds it, once as the scalar kernels compute it. */
final class SampleNetwork {
    /** The notebook's network and its three samples. */
    static final String NOTEBOOK = "4-5-2";

    /** The MNIST classifier and 500 of the data set's test images. */
    static final String MNIST = "784-128-10";

    private final List<Layer> layers;
    private final float[] samples;
    private final int[] labels;

    private SampleNetwork(List<Layer> layers, float[] samples, int[] labels) {
        this.layers = layers;
        this.samples = samples;
        this.labels = labels;
    }

    /** The notebook's, MNIST's, or for other sizes of the layers one with seeded weights and samples. */
    static SampleNetwork of(String sizes) {
        return switch (sizes) {
            case NOTEBOOK ->
                stored("/reference/notebook/", 4, 5, 2, ReferenceArrays.floats("/reference/notebook/x.f32"));
            case MNIST ->
                stored("/reference/mnist/", 784, 128, 10, ReferenceArrays.pixels("/reference/mnist/images.u8"));
            default -> seeded(sizes(sizes));
        };
    }

    private static SampleNetwork stored(String folder, int inputs, int hidden, int outputs, float[] samples) {
        Layer first = new Layer(
                ReferenceArrays.floats(folder + "w1.f32"),
                ReferenceArrays.floats(folder + "b1.f32"),
                inputs,
                hidden,
                true);
        Layer second = new Layer(
                ReferenceArrays.floats(folder + "w2.f32"),
                ReferenceArrays.floats(folder + "b2.f32"),
                hidden,
                outputs,
                false);
        return new SampleNetwork(List.of(first, second), samples, ReferenceArrays.ints(folder + "labels.i32"));
    }

    private static SampleNetwork seeded(int[] sizes) {
        int samples = 64;
        int last = sizes.length - 1;
        Layer[] layers = new Layer[last];
        for (int i = 0; i < last; i++) {
            layers[i] = new Layer(
                    Inputs.weights(sizes[i], sizes[i + 1], 10 + i),
                    Inputs.bias(sizes[i + 1], 20 + i),
                    sizes[i],
                    sizes[i + 1],
                    i < last - 1);
        }
        return new SampleNetwork(
                List.of(layers), Inputs.values(samples * sizes[0], 1), Inputs.labels(samples, sizes[last], 2));
    }

    /** The sizes in {@code 784-128-10}: the inputs, then each layer's neurons. */
    static int[] sizes(String sizes) {
        return Arrays.stream(sizes.split("-")).mapToInt(Integer::parseInt).toArray();
    }

    List<Layer> layers() {
        return layers;
    }

    Network network() {
        // No stream, whose first use in a JVM takes as long as the network: the start is timed with this.
        DenseLayer[] packed = new DenseLayer[layers.size()];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = layers.get(i).packed();
        }
        return Network.of(packed);
    }

    int outputs() {
        return layers.get(layers.size() - 1).neurons();
    }

    /** x[batch×inputs]: the samples in turn, from the first again after the last. */
    float[] x(int batch) {
        float[] x = new float[batch * layers.get(0).inputs()];
        for (int i = 0; i < x.length; i += samples.length) {
            System.arraycopy(samples, 0, x, i, Math.min(samples.length, x.length - i));
        }
        return x;
    }

    /** labels[batch] of {@link #x}. */
    int[] labels(int batch) {
        int[] result = new int[batch];
        for (int i = 0; i < batch; i++) {
            result[i] = labels[i % labels.length];
        }
        return result;
    }

    /** logits[batch×outputs] for {@link #x}, as the scalar specification has them. */
    float[] scalarLogits(int batch) {
        float[] in = x(batch);
        for (Layer l : layers) {
            in = l.scalar(in, batch);
        }
        return in;
    }
}
