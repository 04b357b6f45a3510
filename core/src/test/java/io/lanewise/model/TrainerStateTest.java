package io.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Activation;
import io.lanewise.CrossEntropy;
import io.lanewise.InitialWeights;
import io.lanewise.Optimizer;
import io.lanewise.Trainer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A run that is cut in two by a file goes on with the bits of one piece. */
class TrainerStateTest {
    private static final float[] X = InitialWeights.normal(20, 6, 1);
    private static final int[] LABELS = {0, 1, 2, 2, 1, 0, 2, 1, 1, 0, 2, 2, 0, 1, 0, 1, 2, 0, 0, 1};

    @TempDir
    Path directory;

    private static Trainer trainer(Optimizer optimizer, int... sizes) {
        return Trainer.of(sizes, Activation.TANH, 1, CrossEntropy.ofLogits(), optimizer, 20);
    }

    private static void steps(Trainer trainer, int from, int to) {
        for (int i = from; i < to; i++) {
            trainer.step(X, i % 2 * 60, LABELS, i % 2 * 10, 10, 0.01);
        }
    }

    @Test
    void aRunInTwoPieces() throws Exception {
        Path file = directory.resolve("state.safetensors");
        for (Optimizer optimizer :
                new Optimizer[] {Optimizer.sgd(), Optimizer.sgd().withMomentum(0.9), Optimizer.adamW()}) {
            Trainer whole = trainer(optimizer, 6, 9, 3);
            steps(whole, 0, 11);
            Trainer before = trainer(optimizer, 6, 9, 3);
            steps(before, 0, 5);
            TensorFiles.writeState(file, before);
            Trainer after = trainer(optimizer, 6, 9, 3);
            Tensors.load(file).restore(after);
            assertEquals(5, after.steps());
            steps(after, 5, 11);
            assertArrayEquals(whole.state(), after.state());
        }
    }

    /** Steps that no float holds. */
    @Test
    void manySteps() throws Exception {
        Path file = directory.resolve("state.safetensors");
        for (long steps : new long[] {(1 << 24) + 1, (5L << 24) - 1, (1L << 47) + 1}) {
            Trainer before = trainer(Optimizer.sgd(), 6, 3);
            before.restore(before.state(), steps);
            TensorFiles.writeState(file, before);
            Trainer after = trainer(Optimizer.sgd(), 6, 3);
            Tensors.load(file).restore(after);
            assertEquals(steps, after.steps());
        }
    }

    @Test
    void otherFilesAreRefused() throws Exception {
        Path file = directory.resolve("state.safetensors");
        Trainer trainer = trainer(Optimizer.adam(), 6, 9, 3);
        TensorFiles.writeState(file, trainer);
        Tensors state = Tensors.load(file);
        says(
                "sizes",
                () -> state.restore(trainer(Optimizer.adam(), 6, 3)),
                ModelFileException.class,
                "[6.0, 9.0, 3.0]",
                "[6.0, 3.0]");
        says(
                "state",
                () -> state.restore(trainer(Optimizer.sgd(), 6, 9, 3)),
                IllegalArgumentException.class,
                "0 moments");
        TensorFiles.writeSafetensors(file, trainer.network());
        Tensors network = Tensors.load(file);
        says("sizes", () -> network.restore(trainer), ModelFileException.class, "is not there");
        assertThrows(NullPointerException.class, () -> network.restore(null));
        assertThrows(NullPointerException.class, () -> TensorFiles.writeState(null, trainer));
        assertThrows(NullPointerException.class, () -> TensorFiles.writeState(file, null));
    }

    @Test
    void countsThatAreNoneAreRefused() throws Exception {
        Path file = directory.resolve("state.safetensors");
        Trainer trainer = trainer(Optimizer.sgd(), 6, 9, 3);
        TensorFiles.writeState(file, trainer);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int steps = 8 + (int) bytes.getLong(0) + 3 * Float.BYTES; // after the header and the sizes
        for (float half : new float[] {-1f, 1.5f, Float.NaN, 0x1p24f}) {
            bytes.putFloat(steps, half);
            Files.write(file, bytes.array());
            Tensors state = Tensors.load(file);
            says("steps", () -> state.restore(trainer), ModelFileException.class, Float.toString(half));
        }
    }

    private static void says(String name, Executable call, Class<? extends Exception> type, String... words) {
        String message = assertThrows(type, call).getMessage();
        assertTrue(message.contains(name), message);
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
    }
}
