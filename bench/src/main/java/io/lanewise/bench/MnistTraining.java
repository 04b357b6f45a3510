package io.lanewise.bench;

import io.lanewise.Activation;
import io.lanewise.Backend;
import io.lanewise.CrossEntropy;
import io.lanewise.Network;
import io.lanewise.Optimizer;
import io.lanewise.Shuffle;
import io.lanewise.Trainer;
import io.lanewise.model.TensorFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Trains 784-128-10 on MNIST's 60,000 images of digits. The weights have the same bits on every machine. */
public final class MnistTraining {
    private static final int[] SIZES = {784, 128, 10};
    private static final int BATCH = 128;
    private static final double LEARNING_RATE = 0.002;

    private MnistTraining() {}

    /** Takes the folder of the four idx files, the file to write, how many epochs, and how many threads. */
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[3]);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Path folder = Path.of(arguments[0]);
            run(folder, Path.of(arguments[1]), Integer.parseInt(arguments[2]), threads, pool, System.out);
        } finally {
            pool.shutdown();
        }
    }

    static void run(Path folder, Path model, int epochs, int threads, ExecutorService pool, PrintStream out)
            throws Exception {
        Backend backend = Backend.current();
        out.println("Backend: " + backend.name() + ", because " + backend.reason());
        float[] images = pixels(folder.resolve("train-images-idx3-ubyte"));
        int[] labels = labels(folder.resolve("train-labels-idx1-ubyte"));
        float[] testImages = pixels(folder.resolve("t10k-images-idx3-ubyte"));
        int[] testLabels = labels(folder.resolve("t10k-labels-idx1-ubyte"));

        Network start = Trainer.of(SIZES, Activation.RELU, 1, CrossEntropy.ofLogits(), Optimizer.adam(), 1)
                .network();
        Trainer trainer = Trainer.of(start, CrossEntropy.ofLogits(), Optimizer.adam(), BATCH, pool, threads);
        int[] order = new int[labels.length];
        long began = System.nanoTime();
        for (int epoch = 0; epoch < epochs; epoch++) {
            Shuffle.order(order, order.length, epoch);
            double sum = 0;
            for (int i = 0; i < order.length; i += BATCH) {
                int batch = Math.min(BATCH, order.length - i);
                // From the whole rate in the first step to almost 0 in the last.
                double left = 1 - (epoch + (double) i / order.length) / epochs;
                sum += batch * trainer.step(images, 0, labels, 0, order, i, order.length, batch, LEARNING_RATE * left);
            }
            out.printf(
                    Locale.ROOT,
                    "Epoch %2d: mean loss %.4f, %.2f %% of the test images, %.1f s%n",
                    epoch + 1,
                    sum / order.length,
                    100 * accuracy(trainer.network(), testImages, testLabels),
                    (System.nanoTime() - began) / 1e9);
        }
        TensorFiles.writeSafetensors(model, trainer.network());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(model));
        out.println("Written to " + model + ", SHA-256 " + HexFormat.of().formatHex(hash));
    }

    private static double accuracy(Network network, float[] images, int[] labels) {
        int[] predictions = new int[labels.length];
        network.newSession(labels.length).predict(images, predictions, labels.length);
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += predictions[i] == labels[i] ? 1 : 0;
        }
        return (double) right / labels.length;
    }

    /** Bytes of 0 to 255, each divided by 255f. */
    private static float[] pixels(Path file) throws IOException {
        ByteBuffer bytes = idx(file, 3);
        float[] pixels = new float[bytes.remaining()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Byte.toUnsignedInt(bytes.get()) / 255f;
        }
        return pixels;
    }

    private static int[] labels(Path file) throws IOException {
        ByteBuffer bytes = idx(file, 1);
        int[] labels = new int[bytes.remaining()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = bytes.get();
        }
        return labels;
    }

    /** The bytes of an idx file of so many sizes: 0, 0, 8 for unsigned bytes, how many sizes, and the sizes. */
    private static ByteBuffer idx(Path file, int sizes) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        if (bytes.limit() < 4 * (1 + sizes) || bytes.getInt() != 0x800 + sizes) {
            throw new IOException(file + " is not an idx file of bytes with " + sizes + " sizes");
        }
        long length = 1;
        for (int i = 0; i < sizes; i++) {
            length *= bytes.getInt();
        }
        if (length != bytes.remaining()) {
            throw new IOException(
                    file + " has " + bytes.remaining() + " bytes after its sizes, which ask for " + length);
        }
        return bytes;
    }
}
