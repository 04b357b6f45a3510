package io.lanewise.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Weights in files beside the model. A model may come from anywhere, so a path may not leave the model's folder: no
 * absolute path, no {@code ..}, no symbolic link on the way, and no file that has another name elsewhere (a hard link).
 * Where the file system does not tell how many names a file has, as on Windows, a hard link cannot be told from a file.
 * The check is of the folder as it is then: who may write to it while it is read can do more than this prevents.
 */
final class OnnxExternalData {
    private final Path model;
    private final OnnxMemory memory;
    private final Set<Path> files = new HashSet<>();

    /** @param model its file; null where only its bytes are known */
    OnnxExternalData(Path model, OnnxMemory memory) {
        this.model = model;
        this.memory = memory;
    }

    OnnxMemory memory() {
        return memory;
    }

    /** The bytes of a tensor by its {@code external_data}, of which null is not given. */
    OnnxBytes read(String tensor, String location, String givenOffset, String givenLength, int needed) {
        if (model == null) {
            throw OnnxRefusal.ofTensor(
                    tensor, "is in a file beside the model: load the model from its path, not from its bytes");
        }
        if (location == null) {
            throw OnnxRefusal.ofTensor(tensor, "is outside the file, but nothing says where");
        }
        long offset = number(tensor, "offset", givenOffset, 0);
        long length = number(tensor, "length", givenLength, needed);
        if (length != needed) {
            throw OnnxRefusal.ofTensor(
                    tensor, "has " + length + " bytes outside the file, not the " + needed + " of its shape");
        }
        String what = "is in " + OnnxRefusal.quote(location) + ", which ";
        try (FileChannel channel =
                FileChannel.open(inside(tensor, location), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            if (offset > channel.size() || needed > channel.size() - offset) {
                throw OnnxRefusal.ofTensor(
                        tensor, what + "has " + channel.size() + " bytes, too few for " + needed + " from " + offset);
            }
            memory.take("tensor " + OnnxRefusal.quote(tensor), needed);
            byte[] bytes = new byte[needed];
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.position() < bytes.length) {
                buffer.limit(Math.min(bytes.length, buffer.position() + ModelBytes.PIECE));
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw OnnxRefusal.ofTensor(tensor, what + "got shorter while it was read");
                }
            }
            return new OnnxBytes(bytes, 0, bytes.length);
        } catch (NoSuchFileException e) {
            throw OnnxRefusal.ofTensor(tensor, what + "is missing: put it beside the model");
        } catch (IOException e) {
            throw OnnxRefusal.ofTensor(tensor, what + "cannot be read: " + e);
        }
    }

    private static long number(String tensor, String name, String digits, long otherwise) {
        if (digits == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(digits);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a negative number.
        }
        throw OnnxRefusal.ofTensor(tensor, "has the " + name + " " + OnnxRefusal.quote(digits) + " outside the file");
    }

    private Path inside(String tensor, String location) throws IOException {
        String what = "is in " + OnnxRefusal.quote(location) + ", which ";
        Path relative;
        try {
            relative = Path.of(location);
        } catch (InvalidPathException e) {
            throw OnnxRefusal.ofTensor(tensor, what + "is no path");
        }
        if (location.isEmpty() || relative.isAbsolute() || relative.getRoot() != null || location.contains("\\")) {
            throw OnnxRefusal.ofTensor(tensor, what + "is not a path inside the model's folder");
        }
        Path folder = model.toAbsolutePath().getParent();
        Path file = folder;
        for (Path part : relative) {
            file = file.resolve(part);
            if (part.toString().equals("..")) {
                throw OnnxRefusal.ofTensor(tensor, what + "leaves the model's folder");
            }
            if (Files.isSymbolicLink(file)) {
                throw OnnxRefusal.ofTensor(
                        tensor, what + "is or goes through a symbolic link: put the file itself into the folder");
            }
        }
        Path real = file.toRealPath();
        if (!real.startsWith(folder.toRealPath())) {
            throw OnnxRefusal.ofTensor(tensor, what + "leaves the model's folder");
        }
        if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            throw OnnxRefusal.ofTensor(tensor, what + "is not a regular file");
        }
        if (names(real) > 1) {
            throw OnnxRefusal.ofTensor(
                    tensor, what + "is a hard link, a file with another name elsewhere: put a copy into the folder");
        }
        // The model itself is in memory already.
        if (!Files.isSameFile(real, model) && files.add(real)) {
            memory.addFile(Files.size(real));
        }
        return real;
    }

    private static int names(Path file) throws IOException {
        try {
            return (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return 1;
        }
    }
}
