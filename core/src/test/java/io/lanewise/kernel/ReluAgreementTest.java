package io.lanewise.kernel;

import org.junit.jupiter.api.Test;

class ReluAgreementTest {
    @Test
    void equalsNaive() {
        ReluAgreement.checkAll(new KernelsInForce());
    }
}
