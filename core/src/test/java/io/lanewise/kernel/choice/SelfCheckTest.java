package io.lanewise.kernel.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.kernel.dense.DenseMutant;
import io.lanewise.kernel.dense.GradientMutant;
import io.lanewise.kernel.rows.ActivationMutant;
import io.lanewise.kernel.rows.ArgMaxMutant;
import io.lanewise.kernel.rows.CrossEntropyMutant;
import io.lanewise.kernel.rows.ReluKernel;
import io.lanewise.kernel.rows.SoftmaxMutant;
import io.lanewise.kernel.rows.TopKMutant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A few hundred values catch nearly every mutant; those left out need more, and {@link MutantTest} gives it. */
class SelfCheckTest {
    /** Mutants that show in larger shapes, or in rarer values. */
    private static final Set<?> NEED_MORE = Set.of(
            DenseMutant.IS_NARROW_FROM_31_INPUTS,
            DenseMutant.IS_SINGLE_FROM_31_INPUTS,
            DenseMutant.STARTS_THE_SECOND_CHAIN_AT_PLUS_ZERO,
            DenseMutant.LOSES_A_BLOCKS_CARRY,
            DenseMutant.KEEPS_THE_ARRAYS,
            DenseMutant.LOSES_THE_SIGN_OF_A_ZERO_WEIGHT,
            DenseMutant.LEAVES_OUT_A_BIAS,
            GradientMutant.STARTS_AT_MINUS_ZERO,
            GradientMutant.HAS_NO_BLOCKS,
            GradientMutant.HAS_BLOCKS_OF_255_ROWS,
            GradientMutant.ADDS_WHAT_IS_THERE_LAST,
            GradientMutant.LEAVES_NO_ROWS_UNWRITTEN,
            GradientMutant.HAS_NO_NARROW_DX,
            ActivationMutant.ROUNDS_A_TANGENT_IN_DOUBLE,
            SoftmaxMutant.SUMS_WITHOUT_GROUPS,
            CrossEntropyMutant.SUMS_IN_FLOAT,
            CrossEntropyMutant.SUMS_BACKWARDS,
            CrossEntropyMutant.COUNTS_IGNORED_ROWS,
            ArgMaxMutant.FINDS_NONE_IN_A_ROW_OF_MINUS_INFINITY,
            TopKMutant.TAKES_NO_MINUS_INFINITY,
            TopKMutant.LEAVES_OUT_THE_LAST_COLUMN);

    @Test
    void theKernelsInForcePass() {
        assertNull(SelfCheck.difference(ScalarKernels.SET, ScalarKernels.SET));
        assertNull(SelfCheck.difference(ScalarKernels.SET, Kernels.current()));
    }

    static Stream<Agreement.Mutant> mutants() {
        return Agreement.everyMutant().filter(mutant -> !NEED_MORE.contains(mutant.kernel()));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isFound(Agreement.Mutant mutant) {
        String difference = SelfCheck.difference(ScalarKernels.SET, Mixed.with(mutant.kernel()));
        String operation = mutant.agreement().operation();
        assertTrue(difference != null && difference.contains(operation), () -> "found: " + difference);
    }

    @Test
    void aKernelThatThrowsDiffers() {
        ReluKernel broken = (x, xOffset, y, yOffset, length) -> {
            throw new NoClassDefFoundError("jdk/incubator/vector/FloatVector");
        };
        assertEquals(
                "the vector kernel of relu throws java.lang.NoClassDefFoundError: jdk/incubator/vector/FloatVector",
                SelfCheck.difference(ScalarKernels.SET, Mixed.with(broken)));
    }

    /** These say nothing of the kernel. */
    @Test
    void anErrorOfTheVirtualMachineIsThrownOn() {
        for (Error error : new Error[] {new StackOverflowError(), new OutOfMemoryError()}) {
            ReluKernel broken = (x, xOffset, y, yOffset, length) -> {
                throw error;
            };
            assertThrows(error.getClass(), () -> SelfCheck.difference(ScalarKernels.SET, Mixed.with(broken)));
        }
    }
}
