package io.lanewise.bench;

import java.util.Arrays;

/** The sizes in a {@code shape} parameter such as {@code 256x1024x1024}. */
public final class Shape {
    private Shape() {}

    /** The sizes of a shape that names these. */
    public static int[] sizes(String shape, String... names) {
        String[] parts = shape.split("x", -1);
        if (parts.length != names.length || !Arrays.stream(parts).allMatch(p -> p.matches("[1-9][0-9]{0,8}"))) {
            throw new IllegalArgumentException("shape is " + shape + ", not " + String.join("x", names));
        }
        return Arrays.stream(parts).mapToInt(Integer::parseInt).toArray();
    }
}
