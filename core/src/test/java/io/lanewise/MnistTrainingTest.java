package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.model.TensorFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier that is trained on the 500 images is the same file on every backend, machine and number of threads. */
class MnistTrainingTest {
    private static final Reference MNIST = new Reference("mnist");
    private static final String SHA_256 = "406be719e254a372fd8d454be850119e4f634858cf16d8d1051625a2aa89b3fb";
    private static final int IMAGES = 500;
    private static final int BATCH = 50;
    private static final int EPOCHS = 10;

    @TempDir
    Path directory;

    @Test
    void theModelFileIsTheSameEverywhere() throws Exception {
        Network start = Trainer.of(
                        new int[] {784, 128, 10}, Activation.RELU, 1, CrossEntropy.ofLogits(), Optimizer.adam(), 1)
                .network();
        Trainer one = Trainer.of(start, CrossEntropy.ofLogits(), Optimizer.adam(), BATCH);
        assertEquals(SHA_256, train(one));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            // With a task for any work, as these batches are too small for one.
            Trainer two = new Trainer(start, CrossEntropy.ofLogits(), Optimizer.adam(), BATCH, pool, 2, 1);
            assertEquals(SHA_256, train(two));
        } finally {
            pool.shutdown();
        }
    }

    private String train(Trainer trainer) throws Exception {
        float[] x = MNIST.pixels("images");
        int[] labels = MNIST.ints("labels");
        int[] order = new int[IMAGES];
        double loss = 0;
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            Shuffle.order(order, IMAGES, epoch);
            loss = 0;
            for (int i = 0; i < IMAGES; i += BATCH) {
                loss += BATCH * trainer.step(x, 0, labels, 0, order, i, IMAGES, BATCH, 0.002);
            }
        }
        assertTrue(loss / IMAGES < 0.15, "mean loss of the last epoch " + loss / IMAGES);
        Path file = directory.resolve("mnist.safetensors");
        TensorFiles.writeSafetensors(file, trainer.network());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(hash);
    }
}
