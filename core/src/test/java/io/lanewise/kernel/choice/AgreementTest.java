package io.lanewise.kernel.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels in force give the bits of the contract's plain statement. */
class AgreementTest {
    static List<Agreement> operations() {
        return Agreement.OPERATIONS;
    }

    /** A kernel that no line of the list holds would be tested by nothing here. */
    @Test
    void everyKernelIsInTheList() {
        for (RecordComponent kernel : KernelSet.class.getRecordComponents()) {
            long lines = Agreement.OPERATIONS.stream()
                    .filter(operation -> kernel.getType().isInstance(operation.mutants()[0]))
                    .count();
            assertEquals(1, lines, kernel.getName());
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theKernelsInForceAgree(Agreement operation) {
        operation.all().accept(Kernels.current());
    }
}
