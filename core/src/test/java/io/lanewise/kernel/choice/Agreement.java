package io.lanewise.kernel.choice;

import io.lanewise.kernel.VectorWidth;
import io.lanewise.kernel.dense.DenseAgreement;
import io.lanewise.kernel.dense.DenseMutant;
import io.lanewise.kernel.dense.GradientAgreement;
import io.lanewise.kernel.dense.GradientMutant;
import io.lanewise.kernel.rows.ActivationAgreement;
import io.lanewise.kernel.rows.ActivationMutant;
import io.lanewise.kernel.rows.ArgMaxAgreement;
import io.lanewise.kernel.rows.ArgMaxMutant;
import io.lanewise.kernel.rows.CrossEntropyAgreement;
import io.lanewise.kernel.rows.CrossEntropyMutant;
import io.lanewise.kernel.rows.Naive;
import io.lanewise.kernel.rows.ReluAgreement;
import io.lanewise.kernel.rows.ReluMutant;
import io.lanewise.kernel.rows.SoftmaxAgreement;
import io.lanewise.kernel.rows.SoftmaxMutant;
import io.lanewise.kernel.rows.TopKAgreement;
import io.lanewise.kernel.rows.TopKMutant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An operation's kernels against {@link Naive}, and kernels with one mistake each that this must catch.
 *
 * @param operation its name in what {@link SelfCheck} says
 * @param mutants its kernels with one mistake each
 * @param all the check, in every shape that leads another way through a kernel
 * @param few the same with each kind of remainder once, for kernels that run as boxed objects
 */
record Agreement(String operation, Object[] mutants, Consumer<KernelSet> all, Consumer<KernelSet> few) {
    /** Every operation. */
    static final List<Agreement> OPERATIONS = List.of(
            new Agreement("dense", DenseMutant.values(), DenseAgreement::checkAll, DenseAgreement::checkFew),
            new Agreement(
                    "gradient", GradientMutant.values(), GradientAgreement::checkAll, GradientAgreement::checkFew),
            new Agreement("relu", ReluMutant.values(), ReluAgreement::checkAll, ReluAgreement::checkAll),
            new Agreement(
                    "activation",
                    ActivationMutant.values(),
                    ActivationAgreement::checkAll,
                    ActivationAgreement::checkFew),
            new Agreement("softmax", SoftmaxMutant.values(), SoftmaxAgreement::checkAll, SoftmaxAgreement::checkFew),
            new Agreement(
                    "cross-entropy",
                    CrossEntropyMutant.values(),
                    CrossEntropyAgreement::checkAll,
                    CrossEntropyAgreement::checkFew),
            new Agreement("argmax", ArgMaxMutant.values(), ArgMaxAgreement::checkAll, ArgMaxAgreement::checkFew),
            new Agreement("top-k", TopKMutant.values(), TopKAgreement::checkAll, TopKAgreement::checkFew));

    /** A mutant of an operation. */
    record Mutant(Agreement agreement, Object kernel) {
        @Override
        public String toString() {
            return agreement + " " + kernel;
        }
    }

    /** Every mutant of every operation. */
    static Stream<Mutant> everyMutant() {
        return OPERATIONS.stream()
                .flatMap(agreement -> Arrays.stream(agreement.mutants).map(kernel -> new Mutant(agreement, kernel)));
    }

    /** Every operation of a kernel set. */
    static void checkFew(KernelSet kernels) {
        OPERATIONS.forEach(agreement -> agreement.few.accept(kernels));
    }

    @Override
    public String toString() {
        return operation;
    }

    /** In a process of its own, whose width need not be the machine's: the vector kernels past the selection. */
    public static void main(String[] arguments) {
        checkFew(VectorKernels.create());
        System.out.println(VectorWidth.bits() + " bits agree");
    }
}
