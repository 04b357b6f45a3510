package io.lanewise.kernel.choice;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels in force give the bits of the contract's plain statement. */
class AgreementTest {
    static List<Agreement> operations() {
        return Agreement.OPERATIONS;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theKernelsInForceAgree(Agreement operation) {
        operation.all().accept(Kernels.current());
    }
}
