package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The vector kernels in every width: the JDK computes with a species that the processor lacks too, slowly, so a machine
 * with AVX2 has evidence for 512 bits. In processes of their own: a second width in this VM would spoil C2's type profile
 * of the Vector API, and what came after it would allocate.
 */
@EnabledIfSystemProperty(
        named = ExpectedBackend.PROPERTY,
        matches = "scalar",
        disabledReason = "the processes choose their own width: once is enough, in the scalar execution")
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
