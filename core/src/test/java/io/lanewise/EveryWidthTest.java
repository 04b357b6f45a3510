package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The vector kernels in every width. The JDK computes, slowly, also with a species that the processor lacks, so a
 * machine with AVX2 tests 512 bits. Each width has a separate process, because a second width in this VM would spoil
 * C2's type profile of the Vector API, and later tests would allocate.
 */
@RunsOnce
class EveryWidthTest {
    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void equalsNaive(int bits) throws Exception {
        ChildJvm.Result result = ChildJvm.run(List.of(
                ChildJvm.MODULE,
                "-Dlanewise.vector.bits=" + bits,
                "-cp",
                ChildJvm.classPath(),
                "io.lanewise.kernel.choice.Agreement"));
        assertEquals(bits + " bits agree", result.out(), result.err());
    }
}
