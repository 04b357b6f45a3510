package io.lanewise.kernel.choice;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.kernel.dense.DenseAgreement;
import io.lanewise.kernel.dense.DenseMutant;
import io.lanewise.kernel.rows.ArgMaxAgreement;
import io.lanewise.kernel.rows.ArgMaxMutant;
import io.lanewise.kernel.rows.CrossEntropyAgreement;
import io.lanewise.kernel.rows.CrossEntropyMutant;
import io.lanewise.kernel.rows.ReluAgreement;
import io.lanewise.kernel.rows.ReluMutant;
import io.lanewise.kernel.rows.SoftmaxAgreement;
import io.lanewise.kernel.rows.SoftmaxMutant;
import io.lanewise.kernel.rows.TopKAgreement;
import io.lanewise.kernel.rows.TopKMutant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernels broken on purpose, one mistake each: the agreement tests must catch every one. */
class MutantTest {
    @Test
    void theScalarKernelsThemselvesPass() {
        assertDoesNotThrow(() -> Agreement.checkFew(ScalarKernels.SET));
    }

    @ParameterizedTest
    @EnumSource
    void dense(DenseMutant mutant) {
        KernelSet kernels = Mixed.with(mutant);
        assertCaught(() -> DenseAgreement.checkAll(kernels));
        assertCaught(() -> DenseAgreement.checkFew(kernels));
    }

    @ParameterizedTest
    @EnumSource
    void relu(ReluMutant mutant) {
        KernelSet kernels = Mixed.with(mutant);
        assertCaught(() -> ReluAgreement.checkAll(kernels));
    }

    @ParameterizedTest
    @EnumSource
    void softmax(SoftmaxMutant mutant) {
        KernelSet kernels = Mixed.with(mutant);
        assertCaught(() -> SoftmaxAgreement.checkAll(kernels));
        assertCaught(() -> SoftmaxAgreement.checkFew(kernels));
    }

    @ParameterizedTest
    @EnumSource
    void crossEntropy(CrossEntropyMutant mutant) {
        KernelSet kernels = Mixed.with(mutant);
        assertCaught(() -> CrossEntropyAgreement.checkAll(kernels));
        assertCaught(() -> CrossEntropyAgreement.checkFew(kernels));
    }

    @ParameterizedTest
    @EnumSource
    void argMax(ArgMaxMutant mutant) {
        KernelSet kernels = Mixed.with(mutant);
        assertCaught(() -> ArgMaxAgreement.checkAll(kernels));
        assertCaught(() -> ArgMaxAgreement.checkFew(kernels));
    }

    @ParameterizedTest
    @EnumSource
    void topK(TopKMutant mutant) {
        KernelSet kernels = Mixed.with(mutant);
        assertCaught(() -> TopKAgreement.checkAll(kernels));
        assertCaught(() -> TopKAgreement.checkFew(kernels));
    }

    /** By a comparison, or by the end of an array that has no slack. */
    private static void assertCaught(Executable check) {
        Throwable thrown = assertThrows(Throwable.class, check);
        assertTrue(thrown instanceof AssertionError || thrown instanceof IndexOutOfBoundsException, thrown::toString);
    }
}
