package io.lanewise.model;

import java.util.ArrayList;
import java.util.List;

/** NumPy's .npz: a zip of .npy files. */
final class NpzReader {
    private static final String EXTENSION = ".npy";

    private NpzReader() {}

    /** Whether a file begins as a zip does, which may be empty. */
    static boolean fits(ModelBytes file) {
        byte[] b = file.array();
        return b.length >= 4 && b[0] == 'P' && b[1] == 'K' && (b[2] == 3 && b[3] == 4 || b[2] == 5 && b[3] == 6);
    }

    static List<Tensor> read(ModelBytes file) throws ModelFileException {
        // What a reader may take, so that inflating takes no longer than it should either: float64 halves later.
        List<ZipReader.Entry> entries = ZipReader.read(file, 2 * Limits.bytes(file));
        List<Tensor> tensors = new ArrayList<>(entries.size());
        for (ZipReader.Entry entry : entries) {
            String name = entry.name();
            if (!name.endsWith(EXTENSION)) {
                throw file.error(
                        name,
                        "is no .npy, so the zip is no .npz; if it is a PyTorch checkpoint or a .keras file, save its"
                                + " weights as .safetensors or .npz");
            }
            String stem = name.substring(0, name.length() - EXTENSION.length());
            tensors.add(NpyReader.read(stem, entry.piece(), entry.size()));
        }
        return tensors;
    }
}
