package io.lanewise.model;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A part of a file, as it is or deflated. Streams of it need no memory that grows with it. */
record Piece(ModelBytes file, int at, int length, boolean deflated) {
    InputStream open() {
        return deflated
                ? new InflatedStream(file.array(), at, length)
                : new ByteArrayInputStream(file.array(), at, length);
    }
}
