package io.lanewise.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is there whole or not at all. */
final class NewFile {
    /** What the file holds. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    private NewFile() {}

    /**
     * Writes beside the target and moves it there in one step, so a failure leaves what was there before. A link's
     * target is replaced, not the link.
     *
     * @throws IOException if it cannot be written, or the target is there and is not a regular file
     */
    static void write(Path file, Content content) throws IOException {
        boolean exists = Files.exists(file);
        if (exists && !Files.isRegularFile(file)) {
            throw new IOException(file + " is not a regular file");
        }
        Path target = exists ? file.toRealPath() : file.toAbsolutePath();
        // Not createTempFile, whose files nobody else may read.
        Path beside = target.resolveSibling("." + UUID.randomUUID() + ".tmp");
        try {
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW))) {
                content.write(out);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Its message is the name of the file beside.
            throw new IOException(file + " cannot be written (" + e + ")", e);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
