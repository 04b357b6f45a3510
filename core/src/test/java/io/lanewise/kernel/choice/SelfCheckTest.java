package io.lanewise.kernel.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.kernel.dense.DenseMutant;
import io.lanewise.kernel.rows.ArgMaxMutant;
import io.lanewise.kernel.rows.CrossEntropyMutant;
import io.lanewise.kernel.rows.ReluKernel;
import io.lanewise.kernel.rows.ReluMutant;
import io.lanewise.kernel.rows.SoftmaxMutant;
import io.lanewise.kernel.rows.TopKMutant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A few hundred values catch nearly every mutant; those left out need more, and {@link MutantTest} gives it. */
class SelfCheckTest {
    @Test
    void theKernelsInForcePass() {
        assertNull(SelfCheck.difference(ScalarKernels.SET, ScalarKernels.SET));
        assertNull(SelfCheck.difference(ScalarKernels.SET, Kernels.current()));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "IS_NARROW_FROM_31_INPUTS",
                "IS_SINGLE_FROM_31_INPUTS",
                "STARTS_THE_SECOND_CHAIN_AT_PLUS_ZERO",
                "LOSES_A_BLOCKS_CARRY",
                "KEEPS_THE_ARRAYS"
            })
    void dense(DenseMutant mutant) {
        assertFound("dense", Mixed.with(mutant));
    }

    @ParameterizedTest
    @EnumSource
    void relu(ReluMutant mutant) {
        assertFound("relu", Mixed.with(mutant));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUMS_IN_ONE_BLOCK"})
    void softmax(SoftmaxMutant mutant) {
        assertFound("softmax", Mixed.with(mutant));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUMS_IN_FLOAT", "SUMS_BACKWARDS", "COUNTS_IGNORED_ROWS"})
    void crossEntropy(CrossEntropyMutant mutant) {
        assertFound("cross-entropy", Mixed.with(mutant));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FINDS_NONE_IN_A_ROW_OF_MINUS_INFINITY"})
    void argMax(ArgMaxMutant mutant) {
        assertFound("argmax", Mixed.with(mutant));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TAKES_NO_MINUS_INFINITY", "LEAVES_OUT_THE_LAST_COLUMN"})
    void topK(TopKMutant mutant) {
        assertFound("top-k", Mixed.with(mutant));
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

    private static void assertFound(String operation, KernelSet kernels) {
        String difference = SelfCheck.difference(ScalarKernels.SET, kernels);
        assertTrue(difference != null && difference.contains(operation), () -> "found: " + difference);
    }
}
