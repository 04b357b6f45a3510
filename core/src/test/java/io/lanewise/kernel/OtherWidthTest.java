package io.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The vector kernels in the widths that are not in force: the JDK computes with a species that the processor lacks too,
 * slowly, so a machine with AVX2 has evidence for 512 bits. In one execution, for it tells the others nothing new.
 */
@EnabledIfSystemProperty(
        named = "lanewise.expected",
        matches = "vector-128",
        disabledReason = "runs in the vector-128 execution, which every machine with vectors has")
class OtherWidthTest {
    @ParameterizedTest
    @ValueSource(ints = {256, 512})
    void equalsNaive(int bits) throws Exception {
        Isolated isolated = Isolated.loadWithBits(bits);
        assertEquals(bits, bits(isolated));
        isolated.call(Agreement.class, "checkFewVectors");
    }

    @Test
    void theRunsOwnWidthStays() throws Exception {
        Isolated isolated = Isolated.loadWithBits(512);
        assertNotSame(VectorWidth.class, isolated.loadClass(VectorWidth.class.getName()));
        assertEquals(512, bits(isolated));
        assertEquals(128, bits(VectorWidth.class.getClassLoader()));
    }

    /** By reflection: a test that named the species would bring javac's notice of the incubator into this build. */
    private static int bits(ClassLoader loader) throws Exception {
        Field species = Class.forName(VectorWidth.class.getName(), true, loader).getDeclaredField("SPECIES");
        species.setAccessible(true);
        Object value = species.get(null);
        return (int) Class.forName("jdk.incubator.vector.VectorSpecies").getMethod("vectorBitSize").invoke(value);
    }
}
