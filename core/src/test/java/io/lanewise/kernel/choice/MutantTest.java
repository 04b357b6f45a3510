package io.lanewise.kernel.choice;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.RunsOnce;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels broken on purpose, one mistake each: the agreement tests must catch every one. */
@RunsOnce
class MutantTest {
    @Test
    void theScalarKernelsThemselvesPass() {
        assertDoesNotThrow(() -> Agreement.checkFew(ScalarKernels.SET));
    }

    static Stream<Agreement.Mutant> mutants() {
        return Agreement.everyMutant();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isCaught(Agreement.Mutant mutant) {
        KernelSet kernels = Mixed.with(mutant.kernel());
        assertCaught(() -> mutant.agreement().all().accept(kernels));
        assertCaught(() -> mutant.agreement().few().accept(kernels));
    }

    /** By a comparison, or by the end of an array that has no slack. */
    private static void assertCaught(Executable check) {
        Throwable thrown = assertThrows(Throwable.class, check);
        assertTrue(thrown instanceof AssertionError || thrown instanceof IndexOutOfBoundsException, thrown::toString);
    }
}
