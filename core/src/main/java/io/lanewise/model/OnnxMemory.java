package io.lanewise.model;

/** Counts what reading a file takes beside the file's own bytes, before it is taken: four times its size in all. */
final class OnnxMemory {
    /** Half of 1 MB; what else is kept is as much, see {@link OnnxProtobuf#MOST_ITEMS}. */
    private static final int ALLOWED_ANYWAY = 1 << 19;

    private long left;

    OnnxMemory(int fileBytes) {
        left = 3L * fileBytes + ALLOWED_ANYWAY;
    }

    /** A file beside the model. It is not in memory as a whole. */
    void addFile(long bytes) {
        left += 4 * bytes;
    }

    /** @param reader what messages call the place */
    void take(Object reader, long bytes) {
        left -= bytes;
        if (left < 0) {
            throw new OnnxRefusal(reader + ": what is read up to it takes more than four times the file's size: too"
                    + " many read the same weights, or their types grow: export in float32");
        }
    }
}
