package io.lanewise.model;

/** What a file may ask for. Together these keep a reader within four times the file's size and 1 MB. */
final class Limits {
    /** More tensors would take more memory for their names and shapes than the file's size allows. */
    static final int TENSORS = 2048;

    /** The most bytes of a tensor's name. */
    static final int NAME_BYTES = 1024;

    private Limits() {}

    static void checkTensors(ModelBytes file, int count) throws ModelFileException {
        if (count > TENSORS) {
            throw file.error("", "has " + count + " tensors or more, which is over " + TENSORS);
        }
    }

    /** What all numbers may take as floats: the file's own bytes are one of the four times, the rest has half a MB. */
    static long floatBytes(ModelBytes file) {
        return 3L * file.length() + (1 << 19);
    }
}
