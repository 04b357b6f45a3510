package io.lanewise.bench;

import io.lanewise.Backend;

/** Proves that a fork runs on the backend that its figures will be shown under. */
public final class ExpectedBackend {
    /** {@code scalar}, or {@code vector-} and the width in bits. */
    public static final String PROPERTY = "lanewise.expected";

    private ExpectedBackend() {}

    /** Fails unless the backend in force is the one that this JVM was started for. */
    static void check() {
        check(System.getProperty(PROPERTY), Backend.current());
    }

    static void check(String expected, Backend actual) {
        if (!name(actual).equals(expected)) {
            throw new IllegalStateException("wrong backend: -D" + PROPERTY + "=" + expected + ", but this JVM runs on "
                    + name(actual) + ": " + actual.reason());
        }
    }

    /** The backend and its width, as {@link #PROPERTY} gives it. */
    public static String name(Backend backend) {
        return backend.lanes() == 1 ? backend.name() : backend.name() + "-" + backend.lanes() * Float.SIZE;
    }
}
