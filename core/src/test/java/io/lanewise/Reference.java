package io.lanewise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A folder of the NumPy reference data: raw little-endian arrays, row-major. */
record Reference(String folder) {
    /** A folder's networks have up to three layers: w1, b1, z1, relu1, w2, … */
    static Reference[] networks() {
        return new Reference[] {
            new Reference("notebook"),
            new Reference("random-1-64-64-10"),
            new Reference("random-7-13-29-3"),
            new Reference("random-33-100-257-31-17"),
            new Reference("random-64-128-96-10"),
        };
    }

    boolean has(String name) {
        return Reference.class.getResource(path(name)) != null;
    }

    int depth() {
        int depth = 1;
        while (has("w" + (depth + 1) + ".f32")) {
            depth++;
        }
        return depth;
    }

    float[] floats(String name) {
        ByteBuffer bytes = bytes(name + ".f32");
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    /** Bytes of 0 to 255, each divided by 255f. */
    float[] pixels(String name) {
        ByteBuffer bytes = bytes(name + ".u8");
        float[] values = new float[bytes.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(bytes.get(i)) / 255f;
        }
        return values;
    }

    double[] doubles(String name) {
        ByteBuffer bytes = bytes(name + ".f64");
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    /** Doubles rounded to float. */
    float[] rounded(String name) {
        double[] values = doubles(name);
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    int[] ints(String name) {
        ByteBuffer bytes = bytes(name + ".i32");
        int[] values = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(values);
        return values;
    }

    /** The float inputs of a layer: x, or the rounded ReLU of the layer before. */
    float[] input(int layer) {
        return layer == 1 ? floats("x") : rounded("relu" + (layer - 1));
    }

    DenseLayer layer(int layer, Activation activation) {
        float[] bias = floats("b" + layer);
        float[] weights = floats("w" + layer);
        return DenseLayer.of(weights, bias, weights.length / bias.length, bias.length, activation);
    }

    Network network() {
        DenseLayer[] layers = new DenseLayer[depth()];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = layer(i + 1, i == layers.length - 1 ? Activation.LINEAR : Activation.RELU);
        }
        return Network.of(layers);
    }

    private ByteBuffer bytes(String name) {
        try (InputStream in = Reference.class.getResourceAsStream(path(name))) {
            if (in == null) {
                throw new AssertionError(path(name) + " is not on the class path");
            }
            return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String path(String name) {
        return "/reference/" + folder + "/" + name;
    }

    @Override
    public String toString() {
        return folder;
    }
}
