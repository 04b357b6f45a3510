package io.lanewise.model;

/** Checks of the shapes in files. */
final class Shapes {
    /** As many as NumPy allows. */
    static final int MOST_AXES = 64;

    private Shapes() {}

    /**
     * The product of the sizes, none of which is negative.
     *
     * @throws ArithmeticException if it is more than an array holds, or would be without the sizes of 0
     */
    static int length(int[] shape) {
        int length = 1;
        boolean empty = false;
        for (int size : shape) {
            empty |= size == 0;
            length = Math.multiplyExact(length, Math.max(size, 1));
        }
        return empty ? 0 : length;
    }

    static String shown(int[] shape) {
        StringBuilder shown = new StringBuilder("[");
        for (int i = 0; i < shape.length; i++) {
            shown.append(i == 0 ? "" : "×").append(shape[i]);
        }
        return shown.append(']').toString();
    }
}
