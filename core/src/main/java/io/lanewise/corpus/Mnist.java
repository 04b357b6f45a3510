package io.lanewise.corpus;

import io.lanewise.Activation;
import io.lanewise.DenseLayer;
import io.lanewise.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A trained classifier of digits and the first 500 of MNIST's test images, from the jar. */
public final class Mnist {
    public static final int IMAGES = 500;
    public static final int CLASSES = 10;

    private static final int PIXELS = 784;
    private static final int HIDDEN = 128;

    private Mnist() {}

    public static Network network() {
        return Network.of(
                DenseLayer.of(floats("w1.f32"), floats("b1.f32"), PIXELS, HIDDEN, Activation.RELU),
                DenseLayer.of(floats("w2.f32"), floats("b2.f32"), HIDDEN, CLASSES, Activation.LINEAR));
    }

    /** {@code [500×784]}, each pixel of 0 to 255 divided by 255f. */
    public static float[] images() {
        ByteBuffer bytes = bytes("images.u8");
        float[] images = new float[bytes.remaining()];
        for (int i = 0; i < images.length; i++) {
            images[i] = Byte.toUnsignedInt(bytes.get(i)) / 255f;
        }
        return images;
    }

    /** {@code [500]}, the digits. */
    public static int[] labels() {
        int[] labels = new int[IMAGES];
        bytes("labels.i32").asIntBuffer().get(labels);
        return labels;
    }

    /** The weights {@code w1.f32} and {@code w2.f32}, the biases {@code b1.f32} and {@code b2.f32}. */
    public static float[] floats(String name) {
        ByteBuffer bytes = bytes(name);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    private static ByteBuffer bytes(String name) {
        try (InputStream in = Mnist.class.getResourceAsStream("mnist/" + name)) {
            return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
