package io.lanewise.kernel.rows;

import io.lanewise.kernel.choice.Kernels;
import org.junit.jupiter.api.Test;

class ReluAgreementTest {
    @Test
    void equalsNaive() {
        ReluAgreement.checkAll(Kernels.current());
    }
}
