package io.lanewise.model;

/**
 * What a file may ask for, so that reading it and decoding its tensors takes at most four times its size and 1 MB. The
 * file's own bytes are one of the four times.
 */
final class Limits {
    /** The most bytes of a tensor's name. */
    static final int NAME_BYTES = 1024;

    /** What a tensor takes beside its numbers, and what reading it takes in passing: 500 bytes, rounded up. */
    static final int SAFETENSORS_BYTES = 600;

    /** The same for an entry of a zip, which is inflated three times: 1,220 bytes, rounded up. */
    static final int NPZ_BYTES = 1500;

    /** 1 MB less what every file takes. */
    private static final int REST = 960 << 10;

    private Limits() {}

    /** Memory that is left for tensors. */
    static long bytes(ModelBytes file) {
        return 3L * file.length() + REST;
    }

    /**
     * Refuses a file whose tensors need more.
     *
     * @param bytesOfEach beside its numbers
     * @param floatBytes of all numbers
     */
    static void check(ModelBytes file, int tensors, int bytesOfEach, long floatBytes) throws ModelFileException {
        if ((long) tensors * bytesOfEach + floatBytes > bytes(file)) {
            throw file.error(
                    "",
                    "has " + tensors + " tensors of " + floatBytes + " bytes as floats, too much for a file of "
                            + file.length() + " bytes"
                            + (bytesOfEach == NPZ_BYTES ? ": write it with numpy.savez, which does not deflate" : ""));
        }
    }
}
