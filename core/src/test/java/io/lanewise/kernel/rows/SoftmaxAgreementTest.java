package io.lanewise.kernel.rows;

import io.lanewise.kernel.choice.Kernels;
import org.junit.jupiter.api.Test;

class SoftmaxAgreementTest {
    @Test
    void equalsNaive() {
        SoftmaxAgreement.checkAll(Kernels.current());
    }
}
