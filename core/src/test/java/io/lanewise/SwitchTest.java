package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.ChildJvm.Result;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the scalar kernels to the vector ones while calls go on. New JVMs choose their backend. */
@RunsOnce
class SwitchTest {
    /** One thread and a warm-up on another; some; many. */
    @ParameterizedTest
    @CsvSource({"0, session", "2, all", "64, session"})
    void everyAnswerHasTheSameBitsAndInTheEndNothingWaits(String threads, String calls) throws Exception {
        Result result = ChildJvm.run(
                List.of(ChildJvm.MODULE, "-cp", ChildJvm.classPath(), SwitchProbe.class.getName(), threads, calls));
        assertEquals("waiting:", result.out(), result.err());
        assertEquals(0, result.exit(), result.err());
    }

    /** A class earlier on the class path than the library's stands for a compiler or a processor that errs. */
    @Test
    void aVectorKernelThatErrsNeverAnswers(@TempDir Path directory) throws Exception {
        Sources.compile(directory, "VectorRelu", """
                package io.lanewise.kernel.rows;

                public final class VectorRelu implements ReluKernel {
                    @Override
                    public void forward(float[] x, int xOffset, float[] y, int yOffset, int length) {
                        for (int i = 0; i < length; i++) {
                            y[yOffset + i] = x[xOffset + i] < 0 ? 0f : x[xOffset + i]; // leaves -0
                        }
                    }
                }
                """);
        String classPath = directory + File.pathSeparator + ChildJvm.classPath();
        Result result = ChildJvm.run(List.of(ChildJvm.MODULE, "-cp", classPath, ErringReluProbe.class.getName()));
        assertEquals(
                "the vector kernel of relu gives other bits than the scalar one: the scalar one answers",
                result.out(),
                result.err());
    }
}
