package io.lanewise.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** A part of a file, as it is or deflated. Streams of it need no memory that grows with it. */
record Piece(ModelBytes file, int at, int length, boolean deflated) {
    InputStream open() {
        InputStream stored = new ByteArrayInputStream(file.array(), at, length);
        if (!deflated) {
            return stored;
        }
        Inflater inflater = new Inflater(true);
        return new InflaterInputStream(stored, inflater) {
            @Override
            public void close() throws IOException {
                super.close();
                inflater.end();
            }
        };
    }
}
