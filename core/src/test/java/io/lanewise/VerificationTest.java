package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.ChildJvm.Result;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The library with one class changed: {@code --verify} names the operations whose bits differ, and fails. */
@RunsOnce
class VerificationTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // A fingerprint.
                "corpus/Contract | 38b20d4fd93fbc37 | 38b20d4fd93fbc38 | Dense",
                // The result for NaN.
                "kernel/rows/ScalarRelu | Math.max(x[xOffset + i], 0f) | x[xOffset + i] > 0 ? x[xOffset + i] : 0"
                        + " | Relu",
                "kernel/rows/ScalarActivation | x <= 0 ? 0f : x | x > 0 ? x : 0f | ReLU6, Network of activations",
                "kernel/rows/Elu | x >= 0 ? x | x > 0 ? x | ELU",
                // Which of two equal values comes first.
                "kernel/rows/ScalarArgMax | v > max | v >= max | ArgMax, Network," + " Network of activations",
                // One size.
                "kernel/dense/DenseKernel | inputs >= NARROW_INPUTS | inputs > NARROW_INPUTS | Dense, DenseLayer,"
                        + " DenseGradient",
                // The order of a sum.
                "kernel/rows/WeightedSum | (s0 + s4) + (s2 + s6) | (s0 + s2) + (s4 + s6) | CrossEntropy by one-hot,"
                        + " CrossEntropy from logits by one-hot, CrossEntropy with options,"
                        + " CrossEntropy's gradient",
                "kernel/rows/ExpSum | (s0 + s4) + (s2 + s6) | (s0 + s2) + (s4 + s6) | Softmax, log Softmax,"
                        + " CrossEntropy from logits by label, CrossEntropy from logits by one-hot,"
                        + " CrossEntropy with options, CrossEntropy's gradient,"
                        + " Network, Network of 784-128-10, Network of activations, Trainer",
                "kernel/dense/ScalarGradient | done > 0 | done > 256 | DenseGradient, Trainer",
                "kernel/rows/CrossEntropyGradient | fma(p[j], sum, -t[j]) | p[j] * sum - t[j]"
                        + " | CrossEntropy's gradient",
                "Optimizer | CLIP_EPSILON = 1e-6 | CLIP_EPSILON = 1e-5 | Trainer",
                "Optimizer | new2 * gradient * gradient | new2 * (gradient * gradient) | Trainer",
                "Shuffle | 0xbf58476d1ce4e5b9L | 0xbf58476d1ce4e5b8L | Trainer",
                // The last bit of a coefficient.
                "kernel/rows/ActivationGradient | 0.3989423f | 0.39894226f | Activation's gradient",
                "kernel/rows/ExpM1 | 0x1.5554b4p-3f | 0x1.5554b6p-3f | ELU, Sigmoid, Tanh, SiLU, GELU, GELU by tanh,"
                        + " Activation's gradient, Network of activations",
                "kernel/rows/Tanh | 0x1.1106f6p-3f | 0x1.1106f8p-3f | Tanh, Network of activations",
                "kernel/rows/Gelu | 0x1.67fd6ep+0f | 0x1.67fd70p+0f | GELU, Activation's gradient,"
                        + " Network of activations",
                "kernel/rows/Sigmoid | 0x1.2444f2p-4f | 0x1.2444f4p-4f | GELU by tanh, Network of activations",
                "kernel/rows/Exp | 0x1.ebfbdcp-3f | 0x1.ebfbdep-3f | Softmax, log Softmax,"
                        + " CrossEntropy from logits by label, CrossEntropy from logits by one-hot,"
                        + " CrossEntropy with options, CrossEntropy's gradient,"
                        + " Network, Network of 784-128-10, Network of activations, Trainer",
                "kernel/rows/Log | 0x1.99a028p-3f | 0x1.99a02ap-3f | log Softmax,"
                        + " CrossEntropy from logits by label, CrossEntropy with options, Network of 784-128-10, Network of activations",
            })
    void aChangeIsFoundOut(String type, String original, String changed, String operations) throws Exception {
        // Surefire sets basedir to the module's directory.
        Path source = Path.of(System.getProperty("basedir", "."), "src/main/java/io/lanewise", type + ".java");
        String text = Files.readString(source);
        assertTrue(text.contains(original), type);
        Sources.compile(directory, type.substring(type.lastIndexOf('/') + 1), text.replace(original, changed));

        String classPath = directory + File.pathSeparator + ChildJvm.classes();
        Result result = ChildJvm.run(List.of("-cp", classPath, "io.lanewise.command.Main", "--verify"));
        assertEquals(1, result.exit(), result.toString());
        List<String> different = result.out()
                .lines()
                .filter(line -> line.contains("  DIFFERENT  "))
                .map(line -> line.substring(0, line.indexOf("  DIFFERENT  ")).strip())
                .toList();
        assertEquals(operations, String.join(", ", different));
    }
}
