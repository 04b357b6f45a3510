package io.lanewise.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Raw little-endian arrays from the class path, by a name such as {@code /reference/notebook/w1.f32}. */
final class ReferenceArrays {
    private ReferenceArrays() {}

    static float[] floats(String name) {
        ByteBuffer bytes = bytes(name);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    /** Bytes of 0 to 255, each divided by 255f. */
    static float[] pixels(String name) {
        ByteBuffer bytes = bytes(name);
        float[] values = new float[bytes.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(bytes.get(i)) / 255f;
        }
        return values;
    }

    static int[] ints(String name) {
        ByteBuffer bytes = bytes(name);
        int[] values = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(values);
        return values;
    }

    private static ByteBuffer bytes(String name) {
        try (InputStream in = ReferenceArrays.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
