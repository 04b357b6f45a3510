package io.lanewise.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What the formats have in common when floats are written. */
final class FloatOutput {
    private static final int CHUNK = 8192;

    private FloatOutput() {}

    /** Four bytes each, the lowest first. */
    static void writeFloats(OutputStream out, float[] values) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            chunk.putFloat(value);
            if (!chunk.hasRemaining()) {
                out.write(chunk.array());
                chunk.clear();
            }
        }
        out.write(chunk.array(), 0, chunk.position());
    }

    /** A whole .npy of version 1.0. */
    static void writeNpy(OutputStream out, int[] shape, float[] values) throws IOException {
        StringBuilder header = new StringBuilder("{'descr': '<f4', 'fortran_order': False, 'shape': (");
        for (int i = 0; i < shape.length; i++) {
            header.append(i == 0 ? "" : ", ").append(shape[i]);
        }
        header.append(shape.length == 1 ? ",), }" : "), }");
        // NumPy lets the numbers begin at a multiple of 64 bytes.
        int start = NpyReader.MAGIC.length + 4;
        while ((start + header.length() + 1) % 64 != 0) {
            header.append(' ');
        }
        header.append('\n');
        out.write(NpyReader.MAGIC);
        out.write(new byte[] {1, 0, (byte) header.length(), (byte) (header.length() >> 8)});
        out.write(header.toString().getBytes(StandardCharsets.US_ASCII));
        writeFloats(out, values);
    }
}
