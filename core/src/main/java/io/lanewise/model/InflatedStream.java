package io.lanewise.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What a part of an array inflates to. {@link java.util.zip.InflaterInputStream} would take buffers of a kilobyte for
 * every part, however small.
 */
final class InflatedStream extends InputStream {
    private final Inflater inflater = new Inflater(true);
    private final byte[] one = new byte[1];

    InflatedStream(byte[] bytes, int at, int length) {
        inflater.setInput(bytes, at, length);
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        try {
            int some = inflater.inflate(into, at, length);
            if (some > 0 || length == 0) {
                return some;
            }
            if (!inflater.finished()) {
                throw new EOFException("the deflated bytes do not end");
            }
            return -1;
        } catch (DataFormatException e) {
            ZipException wrapped = new ZipException(e.getMessage());
            wrapped.initCause(e);
            throw wrapped;
        }
    }

    /** Gives back what the inflater has outside the heap. */
    @Override
    public void close() {
        inflater.end();
    }
}
