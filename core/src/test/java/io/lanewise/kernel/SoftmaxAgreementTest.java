package io.lanewise.kernel;

import org.junit.jupiter.api.Test;

class SoftmaxAgreementTest {
    @Test
    void equalsNaive() {
        SoftmaxAgreement.checkAll(new KernelsInForce());
    }
}
